"""People as one story sees them: called as by all their counts, and the same as long as no form overtakes another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.lang.render import load_grammar
from dateline.model import Entity, Name
from dateline.newsroom.seen_from import as_named

FORMS = {
    "en": ("Sakurai Tomoya", "Tomoya Sakurai", "Sakurai"),
    "ja": ("桜井智哉", "桜井"),
    "ko": ("사쿠라이 도모야", "사쿠라이"),
    "zh": ("樱井智哉", "樱井"),
}
EVERY = [(text, lang) for lang, texts in FORMS.items() for text in texts]


def entity(counts: dict[tuple[str, str], int], country: str | None) -> Entity:
    names = tuple(Name(text, lang, count) for (text, lang), count in counts.items())
    return Entity(id="e0", kind="person", names=names, country=country, members=("a#0",))


@given(
    st.lists(st.sampled_from(EVERY), min_size=1, unique=True),
    st.permutations(range(1, len(EVERY) + 1)),
    st.sampled_from(["JP", None]),
)
def test_a_person_is_called_as_by_the_counts(
    forms: list[tuple[str, str]], counts: list[int], country: str | None
) -> None:
    person = entity(dict(zip(forms, counts, strict=False)), country)
    for lang in FORMS:
        grammar = load_grammar(lang)
        assert grammar.name(as_named(person)) == grammar.name(person)
        assert grammar.family(as_named(person)) == grammar.family(person)


@pytest.mark.parametrize("lang", sorted(FORMS))
def test_news_in_one_language_changes_nothing_for_stories_in_others(lang: str) -> None:
    counts = {form: 3 * (len(EVERY) - at) for at, form in enumerate(EVERY)}
    person = entity(counts, "JP")
    more = {form: count + 30 * (form[1] == lang) for form, count in counts.items()}
    assert as_named(entity(more, "JP")) == as_named(person)
    elsewhere = replace(person, names=tuple(reversed(person.names)), members=("a#0", "b#2"))
    assert as_named(elsewhere) == as_named(person)


def test_what_newsrooms_list_alone_stays_unused() -> None:
    listed = entity({("Sakurai Tomoya", "en"): 0, ("桜井智哉", "ja"): 2}, "JP")
    assert [n.count for n in as_named(listed).names if n.lang == "en"] == [0]
