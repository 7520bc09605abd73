"""Who an event has, and who does it: 三上容疑者を逮捕した警視庁, 議会に罷免された大統領, 辞任した花岡氏.

A patient is taken only where it is itself what the verb is done to: its phrase ends right before the particle, so that the
secretary of a minister who is arrested is not the minister.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.lang.ja.events import Naming
from dateline.lang.ja.parties import Parties
from dateline.lang.ja.phrase_groups import Group
from dateline.lang.ja.telling import SentenceView, Told, is_headline

_KINDS = ("person", "position", "organization", "place")
_COUNT = re.compile(
    r"(?:[\u3400-\u9fffァ-ヺー]{1,8}(?:長|官|将|佐|手|督|師|事|役|員|士))?(?:[（(][0-9０-９]{1,3}(?:歳)?[）)])?(?:(?:ら|など)(?:[\u3400-\u9fff]{1,6}(?=[0-9０-９]))?)?"
    r"(?:[、の]?(?:計|約)?[0-9０-９一二三四五六七八九十]+(?:人|名|容疑者|被告|氏|社|者))?(?:全員|とも)?"
)
_ORGAN = re.compile(r"(?:金融通貨委員会|政策委員会|政策決定会合|取締役会|理事会|執行部|捜査本部|捜査班)$")
_SUBJECT = re.compile(r"(?:が|は)[^。はがを]{0,40}$")
_NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十]")
_OF_HIM = re.compile(r"職務|身柄|停職")
_OBJECT = re.compile(r"(?:の(?=を)|を)[^。はがを]{0,30}")
_BESIDE = re.compile(r"と(?P<other>[^、。はがをに]{1,16})を[^。はがを]{0,30}")  # X氏と瀋陽の貿易会社を制裁対象に指定
_OF_PEOPLE = ("氏の", "容疑者の", "被告の", "さんの", "長の", "相の")
_TO = re.compile(r"(?:に対し(?:て)?|に対する|に(?:は|も)?|への)、?[^。はがを]{0,20}")
_AGAINST = re.compile(r"を相手(?:取(?:り|って)|に)、?[^。はが]{0,40}")
_ASKED = re.compile(r"(?:から|に)[^。はがを]{0,24}")
_PREMISES = re.compile(
    r"の(?:東京|大阪)?(?:本社|本店|本部|事務所|支店|支社|関係先|関連先|施設|拠点)[^。、はがを]{0,8}を[^。はがを]{0,24}"
)
_AGENT = re.compile(r"(?:に(?:よって|より)?|から)、?[^。はがを]{0,24}")
_FELLOW = re.compile(r"(?:[（(][0-9０-９]{1,3}(?:歳)?[）)])?[と、](?:[^、。はがをに]{1,18}の)?")
_FAR_TO = re.compile(r"に対し(?:て)?、")  # 被告に対し、一審判決を破棄し、懲役5年を言い渡した
_AT_TRIAL = re.compile(r"の(?:判決公判|公判|控訴審判決|上告審判決|再審|控訴審|差し戻し審|判決)で、?[^。はがを]{0,20}")
_TO_AN_OFFICE = re.compile(r"、[^、。はがを]{1,12}に")  # 外相にX氏、防衛相にY氏を起用
_VERDICTS = ("sentence", "convict", "acquit")
_COURTS = ("court", "supreme_court", "constitutional_court")
_TO_OFFICE = ("appoint", "elect", "nominate")
_PERSON = ("person", "position")
_DOERS = dict.fromkeys(("take_office", "die", "stand_for_election", "offer_resignation"), _PERSON)
_ELSEWHERE = {"sue": _AGAINST, "question": _ASKED, "search": _PREMISES}


@dataclass(frozen=True, slots=True)
class Cast:
    """The mentions that do an event and those that it is done to, and where the words for the latter begin."""

    actors: tuple[int, ...]
    patients: tuple[int, ...]
    low: int


def cast_event(
    view: SentenceView, told: Told, naming: Naming, groups: Sequence[Group], parties: Parties
) -> Cast | None:
    """Who takes part in an event of a clause; None where the one whom it must have cannot be made out."""
    clause, part = told.clause, told.part
    subject = tuple(i for i in parties.who(view, part.subject) if _may_take_part(view, i))
    if not subject:
        subject = _organ_of(view, part.subject, groups)
    if not subject and (led := _leading_a_number(view, naming, groups)) is not None:
        subject = led.members
    if naming.form == "self":
        fit = (
            not clause.passive
            and subject
            and all(view.mentions[i].kind in _DOERS.get(naming.event, _KINDS) for i in subject)
        )
        return Cast(subject, (), naming.begin) if fit else None
    if naming.form == "thing":
        return Cast(() if clause.passive else subject, (), naming.begin)
    if naming.received or is_undergone(view, told, naming):
        if not subject and _OF_HIM.match(view.text, naming.begin) and (his := _patient(view, told, naming, groups)):
            return Cast(agents_of(view, naming, groups), his.members, his.low)
        return Cast(agents_of(view, naming, groups), subject, _start_of(part.subject, naming))
    found = _patient(view, told, naming, groups)
    source = told.vouched if not subject and is_headline(view) and part.subject is None else None
    doers = subject or parties.who(view, source) or _same_court(view, told, naming, parties)
    if found is None and naming.event == "search" and "家宅" not in view.text[naming.begin : clause.end]:
        return None  # 行方不明者を捜索
    if found is None:
        return Cast(doers, (), _phrase_start(view, naming)) if doers or _object_before(view, naming) else None
    return Cast(tuple(i for i in doers if i not in found.members), found.members, found.low)


def is_undergone(view: SentenceView, told: Told, naming: Naming) -> bool:
    """Whether the subject of a clause is the one whom its event has: a passive, or people who took refuge."""
    clause = told.clause
    causative = "させ" in view.text[clause.stem_end : clause.end]
    return clause.passive or (naming.event == "evacuate" and not causative)


def _organ_of(view: SentenceView, subject: Group | None, groups: Sequence[Group]) -> tuple[int, ...]:
    """The body whose organ acts for it (韓国銀行の金融通貨委員会は, X社の取締役会は)."""
    if subject is None or subject.kind != "unknown" or _ORGAN.search(view.text[subject.low : subject.high]) is None:
        return ()
    owner = next((g for g in groups if g.stop == subject.low and g.particle == "の" and g.kind == "organization"), None)
    return owner.members if owner is not None else ()


def _tail(view: SentenceView, group: Group) -> int:
    """Where what follows a party's name begins: ら of …ら3人 is part of it."""
    return group.high - 1 if view.text[group.high - 1] == "ら" else group.high


def _leading_a_number(view: SentenceView, naming: Naming, groups: Sequence[Group]) -> Group | None:
    """The subject that stands before a number of people (X社長ら役員3人が辞任した)."""
    for group in groups:
        counted = _COUNT.match(view.text, _tail(view, group), naming.begin)
        led = (
            counted is not None
            and counted.end() > group.high
            and _SUBJECT.match(view.text, counted.end(), naming.begin)
        )
        if led and group.members and group.kind == "person":
            return group
    return None


def _may_take_part(view: SentenceView, index: int) -> bool:
    """Whether a mention is one who may do or undergo something; a bare count (2人も起訴された) is nobody."""
    mention = view.mentions[index]
    return mention.kind in _KINDS and not (mention.value == "both_sides" and _NUMBER.match(mention.text))


def _same_court(view: SentenceView, told: Told, naming: Naming, parties: Parties) -> tuple[int, ...]:
    """The court that the text goes on about, where a sentence on a verdict names none."""
    last = parties.fresh_subject if told.part.subject is None and naming.event in _VERDICTS else ()
    return last if len(last) == 1 and view.mentions[last[0]].value in _COURTS else ()


def _start_of(group: Group | None, naming: Naming) -> int:
    return group.low if group is not None else naming.begin


def _phrase_start(view: SentenceView, naming: Naming) -> int:
    """Where the phrase before を begins, one of nobody whom the text names (乗組員14人を)."""
    words = view.text[view.start : naming.begin]
    match = re.search(r"[^、。はがをにで]*を[^。はがを]{0,30}$", words)
    return view.start + match.start() if match else naming.begin


def _object_before(view: SentenceView, naming: Naming) -> bool:
    return re.search(r"を[^。はがを]{0,30}$", view.text[view.start : naming.begin]) is not None


def _patient(view: SentenceView, told: Told, naming: Naming, groups: Sequence[Group]) -> Group | None:
    """The nearest party whose phrase the event's words take as their object."""
    for group in sorted(groups, key=lambda g: -g.low):
        if not group.members or group.kind not in _KINDS or not view.start <= group.low < group.high <= naming.begin:
            continue
        if group is told.part.subject:
            return None
        counted = _COUNT.match(view.text, _tail(view, group), naming.begin)
        gap = view.text[counted.end() if counted else group.high : naming.begin]
        if _governs(view, naming, gap) or (naming.event in _VERDICTS and _AT_TRIAL.fullmatch(gap)):
            return _with_fellows(view, naming, group, groups)
        if group.kind == "person" and naming.event in _VERDICTS:
            return group if _FAR_TO.match(gap) else None
    return None


def _with_fellows(view: SentenceView, naming: Naming, group: Group, groups: Sequence[Group]) -> Group:
    """Those named side by side with a patient, each with what introduces him (社長のX容疑者（58）と元部長のY容疑者を)."""
    for other in sorted(groups, key=lambda g: -g.low):
        if other.stop > group.low or other.kind != "person" or group.kind != "person":
            continue
        between = view.text[other.high : group.low]
        named = naming.event in _TO_OFFICE and _TO_AN_OFFICE.fullmatch(between)
        if not (named or _FELLOW.fullmatch(between)) or any(
            c.begin >= other.high and c.begin < group.low for c in view.clauses
        ):
            break
        group = replace(group, low=other.low, members=(*other.members, *group.members))
    return group


def _governs(view: SentenceView, naming: Naming, gap: str) -> bool:
    """Whether the words between a party and those of the event make it the one whom the event has."""
    if gap == "":
        return is_headline(view)
    if gap == "の":
        return _OF_HIM.match(view.text, naming.begin) is not None
    if (elsewhere := _ELSEWHERE.get(naming.event)) is not None and elsewhere.fullmatch(gap):
        return True
    if naming.event == "search":
        return False
    beside = _BESIDE.fullmatch(gap)
    if beside is not None and not any(h in beside["other"] for h in _OF_PEOPLE):
        return True
    return bool(_OBJECT.fullmatch(gap) or (naming.to and _TO.fullmatch(gap)))


def agents_of(view: SentenceView, naming: Naming, groups: Sequence[Group]) -> tuple[int, ...]:
    """Who did it, of a passive: 警察に, 議会によって, 党から; an office given stands before に as well."""
    for group in groups:
        if group.particle not in ("に", "から") or group.kind not in ("organization", "position", "person"):
            continue
        if group.particle == "から" and (group.kind != "organization" or view.text[group.stop - 1] == "、"):
            continue  # X大臣から、拘束された邦人について懸念を伝えた
        by = view.text.startswith(("に よって", "によって", "により"), group.high)
        if naming.event in _TO_OFFICE and not by:
            continue
        if group.high <= naming.begin and _AGENT.fullmatch(view.text, group.high, naming.begin):
            return group.members
    return ()
