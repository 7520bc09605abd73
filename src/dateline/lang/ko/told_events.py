"""Events told by the way, before the name of whom they befell (구속 기소된 A 전 시장, 8일 사임한 B 장관), and several sentences
that one verb gives (A에게 징역 5년, B에게 무죄를 선고했다)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dateline.lang.ko.attributes import in_quote_at
from dateline.lang.ko.clauses import Clause
from dateline.lang.ko.doers import agent_of, are_people, doers_of
from dateline.lang.ko.events import event_act, event_forms, event_in
from dateline.lang.ko.predicates import head_of
from dateline.lang.ko.scene import Frame, Scene, Told
from dateline.lang.ko.tense import is_negative
from dateline.model import Act, DateValue, Quote

_DONE = frozenset(["ᆫ", "은", "던", "ᆫ던"])
_KIN = re.compile(
    r"후임|전임|아들|딸|부인|남편|아내|동생|누나|형제|아버지|어머니|부모|유족|변호인|변호사|측근|비서|대리인|보좌관|친구|동료|가족"
)
_MOST = 5
_GIVEN = re.compile(r"(?P<to>에게|에)(?:는)?\s(?P<what>(?:징역|금고|벌금|집행유예|무죄|사형|무기징역)[^,“”]{0,20}?),\s")


def find_told_events(scene: Scene, clauses: Sequence[Clause]) -> list[Act]:
    """The events that a sentence tells of somebody before the name."""
    return [act for clause in clauses for act in _before_names(scene, clause)]


def _before_names(scene: Scene, clause: Clause) -> list[Act]:
    found: list[Act] = []
    for index, token in enumerate(clause.tokens):
        if token.tag != "ETM" or token.form not in _DONE or in_quote_at(clause, token.start):
            continue
        head = head_of(clause.tokens[: index + 1])
        who = _named(scene, clause, token.end)
        if head is None or not head.form or head.decided or who is None:
            continue
        line = scene.text[clause.start : head.start] + head.form
        event = event_in(line, clause.start)
        if event is None or not are_people(scene, (who,)) or is_negative(scene.text[head.start : token.end]):
            continue
        alone = event_forms()[event.key] == "self"
        if not alone and event.voice != "suffers":
            continue
        actors = (who,) if alone else tuple(q for q in agent_of(scene, clause, event.start) if q != who)
        frame, told = Frame(), Told(None, "", event.start, who.end, clause.end)
        act = event_act(
            scene, (event.start, token.end), frame, told, (event.key, None, (actors, () if alone else (who,))), "actual"
        )
        found.append(msgspec.structs.replace(act, time=_day(scene, clause, event.start)))
    return found


def _named(scene: Scene, clause: Clause, at: int) -> Quote | None:
    """The person whose name follows words that end at ``at``, with nothing but bare words of his office between."""
    words = 0
    for phrase in clause.phrases:
        if phrase.start < at:
            continue
        words += 1
        if phrase.party is not None and scene.mentions[phrase.party].kind == "person":
            between = scene.text[at : phrase.start]
            return None if _KIN.search(between) else scene.quote(phrase.party)
        if phrase.role != "bare" or words > _MOST or scene.text[phrase.end : phrase.end + 1] in (",", "·"):
            return None
    return None


def _day(scene: Scene, clause: Clause, until: int) -> DateValue | None:
    """The one day that stands right before the words of an event, or with a word or two between."""
    days = [d for d in scene.dates if clause.start <= d.start and d.end <= until and d.earliest]
    near = days[-1] if days else None
    if near is None or len(scene.text[near.end : until].split()) > 2:
        return None
    beside = any(p.role in ("top", "nom") and 0 <= near.start - p.end <= 2 for p in clause.phrases)
    return None if beside else near  # 법원은 8일 기소된 A에게: the day of the main verb


def share_verb(scene: Scene, clause: Clause, frame: Frame) -> list[Act]:
    """The sentences given before the last one by its verb: A에게 징역 5년, B에게 무죄를 선고했다."""
    head = head_of(clause.tokens)
    if head is None or not (scene.text[clause.start : head.start] + head.form).endswith("선고하"):
        return []
    found: list[Act] = []
    for match in _GIVEN.finditer(scene.text, clause.start, clause.end):
        phrase = next((p for p in clause.phrases if p.party is not None and p.start < match.end("to") <= p.end), None)
        ways = (event_in(f"{match['what']}{particle} 선고하", match.start("what")) for particle in "을를")
        event = next((e for e in ways if e is not None), None)
        if phrase is None or phrase.party is None or event is None:
            continue
        who = scene.quote(phrase.party)
        if are_people(scene, (who,)):
            told = Told(None, "", who.start, match.end("what"), clause.end)
            doers = doers_of(scene, clause, frame, phrase.start)
            parts = (event.key, None, (doers, (who,)))
            found.append(event_act(scene, (who.start, match.end("what")), frame, told, parts, "actual"))
    return found
