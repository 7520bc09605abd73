"""Templates: compiled once, filled in with every word escaped; what all pages of a language share is made once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from dateline.publish.markup import foreign, passages, support, unbroken, with_names, with_quoted
from dateline.publish.plain import plain

CSP = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
_SPECIAL = re.compile("[&<>\"']")


def render(template: str, context: dict[str, Any]) -> str:
    """A template filled in; every word is escaped and freed of control characters on its way in."""
    return str(_compiled(template).render(context))


def shown(value: object) -> str:
    """What stands in a page for a value: markup as it is, anything else escaped, words freed of control characters."""
    if type(value) is str:
        words = value if value.isprintable() else plain(value)
        return escape(words) if _SPECIAL.search(words) else words
    return value if type(value) is Markup else escape(value)


def field(row: Any, name: str) -> Any:
    """A field of a row of words, else what Jinja finds under the name. Rows come first, which is the quicker way."""
    if type(row) is dict:
        return row[name] if name in row else _templates().getattr(row, name)
    try:
        return getattr(row, name)
    except AttributeError:
        return _templates().getattr(row, name)


@cache
def _compiled(template: str) -> Any:
    return _templates().get_template(template)


@cache
def _templates() -> Any:
    """Templates as Jinja has them; their code asks ``shown`` and ``field`` at once, not by way of three calls each."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from jinja2.compiler import CodeGenerator
    from jinja2.nodes import Getattr
    from jinja2.runtime import Context, Macro

    class Code(CodeGenerator):
        def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
            self.write("environment.shown(")

        def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:
            self.write(")")

        def visit_Getattr(self, node: Getattr, frame: Any) -> None:
            self.write("environment.field(")
            self.visit(node.node, frame)
            self.write(f", {node.attr!r})")

    class Page(Context):
        def call(self, asked: Any, *args: Any, **named: Any) -> Any:
            """Ours ask for no context, and macros for no more than whether words are escaped."""
            for key in ("_block_vars", "_loop_vars"):
                named.pop(key, None)
            return asked(self.eval_ctx, *args, **named) if type(asked) is Macro else asked(*args, **named)

    class Pages(Environment):
        code_generator_class = Code
        context_class = Page

    made = Pages(
        loader=PackageLoader("dateline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.__dict__.update(shown=shown, field=field)
    made.globals.update(foreign=foreign, support=support, passages=passages, unbroken=unbroken)
    made.globals.update(with_names=with_names, with_quoted=with_quoted)
    return made
