"""The verbs of a headline: which of its words is one, and what it tells with the noun that it leans on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.en import lexicon
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import Frame, listed, noun_frame, verb_frames

_IRREGULAR = {
    "met": "meet",
    "held": "hold",
    "paid": "pay",
    "made": "make",
    "struck": "strike",
    "won": "win",
    "took": "take",
    "gave": "give",
    "sought": "seek",
    "told": "tell",
    "said": "say",
    "swore": "swear",
    "had": "have",
    "sat": "sit",
    "flew": "fly",
    "went": "go",
    "sent": "send",
    "hailed": "hail",
    "eyeing": "eye",
    "forwent": "forgo",
}


_TOKEN = re.compile(r"[A-Za-z][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a headline: its lemma, where it stands, and its frame."""

    lemma: str
    start: int
    end: int
    frame: Frame | None
    bare: bool = False


def find_verbs(scene: Scene, sentence: Parsed, start: int, end: int) -> list[Verb]:
    """Verbs of the table that stand after a name and in none."""
    text = scene.register.text
    found: list[Verb] = []
    skip = start
    nouns = {sentence.start + t.idx for t in sentence.doc if t.dep_ in ("compound", "pobj") and not sentence.title_case}
    for match in _TOKEN.finditer(text, start, end):
        if scene.register.covering(match.start()) is not None:
            continue
        before = scene.register.at(start, match.start())
        word = match.group().lower()
        lemma = _lemmas().get(word)
        if lemma is None or not before or match.start() < skip or _is_noun(text, match, start, end):
            continue
        if word in ("travel", "visit", "tour", "return") and match.start() in nouns:
            continue
        if word == lemma and word not in _IRREGULAR and not _agrees(scene, text, start, match.start()):
            continue
        frame, noun_end = _frame(text, lemma, match.end(), end)
        if frame is not None:
            skip = noun_end
            if found and not text[found[-1].end : match.start()].strip():
                continue  # ``vows return``
            bare = word == lemma and word not in _IRREGULAR
            found.append(Verb(lemma, match.start(), match.end(), frame, bare))
    return found


def _agrees(scene: Scene, text: str, start: int, offset: int) -> bool:
    """A bare verb form needs a name, a plural or an auxiliary right before it."""
    head = text[start:offset].rstrip()
    if not head:
        return False
    if scene.register.covering(start + len(head) - 1) is not None:
        return True
    return bool(
        re.search(
            r"(?:\w{3,}s|\b(?:to|will|may|might|could|can|would|not|and|,|jointly|both|also|again))$|,$", head, re.I
        )
        or (scene.dates and any(d.end == start + len(head) for d in scene.dates))
    )


_DETERMINERS = re.compile(
    r"\b(?:the|a|an|his|her|its|their|for|of|in|on|with|over|after|amid|at|ahead of|new|[a-z]+[’']s|key"
    r"|major|joint|trade|peace|first)\s+$",
    re.I,
)


def _is_noun(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a word that could be a verb stands as a noun: after an article or preposition, or as the last word."""
    before = text[max(start, match.start() - 16) : match.start()]
    word = match.group().lower()
    if word.endswith(("ed", "s")) and word not in (
        "calls",
        "talks",
        "plans",
        "visits",
        "hopes",
        "pledges",
        "names",
        "promises",
        "demands",
        "tours",
        "signals",
        "reports",
    ):
        return bool(re.search(r"\b(?:the|a|an|his|her|its|their|of)\s+$", before, re.I))
    if _DETERMINERS.search(before):
        return True
    return not text[match.end() : end].strip(" .!,'’”\"") and word not in (
        "meet",
        "talk",
        "agree",
        "confer",
        "meets",
        "agrees",
    )


_LOOKED_AT = 40


def _frame(text: str, lemma: str, after: int, end: int) -> tuple[Frame | None, int]:
    """The frame of a verb with the noun it leans on, and where that noun ends."""
    tokens = list(islice(_TOKEN.finditer(text, after, end), _LOOKED_AT))
    if lemma in ("speak", "talk", "chat") and re.match(r" briefly(?: with\b| in\b|,|$)", text[after:end]):
        return Frame("meeting", "done", meeting="pull_aside"), after
    rest = [m.group().lower() for m in tokens]
    for index, noun in enumerate(rest[:7]):
        if noun in lexicon.words_of("breaks"):
            break
        found = noun_frame(singular(noun), lemma, _Plain(rest))
        if found is not None:
            frame = Frame(found.kind, found.rung, found.meeting, found.displeasure, found.restated)
            return frame, tokens[index].end()
    return _verb_alone(lemma, rest), after


def _verb_alone(lemma: str, rest: list[str]) -> Frame | None:
    if lemma == "agree":
        return Frame("agreement", "agreed")
    frames = verb_frames()
    if rest and f"{lemma} {rest[0]}" in frames:
        return frames[f"{lemma} {rest[0]}"]
    found = frames.get(lemma)
    if found is not None and found.kind in ("signing", "appointment"):
        papers = listed("papers", "nouns")
        return found if found.kind == "appointment" or any(singular(w) in papers for w in rest[:6]) else None
    return found or (Frame("other", "done") if lemma in happenings() else None)


class _Plain:
    """Stands in for a parsed noun, whose modifiers here are simply the words around it."""

    def __init__(self, words: list[str]) -> None:
        self.children = [_Word(w) for w in words]


class _Word:
    def __init__(self, word: str) -> None:
        self.lower_ = word


def singular(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3 else noun


@cache
def happenings() -> frozenset[str]:
    table: dict[str, Any] = load_table("en", "rungs")["plover"]
    words = {w.strip() for name in ("assault", "coerce", "aid") for w in table[name].split("|")}
    return frozenset(
        words
        | {
            "begin",
            "open",
            "close",
            "raise",
            "rise",
            "fall",
            "resign",
            "die",
            "start",
            "end",
            "cancel",
            "postpone",
            "delay",
        }
    )


@cache
def _lemmas() -> dict[str, str]:
    """Forms of the verbs that a headline may hold, and their lemmas."""
    lemmas = (
        {w.split()[0] for w in verb_frames()}
        | {w.split()[0] for w in listed("light", "verbs")}
        | set(happenings())
        | {"agree"}
    )
    forms: dict[str, str] = dict(_IRREGULAR)
    for lemma in sorted(lemmas):
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        forms.setdefault(lemma, lemma)
        forms.setdefault(_third(lemma), lemma)
        forms.setdefault(stem + "ed", lemma)
        if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            forms.setdefault(lemma[:-1] + "ied", lemma)
        if re.search(r"[^aeiou][aeiou][bdgmnprt]$", lemma):
            forms.setdefault(lemma + lemma[-1] + "ed", lemma)
    return forms


def verb_forms() -> frozenset[str]:
    """Every form of a verb that headlines may hold."""
    return frozenset(_lemmas())


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"
