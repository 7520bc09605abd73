"""Templates: compiled once, filled in with every word escaped; what all pages of a language share is made once."""

from __future__ import annotations

from functools import cache
from typing import Any

from dateline.publish.markup import foreign, passages, support, unbroken
from dateline.publish.plain import plain

CSP = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


def render(template: str, context: dict[str, Any]) -> str:
    """A template filled in; every word is escaped and freed of control characters on its way in."""
    return str(_compiled(template).render(context))


@cache
def _compiled(template: str) -> Any:
    return _templates().get_template(template)


@cache
def _templates() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    class Rows(Environment):
        """Templates are filled with rows of words: a name is looked for among the keys first, which is the quicker way."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            return obj[attribute] if type(obj) is dict and attribute in obj else super().getattr(obj, attribute)

    made = Rows(
        loader=PackageLoader("dateline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    made.globals.update(foreign=foreign, support=support, passages=passages, unbroken=unbroken)
    return made


def _shown(value: object) -> object:
    return plain(value) if type(value) is str else value
