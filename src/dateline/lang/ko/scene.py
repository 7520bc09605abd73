"""What the reading of acts stands on: the scene, its subjects, and who speaks in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dateline.lang.ko.clauses import Clause, Phrase, quote_of
from dateline.lang.ko.lexicon import Bounds, find_topics
from dateline.model import Act, DateValue, Mention, Quote

_PAIR = re.compile(r"^[·\-]?$")
_FUNCTION = re.compile(
    r"\s?(?:대한|대해|대하여|관한|관해|따른|따라|따르면|의하면|"
    r"이은|이어|비해|위한|의한|맞서|연결|관련|인접|접한|맞닿|달리|같은|다른|함께 발표된)"
)


@dataclass
class Scene:
    """The text, its mentions and dates, the last parties that an act tied together (for 양측, 두 사람), the one who leads
    a delegation."""

    text: str
    mentions: Sequence[Mention]
    dates: Sequence[DateValue]
    bounds: Bounds
    pair: tuple[Quote, ...] = ()
    today: date | None = None
    pairs: set[frozenset[int | None]] = field(default_factory=set)
    lead: Subject = field(default_factory=lambda: Subject())
    head: Quote | None = None

    def quote(self, index: int) -> Quote:
        """The span of a mention."""
        return quote_of(self.mentions[index])

    def topics(self, start: int, end: int) -> tuple[str, ...]:
        """The topics named in a part of the text."""
        return find_topics(self.text, start, end, self.bounds)

    def note(self, subject: Subject) -> None:
        """Keep two people who act together, for a later 양측 or 두 사람."""
        people = {m.start for m in self.mentions if m.kind == "person"}
        if len(subject.parties) == 2 and all(p.start in people for p in subject.parties):
            self.pair = subject.parties

    def remember(self, acts: Sequence[Act]) -> None:
        """Keep the parties of the last meeting or talk."""
        for act in acts:
            parties = (*act.actors, *act.recipients)
            talked = act.kind == "statement" and act.rung == "exchanged"
            if len(parties) == 2 and (talked or act.kind in ("meeting", "call", "agreement", "signing", "visit")):
                self.pair = parties
                chains = {m.start: m.chain for m in self.mentions}
                self.pairs.add(frozenset(chains.get(p.start) for p in parties))

    def only_pair(self) -> tuple[Quote, ...]:
        """The two parties of the text, where it told of no other two."""
        return self.pair if len(self.pairs) == 1 else ()


@dataclass
class Subject:
    """Who acts: mentions as quotes; ``joint`` where two or more stand together or a collective stands for them."""

    parties: tuple[Quote, ...] = ()
    collective: bool = False
    said: Quote | None = None

    @property
    def voice(self) -> Quote | None:
        """The words that stand for whoever speaks: the collective itself (양국은), else the first party."""
        return self.said or (self.parties[0] if self.parties else None)


@dataclass
class Frame:
    """What later clauses of a sentence inherit. ``companions``: with whom the subject does it all (…와 나란히); ``toward``:
    the partners are those to whom something goes (…에, …에게), no parties to a decision."""

    subject: Subject = field(default_factory=Subject)
    partners: tuple[Quote, ...] = ()
    time: DateValue | None = None
    place: Quote | None = None
    condition: Quote | None = None
    companions: tuple[Quote, ...] = ()
    toward: bool = False


@dataclass(frozen=True)
class Told:
    """How a clause is told: who vouches, where its tense comes from, where its sentence ends, and how far that
    clause goes which gives the tense."""

    said_by: Quote | None
    tense: str
    start: int
    end: int
    until: int


def names_subject(scene: Scene, phrase: Phrase, subject: Subject) -> bool:
    mention = scene.mentions[phrase.party] if phrase.party is not None else None
    return mention is not None and (quote_of(mention) in subject.parties or mention.value == "both_sides")


def trim_words(text: str, start: int, end: int) -> Quote | None:
    while start < end and text[start] in " ,\"“‘'…":
        start += 1
    while end > start and text[end - 1] in " ,\"”’'….":
        end -= 1
    return Quote(text[start:end], start, end) if end - start > 1 else None


def first_of_report(clauses: Sequence[Clause], start: int, stop: int) -> int:
    """Where the words begin that the quote clause ``stop`` reports: after a clause that is told by itself (…을 요청했고)
    where a new topic follows (B 장관은 …하겠다고 답했다)."""
    topics = [
        i for i in range(start, stop + 1) if any(p.role == "top" and p.party is not None for p in clauses[i].phrases)
    ]
    if not topics or topics[-1] == start:
        return start
    closed = clauses[topics[-1] - 1]
    past = any(t.tag == "EP" for t in closed.tokens[-5:])
    return topics[-1] if closed.ending == "and" and past else start


_PASSED_ON = re.compile(r"(?:이|가|은|는)\s전(?:했|하였|합|한)")


def speakers_of(
    scene: Scene, group: Sequence[Clause], reporter: Clause | None, frame: Frame
) -> tuple[Subject, Subject | None]:
    tops = [(c, p) for c in group for p in c.phrases if p.role == "top" and p.party is not None and not in_quote(c, p)]
    noms = [
        (c, p)
        for c in group
        for p in c.phrases
        if p.role == "nom"
        and p.party is not None
        and not in_quote(c, p)
        and c.attached(p) != "inside"
        and c.ending != "cond"
    ]
    own = None
    if reporter is not None:
        own = next((p for p in reporter.phrases if p.role in ("top", "nom") and p.party is not None), None)
    if own is not None and reporter is not None:
        inner = noms[0] if noms else (tops[0] if tops else None)
        if inner is None and _PASSED_ON.search(scene.text, reporter.start, reporter.end):
            return subject_of(scene, reporter, own), Subject(
                scene.pair, bool(scene.pair)
            )  # …하기로 했다고 외교부가 전했다
        return subject_of(scene, reporter, own), subject_of(scene, *inner) if inner else None
    if reporter is not None and any(_names_somebody(scene, reporter, p) for p in reporter.phrases):
        inner = noms[0] if noms else (tops[0] if tops else None)
        return Subject(), subject_of(scene, *inner) if inner else None
    other = [p for c in group for p in c.phrases if p.role == "top" and p.party is None and not is_time_word(scene, p)]
    unnamed = not frame.subject.parties and not tops and reporter is not None
    if noms and unnamed and other and other[0].start < noms[0][1].start:
        return Subject(), subject_of(scene, *noms[0])
    if tops:
        rest = noms or tops[1:]
        return subject_of(scene, *tops[0]), subject_of(scene, *rest[0]) if rest else None
    if noms and group[-1].quoted and noms[0][1].end < group[-1].quoted[0]:
        return subject_of(scene, *noms[0]), None
    if frame.subject.parties and not _unresolved(scene, group):
        return frame.subject, subject_of(scene, *noms[0]) if noms else None
    if noms:
        rest = noms[1:]
        return subject_of(scene, *noms[0]), subject_of(scene, *rest[0]) if rest else None
    return Subject(), None


def _unresolved(scene: Scene, group: Sequence[Clause]) -> bool:
    """Whether the sentence has a subject of its own that could not be resolved (그는, 이들은, 언론은; before words in marks
    any noun with 은/는)."""
    quoted = group[-1].quoted
    return any(
        p.party is None
        and p.role in ("top", "nom")
        and not in_quote(c, p)
        and (
            re.match(r"(?:그|그녀|이들|그들)(?:는|은|가|이)", scene.text[p.start : p.end])
            or _contrasted(scene, c, p)
            or (
                p.role == "top"
                and _names_somebody(scene, c, p)
                and (quoted is not None or p.people or any(o.role == "nom" and o.start > p.end for o in c.phrases))
            )
        )
        for c in group
        for p in c.phrases
    )


def _names_somebody(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether a subject that is no party is a noun (군수는, 엘리제궁이), not a day nor 대해서는."""
    if phrase.party is not None or phrase.role not in ("top", "nom") or is_time_word(scene, phrase):
        return False
    last = [t for t in clause.tokens if phrase.start <= t.start < phrase.end and not t.tag.startswith(("J", "S"))]
    return bool(last) and last[-1].tag.startswith(("NN", "XSN", "NP", "SL"))


def _contrasted(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether a new topic is set against the one before it (…라고 밝혔지만, 선사는 …라고 주장했다)."""
    before = scene.text[max(0, clause.start - 6) : clause.start].rstrip(" ,")
    return phrase.role == "top" and before.endswith(("지만", "데", "으나", "반면", "반면에"))


def in_quote(clause: Clause, phrase: Phrase) -> bool:
    return clause.quoted is not None and clause.quoted[0] <= phrase.start < clause.quoted[1]


def other_subject(scene: Scene, clause: Clause) -> bool:
    """Whether something that is no party is the grammatical subject (협상이 타결됐다)."""
    return any(
        p.role in ("nom", "top")
        and p.party is None
        and not in_quote(clause, p)
        and not is_time_word(scene, p)
        and clause.attached(p) != "inside"
        for p in clause.phrases
    )


def followed_by_function(*, text_of: str, at: int) -> bool:
    """Whether a word is the object of a phrase such as 에 대한, 와 관련해, and so no party to the act."""
    return bool(_FUNCTION.match(text_of, at))


def subject_of(scene: Scene, clause: Clause, phrase: Phrase) -> Subject:
    """The parties of a subject phrase: those joined to it by 와/과, a pair of countries (한일 정상), or a collective."""
    assert phrase.party is not None
    mention = scene.mentions[phrase.party]
    if mention.value == "both_sides":
        pair = pair_before(scene, mention.start) or two_countries_before(scene, mention.start)
        known = () if _others_named(scene, clause, mention) else scene.pair or _only_two(scene, mention)
        return Subject(pair or known or (quote_of(mention),), True, quote_of(mention))
    pair = pair_before(scene, mention.start) or two_countries_before(scene, mention.start)
    if pair and mention.kind == "position":
        return Subject(pair, True)
    if _lacks_member(scene, clause, phrase):
        return Subject()
    joined = joined_parties(scene, clause, phrase)
    return Subject((*joined, quote_of(mention)))


_TWO_PEOPLE = re.compile(r"(?:두|양)\s?(?:사람|장관|총리|정상|국장|청장|사령관|시장|대표|인사|의원)|둘")


def _only_two(scene: Scene, mention: Mention) -> tuple[Quote, ...]:
    """The only two people whom a text has named before 두 사람, where no act has tied them together yet."""
    if _TWO_PEOPLE.fullmatch(mention.text) is None:
        return ()
    first: dict[int | None, Mention] = {}
    for m in sorted(scene.mentions, key=lambda m: m.start):
        if m.kind == "person" and m.start < mention.start:
            first.setdefault(m.chain, m)
    return tuple(quote_of(m) for m in first.values()) if len(first) == 2 else ()


def _others_named(scene: Scene, clause: Clause, mention: Mention) -> bool:
    """Whether somebody is named in the clause before 양측 that is none of the two parties of the text so far."""
    chains = {m.chain for m in scene.mentions if any(m.start == p.start for p in scene.pair)}
    people = {m.chain for m in scene.mentions if m.kind == "person" and clause.start <= m.start < mention.start}
    return bool(people - chains)


def _lacks_member(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether a party is named together with another that could not be made out (한나라당과 민주당이, 갑 을당·병 정당 대표)."""
    at = clause.phrases.index(phrase)
    while at > 0:
        at -= 1
        before = clause.phrases[at]
        if before.party is None and before.role == "com":
            named = [t for t in clause.tokens if before.start <= t.start < before.end and t.tag == "NNP"]
            return bool(named) or scene.text[before.start : before.end - 1].endswith(("당", "측", "정부", "사", "단"))
        if before.party is None and scene.text[before.end : before.end + 1] == "·" and before.end - before.start > 2:
            return True
        if before.role not in ("bare", "gen") or before.party is not None:
            return False
    return False


def pair_before(scene: Scene, at: int) -> tuple[Quote, ...]:
    """Countries written together right before a word: 한일, 한·미·일."""
    found: list[Mention] = []
    edge = at
    for mention in sorted((m for m in scene.mentions if m.end <= at), key=lambda m: -m.end):
        gap = scene.text[mention.end : edge]
        if mention.kind != "place" or not (gap.strip() == "" if not found else _PAIR.match(gap)):
            break
        found.append(mention)
        edge = mention.start
    return tuple(quote_of(m) for m in reversed(found)) if len(found) > 1 else ()


def two_countries_before(scene: Scene, at: int) -> tuple[Quote, ...]:
    """Two countries before a title that both have (중국과 일본의 국방장관)."""
    places = [m for m in scene.mentions if m.kind == "place" and m.end <= at and at - m.end <= 24]
    for first, second in pairwise(places):
        joined = scene.text[first.end : second.start] in ("과 ", "와 ")
        if joined and scene.text[second.end : at] in ("의 ", " "):
            return quote_of(first), quote_of(second)
    return ()


def joined_parties(scene: Scene, clause: Clause, phrase: Phrase) -> tuple[Quote, ...]:
    """Parties joined by 와/과 directly before a phrase: nothing but bare words may stand between."""
    at = clause.phrases.index(phrase)
    found: list[Quote] = []
    while at > 0:
        at -= 1
        before = clause.phrases[at]
        if before.place is not None and before.end - before.start == 1:
            break  # 한·일 의원연맹
        if before.party is None and any(t.tag == "ETM" and before.start <= t.start < before.end for t in clause.tokens):
            break  # A 총리와 만난 B 장관은
        if before.party is not None and before.role == "com":
            if scene.text[before.end : before.end + 1] == ",":
                break
            found.append(scene.quote(before.party))
        elif before.party is not None and before.role == "bare" and scene.text[before.end : before.end + 1] in ",·":
            found.append(scene.quote(before.party))
        elif (before.role not in ("bare", "gen")) or is_time_word(scene, before):
            break
    unique = [q for q in dict.fromkeys(reversed(found)) if q.start != scene.mentions[phrase.party or 0].start]
    return tuple(unique)


def is_time_word(scene: Scene, phrase: Phrase) -> bool:
    return any(d.start <= phrase.start < d.end for d in scene.dates)
