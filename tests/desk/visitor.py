"""Who visits the desk in its tests."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

KEY = "a-key-for-tests-alone"
PASSWORD = "correct horse battery"


class Visitor:
    """A browser without scripts: follows the forms of pages as a person would."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str) -> str:
        """The page at a path, which must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:400])
        return answer.text

    def token(self) -> str:
        """The token that this visitor's forms carry."""
        found = re.search(r'name="token" value="([0-9a-f]+)"', self.get("/"))
        assert found is not None
        return found[1]

    def post(self, path: str, **fields: object) -> int:
        """Send a form with its token; the status of the first answer."""
        data = {"token": self.token(), **fields}
        return self.client.post(path, data=data, follow_redirects=False).status_code
