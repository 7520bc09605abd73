"""Known weaknesses of every pinned package, by pip-audit; where its advisories cannot be reached, that is said in words.

``python scripts/audit_dependencies.py requirements/run.txt``: ends with 0 where none is known, 1 where some are, 3 where
nobody could be asked.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_UNREACHED = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ServiceError", "ProxyError", "SSLError")
UNKNOWN = 3


def audit(requirements: str) -> int:
    """Run pip-audit on a file of pinned packages; returns the exit status."""
    tool = str(Path(sys.executable).with_name("pip-audit"))
    command = [tool, "--strict", "--requirement", requirements, "--disable-pip"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    last = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "")
    if done.returncode != 0 and any(sign in last for sign in _UNREACHED):
        print(
            f"the advisories could not be reached, so nothing is known of weaknesses in {requirements}: run this again "
            f"with a network ({last.strip()[:200]})",
            file=sys.stderr,
        )
        return UNKNOWN
    print(done.stdout, end="")
    print(done.stderr, end="", file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(audit(sys.argv[1]))
