"""Acts that stand before a noun: 방한 중인 A 총리, 키이우를 찾은 B 장관, C 외무상과 만난 D 장관, E 총리와 가진 회담에서."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ko.attachment import attached
from dateline.lang.ko.chains import SentenceParts
from dateline.lang.ko.clauses import Clause, Phrase
from dateline.lang.ko.scene import Scene, in_quote, joined_parties
from dateline.lang.ko.tense import is_past
from dateline.model import Act, DateValue, Quote
from dateline.model.reading import MeetingKind

_LANDS = "한일중미북러남영독불"
_VISITING = re.compile(
    rf"(?P<land>방[{_LANDS}])\s?(?:중인|한|했던)\s"
    r"|(?:을|를|에|에서|\s)\s?(?:(?:국빈|공식|실무)\s?)?(?P<stay>방문|순방|체류)(?:\s중인|하고 있는)\s"
    r"|(?:을|를)\s(?:(?:국빈|공식|실무|깜짝)\s?)?(?P<went>방문한|찾은|찾아온|방문했던)\s|에\s(?P<came>도착한)\s"
)
_COMING = re.compile(
    rf"(?P<land>방[{_LANDS}])(?:하는|할|하게 될)\s|(?:을|를)\s(?:(?:국빈|공식|실무)\s?)?(?P<goes>방문하는|방문할|찾는)\s"
)
_MET = re.compile(
    r"\s(?:[가-힣0-9]+에서\s)?(?:따로\s|별도로\s|처음\s|비공개로\s)?(?:만난|회담한|면담한|회동한|(?P<c>통화한))\s"
)
_NOUNS = r"정상회담|회담|면담|회동|만남|오찬|만찬|조찬|접견|환담|자리|(?:전화\s?|화상\s?)?통화"
_AT = r"(?:에서|를 통해|을 통해|\s자리에서)"
_HELD_AT = re.compile(
    r"\s(?:[가-힣0-9()]+\s){0,4}?(?:가진|한|연|만난|진행한|나눈|함께한)\s"
    rf"(?:[가-힣]+\s)?[가-힣]*?(?P<n>{_NOUNS}){_AT}"
)
_WITH_AT = re.compile(rf"\s(?:[가-힣·]+\s){{0,2}}?[가-힣]*?(?P<n>{_NOUNS}){_AT}")
_LEVELS: dict[str, MeetingKind] = {"정상회담": "summit", "회담": "talks", "접견": "received", "환담": "pull_aside"}
_MOST_WORDS = 6


def find_told_before(scene: Scene, part: SentenceParts, clauses: Sequence[Clause]) -> list[Act]:
    """What a sentence tells of a person before the name, and of a meeting on the way to what was said at it."""
    acts: list[Act] = []
    for clause in clauses:
        acts.extend(_visits(scene, part, clause))
        acts.extend(_meetings(scene, part, clause, clauses))
        acts.extend(_to_be_held(scene, part, clause))
        acts.extend(_to_be_put(scene, part, clause))
    return acts


def _visits(scene: Scene, part: SentenceParts, clause: Clause) -> list[Act]:
    found: list[Act] = []
    for pattern, planned in ((_VISITING, False), (_COMING, True)):
        for match in pattern.finditer(scene.text, clause.start, clause.end):
            if in_quote_at(clause, match.start()):
                continue
            who = _described(scene, clause, match.end())
            where = _where(scene, clause, match)
            if who is None or where is None or who == where:
                continue
            found.append(
                Act(
                    kind="visit", rung="would" if planned else "done", realis="planned" if planned else "actual",
                    actors=(who,), place=where, time=_day(scene, clause, match.start()) if planned else None,
                    plover="AGREE" if planned else "CONSULT", start=part.start, end=part.end,
                )
            )  # fmt: skip
    return found


def _described(scene: Scene, clause: Clause, at: int) -> Quote | None:
    """The person whom words that end at ``at`` describe: the first one after them, with nothing but titles between."""
    words = 0
    for phrase in clause.phrases:
        if phrase.start < at:
            continue
        words += 1
        if phrase.party is not None and scene.mentions[phrase.party].kind in ("person", "position"):
            person = scene.mentions[phrase.party].kind == "person"
            return scene.quote(phrase.party) if person or phrase.role != "bare" else None
        if phrase.role not in ("bare", "gen") or words > _MOST_WORDS or scene.text[phrase.end : phrase.end + 1] == ",":
            return None
    return None


def _where(scene: Scene, clause: Clause, match: re.Match[str]) -> Quote | None:
    """The country inside 방한, or the place right before the verb."""
    if match["land"]:
        inside = next((m for m in scene.mentions if m.kind == "place" and match.start() <= m.start < match.end()), None)
        return Quote(inside.text, inside.start, inside.end) if inside is not None else None
    before = next(
        (p for p in clause.phrases if p.place is not None and match.start() - 1 <= p.end <= match.start() + 2), None
    )
    return scene.quote(before.place) if before is not None and before.place is not None else None


def _day(scene: Scene, clause: Clause, at: int) -> DateValue | None:
    days = [d for d in scene.dates if clause.start <= d.start and d.end <= at and d.earliest]
    return days[-1] if days else None


def _meetings(scene: Scene, part: SentenceParts, clause: Clause, clauses: Sequence[Clause]) -> list[Act]:
    found: list[Act] = []
    for phrase in clause.phrases:
        if phrase.party is None or phrase.role not in ("com", "comgen") or in_quote(clause, phrase):
            continue
        met = _MET.match(scene.text, phrase.end) if phrase.role == "com" else None
        pattern = _HELD_AT if phrase.role == "com" else _WITH_AT
        held = pattern.match(scene.text, phrase.end) if met is None else None
        if met is not None and met.end() <= clause.end:
            other = _described(scene, clause, met.end())
            noun = "통화" if met["c"] else "만남"
        elif held is not None and held.end() <= clause.end and is_past(scene.text[part.end - 12 : part.end]):
            other, noun = _speaker(scene, clauses, phrase), held["n"]
        else:
            continue
        guest = scene.quote(phrase.party)
        if other is None or other == guest or not _stands_alone(scene, clause, phrase):
            continue
        call = noun.endswith("통화")
        found.append(
            Act(
                kind="call" if call else "meeting", rung="done", actors=(other,), recipients=(guest,),
                time=_day(scene, clause, phrase.start), plover="CONSULT", start=part.start, end=part.end,
                meeting=None if call else _LEVELS.get(noun, "met"),
            )
        )  # fmt: skip
    return found


_TO_BE_PUT = re.compile(r"(?:로|으로|에)\s(?:지명|선출|추대|임명|취임|내정)(?:될|할)\s(?:예정인\s|전망인\s)?")


def _to_be_put(scene: Scene, part: SentenceParts, clause: Clause) -> list[Act]:
    """총리로 지명될 A 총재: an appointment to come."""
    found: list[Act] = []
    for match in _TO_BE_PUT.finditer(scene.text, clause.start, clause.end):
        office = any(m.kind == "position" and m.end == match.start() for m in scene.mentions)
        who = _described(scene, clause, match.end())
        if who is None or not office or in_quote_at(clause, match.start()):
            continue
        found.append(
            Act(
                kind="appointment", rung="would", realis="planned", recipients=(who,), plover="AGREE",
                time=_day(scene, clause, match.start()), start=part.start, end=part.end,
            )
        )  # fmt: skip
    return found


_TO_BE_HELD = re.compile(r"(?:열릴|개최될|열리는|개최되는)\s(?:예정(?:인|이던)\s)?")
_ROUND = re.compile(r"\s?(?:[가-힣]+\s){0,2}?[가-힣]*?(?P<n>정상회담|정상회의|회담|회의|협의|대화)(?![가-힣]{3})")


def _to_be_held(scene: Scene, part: SentenceParts, clause: Clause) -> list[Act]:
    """다음 달 경주에서 열릴 예정인 한중일 외교장관회의: a meeting of countries, told by the way."""
    found: list[Act] = []
    for match in _TO_BE_HELD.finditer(scene.text, clause.start, clause.end):
        sides: list[Quote] = []
        at = match.end()
        for mention in sorted(
            (m for m in scene.mentions if m.kind == "place" and m.start >= at), key=lambda m: m.start
        ):
            if scene.text[at : mention.start] not in ("", "·", "-") or mention.end > clause.end:
                break
            sides.append(Quote(mention.text, mention.start, mention.end))
            at = mention.end
        noun = _ROUND.match(scene.text, at, clause.end)
        if len(sides) < 2 or noun is None or in_quote_at(clause, match.start()):
            continue
        spot = next(
            (p for p in clause.phrases if p.place is not None and p.role == "loc" and p.end <= match.start()), None
        )
        found.append(
            Act(
                kind="meeting", rung="would", realis="planned", actors=tuple(sides),
                place=scene.quote(spot.place) if spot is not None and spot.place is not None else None,
                time=_day(scene, clause, match.start()), plover="AGREE", start=part.start, end=part.end,
                meeting="summit" if noun["n"].startswith("정상") else "talks",
            )
        )  # fmt: skip
    return found


def in_quote_at(clause: Clause, at: int) -> bool:
    """Whether a place of the text stands in the quotation of a clause."""
    return clause.quoted is not None and clause.quoted[0] <= at < clause.quoted[1]


def _stands_alone(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether the partner is one party that we made out, not the last of several."""
    return not joined_parties(scene, clause, phrase) and scene.mentions[phrase.party or 0].value != "reporter"


def _speaker(scene: Scene, clauses: Sequence[Clause], partner: Phrase) -> Quote | None:
    """Who was at the meeting: the topic of the sentence, or the nominative that the last verb of its clause takes."""
    for clause in clauses:
        for phrase in clause.phrases:
            if phrase.party is None or phrase is partner or in_quote(clause, phrase):
                continue
            own = phrase.role == "nom" and attached(clause.tokens, phrase.end, clause.end) == "main"
            if (phrase.role == "top" or own) and not joined_parties(scene, clause, phrase):
                mention = scene.mentions[phrase.party]
                return scene.quote(phrase.party) if mention.kind in ("person", "position") else None
    return None
