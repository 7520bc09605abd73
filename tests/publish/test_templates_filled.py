"""Templates filled in by our shorter way come out as Jinja's own way has them, and what is undefined is an error there too."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup
from msgspec import Struct

from dateline.publish.plain import plain
from dateline.publish.rendering import _templates

WORDS = """{% macro told(r, t, mark="*") %}<b title="{{ r.words }}">{{ mark }}{{ t["deep"].words|replace("a", "<a>") }}</b>{% endmacro %}
{% block main %}{{ row.words }}|{{ row.held.words }}|{{ number }}|{{ none }}|{{ made }}|{{ row.words|safe }}
{% for one in rows %}{{ told(one, {"deep": one}) }}{{ loop.index }}{{ ", " if not loop.last }}{% endfor %}
{{ told(row.held, {"deep": row}, mark=made) }}{{ joined(row.words, "&") }}{{ "a" ~ row.words }}{% endblock %}"""


class Held(Struct):
    """Something that is no row."""

    words: str


def joined(one: str, other: str) -> Markup:
    """Markup from words."""
    return Markup("<i>{}{}</i>").format(one, other)


def jinja() -> Environment:
    """Jinja by its own means."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain(value) if type(value) is str else value,
    )
    made.globals["joined"] = joined
    return made


@given(st.lists(st.text(alphabet="a<>&'\"\x00\u202e\n 中é"), min_size=2, max_size=4))
def test_pages_are_those_that_jinja_makes(words: list[str]) -> None:
    values: dict[str, Any] = {
        "row": {"words": words[0], "held": Held(words[1])},
        "rows": [{"words": w} for w in words],
        "number": 7,
        "none": None,
        "made": Markup("<hr>"),
    }
    ours = _templates().from_string(WORDS, globals={"joined": joined})
    assert ours.render(values) == jinja().from_string(WORDS).render(values)


@pytest.mark.parametrize("source", ["{{ gone }}", "{{ row.gone }}", "{{ held.gone }}", "{{ row.gone.further }}"])
def test_what_is_not_there_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        _templates().from_string(source).render({"row": {}, "held": Held("")})
