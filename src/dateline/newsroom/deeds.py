"""The gate of deeds ("to resume talks"): what a sentence prints is found again in it, and in the passages that it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from dateline import write
from dateline.lang.goals import Goal, deed_words, goals_in, objects_in
from dateline.lang.render import load_grammar
from dateline.model import Article, Fact, ReportSentence


def deeds_hold(sentence: ReportSentence, lang: str, facts: Mapping[str, Fact], articles: Mapping[str, Article]) -> bool:
    """Whether every deed that the sentence prints or seems to print is one of a passage, and every one of its facts that it
    has words for is found in it."""
    mine = [facts[f] for f in sentence.facts if f in facts]
    topics = tuple(dict.fromkeys(t for f in mine if f.slots for t in f.slots.topics))
    found = _goals(sentence.text, lang, topics)
    theirs: set[Goal] = set()
    for anchor in sentence.anchors:
        article = articles.get(anchor.article)
        theirs |= _goals(anchor.exact, (article.lang if article else None) or "", topics)
    meant = {g for f in mine for g in write.goals_of(f)}
    printed = {g for g in meant if _has_words(g, sentence.text, lang)}
    return printed <= found and {g for g in found if g in meant or not mine} <= theirs


def _goals(text: str, lang: str, topics: tuple[str, ...]) -> frozenset[Goal]:
    return goals_in(text, lang, (*topics, *objects_in(text, lang)))


def _has_words(goal: Goal, text: str, lang: str) -> bool:
    """Whether a text has the words by which our grammar prints a deed and its object."""
    deed, thing = goal
    named = load_grammar(lang).topic(thing)
    return named is not None and named in text and any(w in text for w in deed_words(lang, deed))
