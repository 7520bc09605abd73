"""Acts from a predicate and its frame: kind, rung, polarity and all their parts put together."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.lang.frames import EXPRESSED
from dateline.lang.ko import lexicon
from dateline.lang.ko.clauses import Clause, Phrase
from dateline.lang.ko.frames import is_restated
from dateline.lang.ko.lexicon import Entry, Predicate
from dateline.lang.ko.matter import given_that, has_object, matter_of, start_of_matter
from dateline.lang.ko.reality import lies_ahead, realis_of, what_came_of
from dateline.lang.ko.scene import Frame, Scene, Told, followed_by_function, other_subject, trim_words
from dateline.lang.ko.sides import PASSIVE, bound_by, is_complete, other_of_pair, place_of, sides_of
from dateline.lang.ko.tense import is_negative, is_past, tense_of
from dateline.model import Act, DateValue, Quote

_COURSE = re.compile(r"기로|위해|방안|하자")
_IMPORTANCE = re.compile(r"(?:필요성|중요성|의미|필요가 있|중요하)[^.]{0,12}$")


def build_act(scene: Scene, clause: Clause, frame: Frame, told: Told, hit: Predicate) -> Act | None:
    """The act of a clause, or None where no party can be made out."""
    entry = hit.entry
    planned = False
    if entry.role == "decide" or (entry.role == "one" and entry.rung == "would" and entry.kind == "statement"):
        inner = lexicon.find_predicate(scene.text, clause.start, hit.start + 1)
        gap = scene.text[inner.end : hit.start] if inner is not None else ""
        close = inner is not None and (not gap.strip().count(" ") or _WAY_TO.fullmatch(gap) is not None)
        mutual = (
            inner is not None and inner.entry.role == "visit" and frame.subject.collective
        )  # 상호 방문을 추진하기로
        if inner is not None and close and not mutual and inner.entry.role in ("meet", "visit", "sign"):
            entry, planned = inner.entry, True
            if entry.role == "visit":
                hit = Predicate(entry, inner.start, hit.end)  # 방한할 계획이었으나: the country is in the inner word
    if entry.role == "meet" and _ROUND.match(scene.text, hit.start) and not _people_meet(scene, frame):
        entry = replace(entry, role="joint", kind="statement", rung="exchanged", meeting=None)
    if _alone_vows(scene, clause, frame, hit):
        entry = replace(entry, role="one", kind="pledge", rung="undertook", plover="AGREE")
    refuses = scene.text.startswith("겠다는", hit.start) and _WILL_NOT.search(scene.text, clause.start, hit.start)
    if refuses:
        entry = replace(entry, kind="statement", rung="would")
    actors = frame.subject.parties
    passive = PASSIVE.search(scene.text[hit.start : hit.end]) is not None
    if passive and entry.role in ("say", "confirm") and not frame.subject.collective:
        return None  # 9명이 조사를 받은 것으로 확인됐다
    own = passive and entry.role == "other" and entry.kind == "other" and other_subject(scene, clause)
    if own or _impersonal(scene, clause, entry):
        return happening(scene, clause, frame, told, hit) if entry.role == "other" else None
    bare = entry.role == "say" and entry.rung == "raised" and not _names_matter(scene.text, hit)
    if not actors or (bare and not has_object(scene, clause, hit)):
        return None
    if entry.role == "say" and _told_by_others(scene, clause, hit):
        return None
    if entry.role in ("meet", "visit") and frame.subject.collective and _CLEFT.match(scene.text, hit.end - 1):
        return None  # 두 사람이 만난 것은 처음이다
    if entry.role in ("meet", "visit", "joint", "sign") and (
        _two_subjects(clause) or _passive_of_others(clause, hit, scene)
    ):
        return None
    tail = scene.text[hit.start : clause.end]
    time = frame.time
    realis = "planned" if planned else realis_of(scene, (tail, time), told, entry, ending=clause.ending == "and")
    if entry.role in ("ask", "one", "say", "confirm") and not planned:
        realis = "planned" if re.search(r"[할될갈] ?것(?:으로|이라|이다)|예정|기로 했", tail[:16]) else "actual"
    wished = (
        clause.ending == "and" and "싶" in told.tense[-24:] and tense_of(tail) is None
    )  # 방한하여 협의하고 싶다는 뜻
    if entry.role in ("meet", "visit", "sign") and wished:
        return None
    if entry.role in ("meet", "visit", "sign") and (_PURPOSE.search(tail) or what_came_of(scene, tail, told) == "open"):
        return None
    if (
        entry.rung in ("done", "agreed", "on_paper")
        and entry.role in ("meet", "joint", "sign")
        and _unknown(scene, clause)
    ):
        return None
    return _assemble(scene, clause, frame, told, (entry, hit, str(realis)))


_WILL_NOT = re.compile(r"지\s?(?:는|도)?\s?않$")  # 검토하지 않겠다는 뜻을 전했다
_ROUND = re.compile(r"(?:회의|협의|협상|대화)를 |협상을 ")


def _people_meet(scene: Scene, frame: Frame) -> bool:
    """Whether a person or an office-holder is among those who hold a round of talks; two countries have exchanged views."""
    starts = {q.start for q in (*frame.subject.parties, *frame.partners)}
    return any(m.start in starts and m.kind in ("person", "position") for m in scene.mentions)


_MARKS = re.compile(r"[\"“「]")
_CLEFT = re.compile(r"\S{0,2}\s(?:것|건|일)(?:은|이|도)")
_THANKS = re.compile(r"사의|고마움|감사|사과|조의|경의|환영|축하|위로|애도")
_AVOIDS = re.compile(r"말을 아|(?:즉답|답|답변|확답|언급)을 [피꺼삼유]|함구")


def _told_by_others(scene: Scene, clause: Clause, hit: Predicate) -> bool:
    """Whether somebody that is no party tells it: a subject right before the verb (…라고 세 사람이 전했다)."""
    return any(
        p.party is None and p.role == "nom" and not scene.text[p.end : hit.start].strip() for p in clause.phrases
    )


def _names_matter(text: str, hit: Predicate) -> bool:
    """Whether the predicate itself says what is conveyed (사의를 표했다, 환영의 뜻을 밝혔다)."""
    return _THANKS.match(text, hit.start) is not None and re.search(r"[을를] ", text[hit.start : hit.end]) is not None


def _gives(clause: Clause, hit: Predicate) -> bool:
    """Whether one party decides on something for another (A는 B에 …을 제공하기로 했다): B has no part in the decision."""
    beside = [p.role for p in clause.phrases if p.party is not None and p.end <= hit.start]
    return ("at" in beside or "dat" in beside) and "com" not in beside


def _alone_vows(scene: Scene, clause: Clause, frame: Frame, hit: Predicate) -> bool:
    """Whether one party promises (A는 …하기로 약속했다), not two each other (A는 B와 …하기로 약속했다)."""
    if not scene.text.startswith("기로 약속", hit.start) or len(frame.subject.parties) != 1 or frame.subject.collective:
        return False
    return not any(p.party is not None and p.role == "com" and p.end <= hit.start for p in clause.phrases)


def _passive_of_others(clause: Clause, hit: Predicate, scene: Scene) -> bool:
    """정상 간에 논의됐다고: nothing that whoever speaks has done."""
    own = any(p.party is not None and p.role in ("top", "nom") and clause.attached(p) == "main" for p in clause.phrases)
    return not own and PASSIVE.search(scene.text[hit.start : hit.end]) is not None


def _two_subjects(clause: Clause) -> bool:
    """Whether two parties are each the subject of one verb (한국 측에서는 A 장관이, 일본 측에서는 B 장관이 서명했다)."""
    return sum(p.party is not None and p.role == "nom" and clause.attached(p) == "main" for p in clause.phrases) > 1


def _unknown(scene: Scene, clause: Clause) -> bool:
    """Whether the clause names a partner (…와) that could not be made out: the act would lack one of its parties."""
    return any(
        p.party is None
        and p.role in ("com", "comgen")
        and not followed_by_function(text_of=scene.text, at=p.end)
        and not re.match(r"\s(?:함께|같이|관련|더불어|달리|마찬가지)", scene.text[p.end : p.end + 5])
        and clause.attached(p) == "main"
        and _takes(scene, clause, p)
        and not _in_list(scene, clause, p)
        for p in clause.phrases
    )


def _in_list(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether a word before 와/과 is the first of several topics (실무그룹과 언어 교육에)."""
    hit = lexicon.find_predicate(scene.text, clause.start, clause.end)
    return hit is not None and lexicon.lists_topics(scene.text[phrase.start : hit.start + 1])


def _takes(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether 와/과 ends a party's phrase, not the first of two nouns (경제와 안보, 협정과 의정서)."""
    at = clause.phrases.index(phrase) + 1
    following = clause.phrases[at] if at < len(clause.phrases) else None
    people = re.search(
        r"(?:[들측단]|도청|시청|군청|구청|정부|당국|위원회|협회|대표|관계자|회사|그룹|대학교?|재단|공사)$",
        scene.text[phrase.start : phrase.end - 1],
    )
    return people is not None and (following is None or following.role not in ("gen", "nom", "top"))


_WAY_TO = re.compile(
    r"(?:하|갖|여|열)?(?:는|을|할)?\s(?:방안|일정|계획|문제)(?:을|를)?\s"
)  # 정상회담을 하는 방안을 추진
_PURPOSE = re.compile(r"[가-힣]기 위해|[가-힣]려(?:고|는|\s)|기 때문|지 여부|ㄹ지|[할될갈날을]지(?:\s|는|를|에|$)")


def _assemble(scene: Scene, clause: Clause, frame: Frame, told: Told, made: tuple[Entry, Predicate, str]) -> Act | None:
    entry, hit, realis = made
    text = scene.text
    tail = text[hit.end - 1 : clause.end]
    own = clause.ending == "and" and entry.role == "joint"  # 합의하고, … 갖기로 했다: the plan is the next clause's
    own = own or _MARKS.search(text, clause.end, told.until) is not None  # 만난 뒤 "…을 검토하고 있다"고 말했다
    hedge = lexicon.find_hedge(text, hit.end - 1, clause.end if own else told.until)
    if hedge and (how := lexicon.hedge_realis(hedge[0])) and entry.role not in ("ask", "one", "say"):
        realis = how
    if frame.condition is not None and not is_past(text[hit.start : clause.end]):
        realis = "conditional"
    kind, rung, weak = entry.kind, entry.rung, entry.weak
    actors, recipients = sides_of(scene, clause, frame, entry, hit)
    joint = len(actors) + len(recipients) > 1 or frame.subject.collective
    alone = entry.role == "decide" and len(actors) == 1 and (frame.toward or _gives(clause, hit))
    joint = joint and not alone
    matter_start = start_of_matter(scene, clause, hit, recipients)
    given = given_that(text, matter_start, hit.start) if kind in ("agreement", "pledge", "plan") else None
    if given is not None and frame.condition is None:
        matter_start, realis = given.end, "conditional"
    stop = hit.start + 1 if text.startswith("기로", hit.start) else hit.start
    if entry.role == "sign" and kind == "statement":
        stop = hit.start + next((i for i, c in enumerate(text[hit.start : hit.end]) if c in "을를 "), 0)
    matter = matter_of(text, matter_start, stop) if entry.role not in ("meet", "visit") else None
    if matter is None and entry.role == "say" and _names_matter(text, hit):
        thanks = _THANKS.match(text, hit.start)
        matter = Quote(thanks.group(), *thanks.span()) if thanks is not None else None
    time = frame.time
    if time is not None and matter is not None and rung == "agreed" and matter.start <= time.start < matter.end:
        to_hold = _TO_HOLD.search(matter.text) and lies_ahead(
            scene, time
        )  # 25일 제주에서 개최하기로: the day of what is planned
        time = time if to_hold else _outside(scene, told, matter)
    if entry.role == "say" and matter is not None and _PLAN_TOLD.search(matter.text):
        kind, rung, realis = "plan", "would", "planned"
    restated = (entry.role == "confirm" and "재확인" in text[hit.start : hit.end]) or is_restated(
        text[matter_start : clause.end]
    )
    if entry.role == "confirm":
        kind, rung, weak = _confirmed(text[matter_start : hit.start], len(actors) > 1 or frame.subject.collective)
    elif entry.role == "decide" and not joint:
        kind, rung = "plan", "would"
    elif rung == "agreed" and re.search(r"원칙적|잠정|큰 틀", text[max(clause.start, hit.start - 9) : hit.end]):
        weak = True
    elif rung == "agreed" and matter is not None and _IMPORTANCE.search(matter.text):
        kind, rung = "statement", "saw_alike"
    if realis != "actual" and entry.role in ("meet", "visit", "sign", "other"):
        rung = "would"
    alone = len(actors) + len(recipients) == 1 and not frame.subject.collective
    if alone and kind == "statement" and rung == "on_paper":
        rung = "raised"  # one side's release
    if kind == "signing" and alone and re.search(r"체결|맺|조인|업무 ?협약", text[matter_start : hit.end]):
        return None  # 협약은 둘이 맺는다: the other party could not be made out
    if entry.role in ("meet", "visit") and not is_complete(scene, clause, frame, entry, (actors, recipients, hit)):
        return None
    if kind == "agreement" and alone and rung == "agreed" and entry.role == "joint" and not is_negative(tail):
        mate = other_of_pair(scene, actors)
        kind, rung = ("agreement", rung) if mate else ("statement", "saw_alike")
        recipients = mate
    if (entry.role == "joint" and rung in ("agreed", "saw_alike")) or entry.role in ("decide", "confirm"):
        actors, recipients = ((*actors, *recipients), ()) if rung in ("agreed", "saw_alike") else (actors, recipients)
    refuses = text.startswith("겠다는", hit.start) and _WILL_NOT.search(text, clause.start, hit.start) is not None
    negative = is_negative(tail) or refuses or _denies(text, clause, hit) or _AVOIDS.match(text, hit.start) is not None
    if entry.role in ("meet", "visit", "sign") and what_came_of(scene, tail, told) == "dropped":
        negative, realis, rung = True, "planned", "would"
    said = kind == "statement" and rung == "raised"
    expressed = tuple(t for t in scene.topics(clause.start, clause.end) if t in EXPRESSED) if said else ()
    return Act(
        kind=kind,  # type: ignore[arg-type]
        rung=rung,  # type: ignore[arg-type]
        polarity="negative" if negative else "positive",
        realis=realis,  # type: ignore[arg-type]
        actors=actors,
        recipients=recipients,
        bound=() if negative else bound_by(kind, rung, actors, recipients),
        place=place_of(scene, clause, frame, entry, hit),
        time=time,
        topics=scene.topics(matter_start, max(stop, hit.start + 1)) or expressed,
        condition=frame.condition or given,
        hedge=Quote(text[hedge[1] : hedge[2]], hedge[1], hedge[2]) if hedge else None,
        said_by=told.said_by if told.said_by not in actors else None,
        plover="AGREE" if rung == "would" else entry.plover,
        start=told.start,
        end=told.end,
        matter=matter,
        weak=weak,
        restated=restated,
        meeting=entry.meeting if kind == "meeting" else None,  # type: ignore[arg-type]
        displeasure=entry.displeasure,  # type: ignore[arg-type]
    )


_TO_HOLD = re.compile(r"(?:개최하|열|갖|개설하|시작하|재개하|출범하|서명하|체결하|만나|방문하|시행하)(?:기(?:로)?)?$")
_PLAN_TOLD = re.compile(r"[할열갈질릴] (?:계획|예정|방침)(?:임|이라는 점|이라는 뜻)$")  # 개최할 계획임을 설명하고


def _denies(text: str, clause: Clause, hit: Predicate) -> bool:
    """보도를 부인했다: what is denied is the bare object."""
    return text.startswith("부인", hit.start) and text[clause.start : hit.start].rstrip().endswith(("을", "를"))


_UNSIGNED = re.compile(
    r"(?:(?:서명|체결|조인|채택)(?:된|한)\s(?P<a>[가-힣 ]{0,8}?(?:문서|합의문|협정문?|문건|성명|선언문?))"
    r"(?:은|는|도)?\s(?:전혀\s)?없(?:었|다|이)"
    r"|(?P<b>공동\s?(?:성명|선언문?|발표문|언론발표문|문서)|합의문|합의서|문서)(?:은|는|을|를|도|에|에는|에도)?\s(?:따로\s|별도로\s)?"
    r"(?:채택|서명|체결|발표)(?:하지|되지|하지는|되지는|하지도)\s않)"
)


def unsigned(
    scene: Scene, span: tuple[int, int], told: Told, parties: tuple[Quote, ...], time: DateValue | None
) -> Act | None:
    """서명된 문서는 없었다, 공동성명은 채택하지 않았다: nothing was put on paper, whoever the two sides were."""
    match = _UNSIGNED.search(scene.text, *span)
    if match is None or re.match(r"[을기]", scene.text[match.end() : match.end() + 1]):
        return None  # 서명하지 않을 예정, 않기로
    group = "a" if match["a"] is not None else "b"
    return Act(
        kind="signing", rung="on_paper", polarity="negative", actors=parties or scene.only_pair(), time=time,
        topics=scene.topics(*match.span(group)), said_by=told.said_by, plover="SUPPORT",
        start=told.start, end=told.end, matter=trim_words(scene.text, *match.span(group)),
    )  # fmt: skip


def _outside(scene: Scene, told: Told, matter: Quote) -> DateValue | None:
    """The first day of the sentence that is no part of what was agreed (연내에 개설하기로)."""
    days = [d for d in scene.dates if told.start <= d.start < told.end and d.earliest]
    return next((d for d in days if not matter.start <= d.start < matter.end), None)


def _impersonal(scene: Scene, clause: Clause, entry: Entry) -> bool:
    """Whether something that is no party is the subject of this very clause (최소 4명이 숨졌다)."""
    if entry.role in ("ask", "say", "joint", "decide", "confirm") or entry.rung in ("would", "undertook"):
        return False
    own = any(p.party is not None and p.role in ("top", "nom") for p in clause.phrases)
    return not own and other_subject(scene, clause)


def happening(scene: Scene, clause: Clause, frame: Frame, told: Told, hit: Predicate) -> Act:
    """An event without an agent (지진이 발생했다): what happened, where and when, nobody's act."""
    tail = scene.text[hit.start : clause.end]
    realis = realis_of(scene, (tail, frame.time), told, hit.entry, ending=clause.ending == "and")
    start = start_of_matter(scene, clause, hit)
    return Act(
        kind="other",
        rung="done" if realis == "actual" else "would",
        polarity="negative" if is_negative(scene.text[hit.end - 1 : clause.end]) else "positive",
        realis=realis,
        place=frame.place,
        time=frame.time,
        topics=scene.topics(start, hit.start + 2),
        said_by=told.said_by,
        plover=None,
        start=told.start,
        end=told.end,
        matter=trim_words(scene.text, start, hit.end),
    )


_STANCE = re.compile(r"(?:의지|뜻|입장|원칙|의사|결의|관계|사실|상황|내용|방침|인식)[을를이가]?\s*$")


_APART = re.compile(r"(?:견해|의견|입장|시각|온도|인식)\s?차(?:이)?|이견|간극")


def _confirmed(words: str, joint: bool) -> tuple[str, str, bool]:
    """확인 takes its object's rung: an importance or a stance is seen alike, a course of action agreed weakly, a fact raised."""
    if not joint:
        return "statement", "raised", False
    if _APART.search(words):
        return "statement", "exchanged", False  # 견해차만 확인했다
    if _COURSE.search(words) and not re.search(r"필요성|중요성", words) and not _STANCE.search(words):
        return "agreement", "agreed", True
    return "statement", "saw_alike", False
