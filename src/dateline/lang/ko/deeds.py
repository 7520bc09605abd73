"""Deeds done to things (예산안을 의결했다, 공장이 폐쇄됐다): the deed, the thing that is the head of its object, and the doer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.goals import deed_done_to
from dateline.lang.ko.analysis import is_known_word
from dateline.lang.ko.clauses import Clause, Phrase
from dateline.lang.ko.doers import agent_of, doers_of
from dateline.lang.ko.predicates import Head
from dateline.lang.ko.scene import Frame, Scene, in_quote
from dateline.lang.pivot import pivot_keys
from dateline.model import Quote

_SUM = re.compile(
    r"(?:\([^()]*\))?(?:\s?(?:약|총)?\s?\d[\d,.]*[만억조천백]*(?:여)?\s?(?:개|대|명|척|톤|건|채|가구|곳|원|달러|t))?$"
)
_MANNER = re.compile(
    r"(?:\s(?:연\s)?(?:\d[\d.,]*[만억조]?(?:%포인트|%p|%P|bp|%|원|달러|명|대|개)|[가-힣]{2,8}(?=로|으로|에서))(?:로|으로|에서)?|\s전격)+\s?$"
)
_RATES = "interest_rates"
_OBJECTS = {"착수하": ("acc", "at"), "선포하": ("acc", "dir")}
"""The roles of the object, beside words whose object is marked otherwise (조사에 착수, 재난지역으로 선포)."""
_OF_PRODUCTS = ("recall", "put_on_sale")
"""What a firm does to what it makes or sells, whatever that is called."""
_UNTOLD = frozenset(["plan_object", "visit_object", "meeting_object", "briefing", "press_conference"])
"""What says nothing by itself, or is told as an act of another kind (방문하려던 계획을 취소했다)."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed and its thing; ``settled`` where what was decided holds as done (a rate that a bank has decided upon)."""

    key: str
    thing: str
    actors: tuple[Quote, ...]
    settled: bool = False


def find_deed(scene: Scene, clause: Clause, frame: Frame, head: Head) -> Deed | None:
    """The deed that the last verb of a clause tells with what it was done to; None where either is not known, or, of an
    active verb, where nobody does it."""
    line = scene.text[clause.start : head.start] + head.form
    found = [
        (meant == key, way, Deed(meant, thing, _doers(scene, clause, frame, start, way), settled=thing == _RATES))
        for key, way, start, thing in _ways(scene, clause, frame, line)
        if (meant := deed_done_to(thing, key)) is not None
    ]
    if not found:
        return None
    _, way, deed = next((row for row in found if row[0]), found[0])
    return deed if deed.actors or way != "active" else None


def _ways(scene: Scene, clause: Clause, frame: Frame, line: str) -> Iterator[tuple[str, str, int, str]]:
    """Each deed that the words of a clause end in, its voice (active, passive, or through a body), where its words begin,
    and the thing."""
    for key, passive, pattern, things in _patterns():
        match = pattern.search(line)
        if match is None:
            continue
        start = clause.start + match.start()
        way = "through" if key == "approve" and line.endswith("통과하") else "passive" if passive else "active"
        roles = next((r for ending, r in _OBJECTS.items() if line.endswith(ending)), ("acc",))
        phrase = _object(scene, clause, start, roles if way == "active" else ("nom", "top"))
        end = _stem_end(scene, phrase) if phrase is not None else None
        if end is None and not passive and match["light"] is not None:
            end = len(scene.text[:start].rstrip())
        thing = thing_before(scene, clause.start, end) if end is not None else None
        if thing is None and phrase is not None and phrase.party is not None and key == "dissolve":
            body = scene.mentions[phrase.party].value
            thing = body if body in pivot_keys("bodies") else None
        if thing is None and end is not None and key in _OF_PRODUCTS:
            thing = "product" if _by_firm(scene, doers_of(scene, clause, frame, start)) else None
        if thing is not None and things.fullmatch(thing):
            yield key, way, start, thing


def _doers(scene: Scene, clause: Clause, frame: Frame, start: int, way: str) -> tuple[Quote, ...]:
    if way == "through":
        return _passed_by(scene, clause, start)
    return agent_of(scene, clause, start) if way == "passive" else doers_of(scene, clause, frame, start)


def deed_in_headline(scene: Scene, start: int, end: int, doers: tuple[Quote, ...]) -> tuple[str, str] | None:
    """The deed and thing that the words of a headline end in (기준금리 2.25%로 인하), or None."""
    words = scene.text[start:end]
    for key, passive, pattern, things in _patterns():
        match = pattern.search(words + "하")
        if match is None or passive:
            continue
        stop = start + match.start()
        manner = _MANNER.search(scene.text, start, stop)
        thing = thing_before(scene, start, manner.start() if manner else stop)
        if thing is None and key in _OF_PRODUCTS and _by_firm(scene, doers):
            thing = "product"
        deed = deed_done_to(thing, key) if thing is not None and things.fullmatch(thing) else None
        if thing is not None and deed is not None:
            return deed, thing
    return None


def _by_firm(scene: Scene, doers: tuple[Quote, ...]) -> bool:
    """Whether a body that no table has, and so a firm, does something."""
    bodies = {m.start: m.value for m in scene.mentions if m.kind == "organization"}
    return bool(doers) and all(q.start in bodies and bodies[q.start] not in pivot_keys("bodies") for q in doers)


def _object(scene: Scene, clause: Clause, until: int, roles: tuple[str, ...]) -> Phrase | None:
    """The last phrase of a role before a verb, where it is no person or country and no verb inside the clause takes it."""
    for phrase in reversed(clause.phrases):
        if phrase.end > until or phrase.role not in roles or in_quote(clause, phrase):
            continue
        if clause.attached(phrase) == "inside":
            continue
        body = phrase.party is not None and scene.mentions[phrase.party].kind == "organization"
        return phrase if body or phrase.party is None else None
    return None


def _stem_end(scene: Scene, phrase: Phrase) -> int:
    words = scene.text[phrase.start : phrase.end]
    return phrase.start + len(re.sub(r"(?:[을를이가은는도에]|으?로)$", "", words))


def _passed_by(scene: Scene, clause: Clause, until: int) -> tuple[Quote, ...]:
    """국회(본회의)를 통과했다: the body before the verb."""
    for mention in reversed([m for m in scene.mentions if clause.start <= m.start and m.end <= until]):
        if mention.kind == "organization" and re.fullmatch(
            r"(?:\s[가-힣]+){0,2}[을를]?\s?(?:최종\s)?", scene.text[mention.end : until]
        ):
            return (Quote(mention.text, mention.start, mention.end),)
    return ()


def thing_before(scene: Scene, start: int, end: int) -> str | None:
    """The topic or object whose words end at ``end``, or before a count there (제품 3만 개); the longest."""
    end = start + len(scene.text[start:end].rstrip())
    stop = end - len((_SUM.search(scene.text[start:end]) or [""])[0])
    words = scene.text[start : len(scene.text[:stop].rstrip())]
    stop = start + len(words)
    for size in range(min(len(words), _longest()), 0, -1):
        key = _things().get(words[-size:])
        whole = size > 1 or words[-2:-1] in ("", " ")
        if key is not None and whole and scene.bounds.hold(stop - size, stop):
            return None if key == "none" or key in _UNTOLD else key
    return None


@cache
def _things() -> dict[str, str]:
    """The words of topics and of objects, an object's before a topic's, and of longer words that mean something else."""
    found: dict[str, str] = {}
    found.update({str(words): key for key, words in load_table("ko", "style")["things"].items()})
    for table in (load_table("ko", "goals")["objects"], load_table("ko", "topics"), load_table("ko", "homographs")):
        for key, row in table.items():
            terms = row["terms"] if isinstance(row, dict) else row
            for term in (*terms, *([row["label"]] if isinstance(row, dict) and "label" in row else [])):
                found.setdefault(str(term), key)
    return found


@cache
def _longest() -> int:
    return max(map(len, _things()))


@cache
def _patterns() -> list[tuple[str, bool, re.Pattern[str], re.Pattern[str]]]:
    """Each deed with its words, active and passive, and the things that it is read of: those of our own table first, then
    the nouns by which a deed is known where it is only meant."""
    own = load_table("ko", "deeds")
    made = [row for key, entry in own.items() for row in _words_of(str(entry.get("key", key)), entry)]
    for key, entry in load_table("ko", "goals")["deeds"].items():
        if key in ("sign", "promote"):
            continue  # told as a signing; what is promoted is not done
        nouns = [n for n in (entry["noun"], *entry["read"]) if " " not in n and is_known_word(n)]
        made.extend(_words_of(key, {"nouns": " ".join(dict.fromkeys(nouns))}))
    return made


def _words_of(deed: str, entry: Mapping[str, Any]) -> list[tuple[str, bool, re.Pattern[str], re.Pattern[str]]]:
    nouns = "|".join(re.escape(n) for n in sorted(str(entry.get("nouns", "")).split(), key=len, reverse=True))
    does = [rf"(?:{nouns})(?P<light>[을를]?\s?(?:(?:전격 )?단행)?)(?:하|시키)"] if nouns else []
    does += [rf"(?:{entry['does']})"] if "does" in entry else []
    suffers = [rf"(?:{nouns})되"] if nouns else []
    suffers += [rf"(?:{entry['suffers']})"] if "suffers" in entry else []
    things = re.compile(str(entry.get("things", ".*")))
    made: list[tuple[str, bool, re.Pattern[str], re.Pattern[str]]] = []
    for passive, parts in ((False, does), (True, suffers)):
        if parts:
            body = "|".join(parts) + ("|(?P<light>(?!))" if not passive and not nouns else "")
            made.append((deed, passive, re.compile(rf"(?<![가-힣])(?:{body})$"), things))
    return made
