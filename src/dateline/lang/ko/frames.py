"""From clauses to acts: subjects shared along connectives, reported clauses under their speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from dateline.lang.data import load_table
from dateline.lang.ko import lexicon
from dateline.lang.ko.called_off import find_called_off
from dateline.lang.ko.chains import SentenceParts
from dateline.lang.ko.clauses import Clause
from dateline.lang.ko.denials import DENIES, UNTRUE, what_is_denied
from dateline.lang.ko.encounters import find_encounter
from dateline.lang.ko.entering import day_of, enter_clause
from dateline.lang.ko.events import find_event
from dateline.lang.ko.lexicon import Predicate
from dateline.lang.ko.plans import find_plan, find_vow_of_another, is_to_come
from dateline.lang.ko.scene import (
    Frame,
    Scene,
    Subject,
    Told,
    first_of_report,
    followed_by_function,
    in_quote,
    is_time_word,
    names_subject,
    other_subject,
    speakers_of,
    trim_words,
)
from dateline.lang.ko.tense import is_negative, is_past
from dateline.lang.ko.told_events import share_verb
from dateline.model import Act, DateValue, Quote

_ACCORDING = re.compile(r"(?:에 따르면|에 의하면|[을를] 인용해)")


_IMPORTANCE = re.compile(r"(?:필요성|중요성|의미|가치)(?:을|를|에|에 대해)?\s*$")


_TRAILING = re.compile(r"(?:[을를이가에]|에 대해|에 대하여|에 대한|기로|하기로|데에?|기를|것을|고|라고|다고)\s*$")


_OCCASION = re.compile(
    r"회견|간담회|브리핑|국회|회의|인터뷰|방송|연설|성명|발언|페이스북|엑스|토론회|행사|청사|면담|회담"
)
_OPENING = re.compile(r"(?:이날|이어|이에|또한|또|한편|특히|다만|아울러|이번)(?=\s)")
_DEEDS = frozenset({"meet", "visit", "joint", "decide", "sign", "other"})


def read_sentence(scene: Scene, part: SentenceParts, clauses: Sequence[Clause]) -> list[Act]:
    """The acts of one sentence."""
    scene.today = part.day
    frame = Frame(scene.lead) if _goes_on(scene, clauses) else Frame()
    scene.lead = Subject()
    source = _according_to(scene, clauses)
    acts: list[Act] = []
    at = 0
    while at < len(clauses):
        stop = next((i for i in range(at, len(clauses)) if clauses[i].ending in ("quote", "quoteand")), None)
        if stop is None:
            acts.extend(_plain(scene, part, clauses[at:], frame, source))
            break
        first = first_of_report(clauses, at, stop)
        if first > at:
            acts.extend(_plain(scene, part, clauses[at:first], frame, source))
            at = first
        reporter = stop + 1 if clauses[stop].ending == "quote" and stop + 1 < len(clauses) else None
        acts.extend(_reported(scene, part, clauses, (at, stop, reporter), frame, source))
        at = (reporter if reporter is not None else stop) + 1
    if len(frame.subject.parties) == 1 and not frame.subject.collective:
        scene.lead = frame.subject
    return acts


def _goes_on(scene: Scene, clauses: Sequence[Clause]) -> bool:
    """Whether a sentence tells what else the one whom the sentence before is about said: it names no subject of its own
    (but in a condition) and ends in words of saying, asking or promising (…하겠다고도 했다)."""
    last = clauses[-1] if clauses else None
    if last is None or not scene.lead.parties:
        return False
    named = any(
        p.role in ("top", "nom", "also") and not in_quote(c, p) and not is_time_word(scene, p)
        for c in clauses
        if c.ending != "cond"
        for p in c.phrases
        if p.party is not None or p.people or p.role == "nom"
    )
    if named:
        return False
    said = any(c.ending in ("quote", "quoteand") for c in clauses)
    hit = lexicon.find_predicate(scene.text, last.start, last.end)
    return said or (hit is not None and hit.entry.role in ("ask", "one", "say"))


def _plain(
    scene: Scene, part: SentenceParts, clauses: Sequence[Clause], frame: Frame, source: Quote | None
) -> list[Act]:
    """Clauses in a row that share their subject; the last one's tense holds for those that have none."""
    acts: list[Act] = []
    for index, clause in enumerate(clauses):
        terminal = next((c for c in clauses[index:] if c.tensed), clauses[-1])
        enter_clause(scene, clause, frame, ("top",) if _wished(scene, clause, frame) else ("top", "nom"))
        if clause.ending == "cond":
            frame.condition = _condition(scene, clause)
            continue
        tense = scene.text[terminal.start : terminal.end]
        acts.extend(_clause_acts(scene, clause, frame, Told(source, tense, part.start, part.end, terminal.end)))
    return acts


def _wished(scene: Scene, clause: Clause, frame: Frame) -> bool:
    """Whether the nominative belongs to what the subject wishes (…이 역할을 해 주기를 희망했다)."""
    if not frame.subject.parties:
        return False
    hit = lexicon.find_predicate(scene.text, clause.start, clause.end)
    return hit is not None and bool(
        re.search(r"(?:기를|것을|도록|데에?|점을|음을)\s*$", scene.text[clause.start : hit.start])
    )


def _reported(
    scene: Scene,
    part: SentenceParts,
    clauses: Sequence[Clause],
    spans: tuple[int, int, int | None],
    frame: Frame,
    source: Quote | None,
) -> list[Act]:
    """Content and the verb that reports it. A topic (은/는) before the content speaks; a nominative (이/가) in it acts."""
    first, last, reporter = spans
    group = clauses[first : last + 1]
    speaker, inner = speakers_of(scene, group, clauses[reporter] if reporter is not None else None, frame)
    content = clauses[last]
    saying = _report_predicate(scene, clauses[reporter]) if reporter is not None else None
    acts: list[Act] = []
    actor = inner if inner is not None else speaker
    own = Frame(actor, frame.partners, frame.time, frame.place, frame.condition)
    content_hit = None if content.quoted else lexicon.find_predicate(scene.text, content.start, content.end)
    vows = re.search(r"겠다?고?\s*$", scene.text[content.start : content.end]) is not None  # 만나 지원하겠다고 약속했다
    active = content_hit is not None and content_hit.entry.role in _DEEDS and not vows
    active = active or (content.quoted is None and _MEANT.search(scene.text, content.end - 20, content.end) is not None)
    active = active or (content.quoted is None and _in_present(content))
    begins = _inner_from(scene, group, inner)
    before = Frame(speaker, frame.partners, frame.time, frame.place, frame.condition)
    for index, clause in enumerate(group[:-1]):
        if index < begins:
            enter_clause(scene, clause, before, (), keep_subject=True)
            end = clauses[reporter] if reporter is not None else content
            told = Told(source, scene.text[end.start : end.end], part.start, part.end, end.end)
            acts.extend(_clause_acts(scene, clause, before, told))
            own.time, own.place = before.time, before.place
            continue
        enter_clause(scene, clause, own, (), keep_subject=True)
        if clause.ending == "cond":
            own.condition = _condition(scene, clause)
            continue
        closing = content if active else (clauses[reporter] if reporter is not None else content)
        terminal = next((c for c in group[index:-1] if c.tensed), closing)
        voice = _one(speaker) if inner is not None else source
        told = Told(voice, scene.text[terminal.start : terminal.end], part.start, part.end, terminal.end)
        acts.extend(_clause_acts(scene, clause, own, told))
    enter_clause(scene, content, own, (), keep_subject=True)
    if reporter is not None and content.quoted is None and (said_on := day_of(scene, clauses[reporter])) is not None:
        own = _on(own, said_on, scene, content)
    acts.extend(_content_acts(scene, part, content, own, (speaker, inner, saying, source)))
    frame.subject, frame.partners, frame.time, frame.place = speaker, own.partners, own.time, own.place
    return acts


def _in_present(content: Clause) -> bool:
    """Whether what is reported stands in the plain present (둘러본다고 발표했다)."""
    return any(t.tag in ("EC", "EF") and t.form.startswith(("ᆫ다", "는다")) for t in content.tokens[-3:])


def _on(frame: Frame, said_on: DateValue, scene: Scene, content: Clause) -> Frame:
    """The frame of what was said on a day that its verb of saying names; deeds in it keep their own."""
    hit = lexicon.find_predicate(scene.text, content.start, content.end)
    deed = hit is not None and hit.entry.role in _DEEDS
    vow = re.search(r"겠다고?$", scene.text[content.start : content.end].strip()) is not None
    return frame if (deed or vow) and frame.time is not None else replace(frame, time=said_on)


def _one_sided(act: Act, speaker: Subject) -> Act:
    """An agreement that one of its parties tells of rests on that party's word."""
    joint = act.rung in ("agreed", "saw_alike", "on_paper") and len(act.actors) + len(act.recipients) > 1
    if not joint or act.said_by is not None or len(speaker.parties) != 1 or speaker.collective:
        return act
    return msgspec.structs.replace(act, said_by=speaker.voice)


def _inner_from(scene: Scene, group: Sequence[Clause], inner: Subject | None) -> int:
    """The clause from which on somebody else than the speaker acts."""
    if inner is None:
        return 0
    for index, clause in enumerate(group):
        if any(
            p.role in ("top", "nom") and p.party is not None and names_subject(scene, p, inner) for p in clause.phrases
        ):
            return index
    return 0


def _content_acts(
    scene: Scene,
    part: SentenceParts,
    content: Clause,
    frame: Frame,
    roles: tuple[Subject, Subject | None, Predicate | None, Quote | None],
) -> list[Act]:
    from dateline.lang.ko.building import happening, unsigned

    speaker, inner, saying, source = roles
    start, end = content.quoted or (content.start, content.end)
    voucher = Told(_one(speaker), scene.text[start:end], part.start, part.end, end)
    both = inner.parties if inner is not None else ()
    if len(both) < 2 and (absent := unsigned(scene, (start, end), voucher, both, frame.time)) is not None:
        return [absent]
    if content.quoted is not None and (vow := find_vow_of_another(scene, part, content.quoted, speaker)) is not None:
        return [vow]
    hit = lexicon.find_predicate(scene.text, start, end)
    told = Told(_one(speaker) if inner is not None else source, scene.text[start:end], part.start, part.end, end)
    off = find_called_off(scene, content, frame, voucher) if content.quoted is None else None
    if off is not None:
        return [off]
    asks = saying is not None and saying.entry.role in ("ask", "one")
    said = scene.text[start:end]
    if not asks and content.quoted is None:
        own = voucher if inner is None and other_subject(scene, content) else told
        if (event := find_event(scene, content, frame, own)) is not None:
            return [event]
    vows = inner is None and hit is not None and hit.entry.role == "other" and re.search(r"겠다고?$", said.strip())
    if hit is not None and not asks and not vows and content.quoted is None:
        deed = hit.entry.role in _DEEDS
        if inner is not None or (deed and not other_subject(scene, content)):
            acts = _clause_acts(scene, content, frame, told)
            if acts:
                return [_one_sided(a, speaker) for a in acts]
    coming = hit is not None and hit.entry.role == "other" and content.quoted is None and not vows
    coming = coming and re.search(r"야\s(?:한|할|했)", said[-12:]) is None  # 8월까지 개통돼야 한다
    if hit is not None and coming and is_to_come(scene, frame.time):
        return [happening(scene, content, frame, voucher, hit)]  # 위성이 10월 3일 발사된다고 밝혔다
    voice = speaker if speaker.parties else Subject()
    if not voice.parties and hit is not None and coming and other_subject(scene, content):
        return [happening(scene, content, frame, voucher, hit)]  # 직통전화가 18일 개통됐다고 통신이 보도했다
    if not voice.parties:
        return []
    if inner is None and content.quoted is None and hit is not None and hit.entry.role == "other" and not asks:
        may = lexicon.find_hedge(scene.text, hit.end - 1, end)
        if may is not None and may[0] == "possible" and other_subject(scene, content):
            made = happening(scene, content, frame, voucher, hit)
            hedge = Quote(scene.text[may[1] : may[2]], may[1], may[2])
            return [msgspec.structs.replace(made, realis="possible", rung="would", hedge=hedge)]
    return [build_statement(scene, content, (start, end), frame, (voice, inner, saying, hit, source, part))]


_MEANT = re.compile(
    r"(?:방안|계획|일정)[을를]?\s(?:추진|검토|조율|협의)(?:하고 있|\s?중)|[할갈날] (?:예정|계획|방침)이?라"
)
_REFUSED = re.compile(r"지\s?(?:는|도)?\s?않겠|안\s[가-힣]+겠|삼가겠")
_IF = re.compile(
    r"(?<![가-힣])(?:[^,.“”\"]{1,40}?\s)?[가-힣]*(?:다|라|으|되|하|[가-힣])면(?<!방면)(?<!측면)(?<!화면)(?<!국면)(?<!장면)(?<!반면)(?<!려면)(?<!따르면),?\s"
)


_VOWED = re.compile(r"겠(?:다|습니다|어요)(?:고|며|면서|는)?(?:도|까지|만)?[.!\s\"”’']*$")
_VAGUE = re.compile(
    r"(?:판단하|전달하|전하|말하|말씀드리|답하|설명하|보고드리|살펴보|살피|지켜보|두고 보|생각해 보|고민하|고민해 보"
    r"|알아보|확인해 보|존중하|참고하|유념하|명심하|주시하|기다리"
    r"|논평하|언급하|감사하|축하하|받아들이)겠[다습][가-힣]*[”\"]?\s*$"
)


# what one means to do in one's own cause, and binds oneself to nobody: 항소하겠다, 퇴임하겠다
_OWN_STEP = re.compile(
    r"(?:항소|상고|항고|소송을? (?:제기|내)|제소|고소|고발|재심을 (?:청구|신청)|출마|불출마|퇴임|사임|사퇴|은퇴|물러나)[가-힣]{0,3}겠"
)


def build_statement(
    scene: Scene,
    content: Clause,
    span: tuple[int, int],
    frame: Frame,
    roles: tuple[Subject, Subject | None, Predicate | None, Predicate | None, Quote | None, SentenceParts],
) -> Act:
    """What somebody said, at the rung that the content and the verb of saying give together."""
    voice, inner, saying, hit, source, part = roles
    start, end = span
    start = _content_start(scene, content, span, voice)
    kind, rung, plover, displeasure = "statement", "raised", "CONSULT", None
    words = scene.text[start:end]
    vowed = inner is None and _VOWED.search(words) is not None and not _REFUSED.search(words[-12:])
    vague = vowed and _VAGUE.search(words) is not None
    firm = ("ask", "one", "joint") if vowed else ("ask", "one", "joint", "confirm")
    if saying is not None and saying.entry.role in firm:
        chosen = saying.entry
        kind, rung, plover, displeasure = chosen.kind, chosen.rung, chosen.plover or "CONSULT", chosen.displeasure
    elif inner is None and hit is not None and hit.entry.role in ("ask", "one") and not is_past(words[-4:]):
        chosen = hit.entry
        kind, rung, plover, displeasure = chosen.kind, chosen.rung, chosen.plover or "CONSULT", chosen.displeasure
    elif vague:
        rung = "raised"
    elif vowed and _OWN_STEP.search(words):
        kind, rung, plover = "plan", "would", "AGREE"
    elif vowed:
        kind, rung, plover = "pledge", "undertook", "AGREE"
    elif re.search(
        r"자고\s*$|(?:하|되|가|오|나|내|이|우|보|두|주|지|키|리|들|풀|열|쌓|히)자\s*$|달라(?:고)?\s*$", words
    ):
        rung, plover = "asked", "REQUEST"
    elif (
        inner is None
        and re.search(r"[할갈될릴] (?:것이|계획이|방침이|생각이)", words[-14:])
        and not other_subject(scene, content)
    ):
        rung, plover = "would", "AGREE"
    chosen_end = hit.start if hit is not None and inner is None and hit.entry.role == "ask" and rung == "asked" else end
    matter = _content_matter(scene.text, start, chosen_end)
    joint = len(voice.parties) > 1 or voice.collective
    if rung == "undertook":
        kind = "pledge"
    bound = voice.parties if rung == "undertook" else ()
    polarity = "negative" if rung != "raised" and hit is not None and _denied(scene.text, hit, end) else "positive"
    if saying is not None and is_negative(scene.text[saying.end - 1 : min(part.end, saying.end + 14)]):
        polarity = "negative"
    topics = scene.topics(start, end)
    if saying is not None and (denied := what_is_denied(scene.text, saying, matter)) is not None:
        polarity, matter, topics = "negative", denied, ()  # nobody "did not mention" what he denied
    if saying is not None and DENIES.match(scene.text, saying.start) and UNTRUE.fullmatch(words.strip(' "”')):
        polarity, matter, topics = "negative", None, ()
    bound = () if polarity == "negative" else bound
    condition, vow = frame.condition, kind == "pledge"
    if vow and condition is None and (given := _IF.search(scene.text, start, end)) is not None:
        condition = trim_words(scene.text, *given.span())
    time = frame.time
    inside = matter is not None and time is not None and matter.start <= time.start < matter.end
    if kind == "statement" and rung == "would" and polarity == "positive" and inside and is_to_come(scene, time):
        kind = "plan"  # …을 9월 중 지급할 계획이라고 밝혔다
    if not vow and kind != "plan" and inside:
        time = None  # a day in what is said is not the day of saying it
    return Act(
        kind=kind,  # type: ignore[arg-type]
        rung=rung,  # type: ignore[arg-type]
        polarity=polarity,  # type: ignore[arg-type]
        realis="planned"
        if kind == "plan"
        else "conditional"
        if condition is not None and (vow or condition.start >= start)
        else "actual",
        actors=voice.parties,
        recipients=() if joint else frame.partners,
        bound=bound,
        time=time,
        topics=topics,
        condition=condition,
        said_by=source,
        plover=plover,
        start=part.start,
        end=part.end,
        matter=matter,
        displeasure=displeasure,  # type: ignore[arg-type]
        restated=is_restated(scene.text[start : part.end]),
    )


def words_said(scene: Scene, group: Sequence[Clause], speaker: Subject, inner: Subject | None) -> Quote | None:
    """The words of a reported clause, without those that name its speaker. Where somebody else acts in it, they begin
    right after the speaker; else the clause that is reported is all that is sure to be said."""
    content = group[-1]
    start, end = content.quoted or (content.start, content.end)
    if content.quoted is None and inner is not None:
        named = [p for c in group for p in c.phrases if p.role in ("top", "nom") and names_subject(scene, p, speaker)]
        start = named[0].end if named and named[0].start < content.end else group[0].start
    elif content.quoted is None:
        start = _content_start(scene, content, (start, end), speaker)
    return _content_matter(scene.text, start, end)


def _content_matter(text: str, start: int, end: int) -> Quote | None:
    """The words of a content without the quotative ending or the object particle that closes them."""
    made = trim_words(text, start, end)
    if made is None:
        return None
    words = re.sub(r"(?<=[다라자냐])(?:고|며|면서)$|(?<=기)[를]$|(?<=[가-힣])[을를]$", "", made.text)
    return Quote(words, made.start, made.start + len(words)) if len(words) > 2 else None


def is_restated(words: str) -> bool:
    return bool(re.search(r"재확인|거듭|다시 한번|다시 한 번 (?:강조|확인)|재차", words))


def _denied(text: str, hit: Predicate, end: int) -> bool:
    return is_negative(text[hit.end - 1 : end])


def _content_start(scene: Scene, content: Clause, span: tuple[int, int], voice: Subject) -> int:
    """Where the content begins: after the speaker, the day, the occasion and the partners that stand before it."""
    start, end = span
    if content.quoted:
        return start
    for phrase in content.phrases:
        if phrase.party is None and phrase.role in ("nom", "acc", "top") and not is_time_word(scene, phrase):
            break
        if phrase.party is None or phrase.end >= end or followed_by_function(text_of=scene.text, at=phrase.end):
            continue
        spoken = phrase.role == "nom" and scene.quote(phrase.party) in voice.parties
        if phrase.role in ("top", "dat", "com") or spoken:
            start = max(start, phrase.end)
    return _after_occasion(scene, content, start)


def _after_occasion(scene: Scene, content: Clause, start: int) -> int:
    """Past a day and an occasion of speaking (8일 기자간담회에서) that open the content."""
    for _ in range(4):
        while scene.text[start : start + 1] in (" ", ","):
            start += 1
        day = next((d for d in scene.dates if d.start == start and d.end < content.end), None)
        spot = next((p for p in content.phrases if p.start <= start < p.end and p.role == "loc"), None)
        opening = _OPENING.match(scene.text, start, content.end)
        if day is not None:
            start = max(day.end, next((p.end for p in content.phrases if p.start < day.end <= p.end), day.end))
        elif spot is not None and _OCCASION.search(scene.text[spot.start : spot.end]):
            start = spot.end
        elif opening is not None:
            start = opening.end()
        else:
            break
    return start


def _condition(scene: Scene, clause: Clause) -> Quote | None:
    """The words of a clause of condition, without the topic before them (A 측은 …하면)."""
    topics = [p.end for p in clause.phrases if p.role == "top" and p.party is not None]
    return trim_words(scene.text, max([clause.start, *topics]), clause.end)


def _one(subject: Subject) -> Quote | None:
    return subject.voice


def _report_predicate(scene: Scene, clause: Clause) -> Predicate | None:
    return lexicon.find_predicate(scene.text, clause.start, clause.end)


def _according_to(scene: Scene, clauses: Sequence[Clause]) -> Quote | None:
    """Whose word a whole sentence rests on: …에 따르면."""
    for clause in clauses:
        for phrase in clause.phrases:
            if phrase.party is not None and _ACCORDING.match(scene.text, scene.mentions[phrase.party].end):
                return scene.quote(phrase.party)
            if phrase.party is not None and re.match(
                r"에 (?:따르면|의하면)", scene.text[phrase.end - 1 : phrase.end + 6]
            ):
                return scene.quote(phrase.party)
    return None


def _clause_acts(scene: Scene, clause: Clause, frame: Frame, told: Told) -> list[Act]:
    from dateline.lang.ko.building import build_act, unsigned

    hit = lexicon.find_predicate(scene.text, clause.start, clause.end)
    named = len({*frame.subject.parties, *frame.partners}) > 1 and hit is not None and hit.entry.role == "sign"
    if clause.quoted is None and not named:
        absent = unsigned(scene, (clause.start, clause.end), told, frame.subject.parties, frame.time)
        if absent is not None:
            return [absent]
    if clause.quoted is None and (off := find_called_off(scene, clause, frame, told)) is not None:
        return [off]
    if clause.quoted is None and (encounter := find_encounter(scene, clause, frame, told)) is not None:
        return [encounter]
    if clause.quoted is None:
        event = find_event(scene, clause, frame, told)
        if given := [*share_verb(scene, clause, frame), *([event] if event is not None else [])]:
            return given
    if clause.quoted is None and (plan := find_plan(scene, clause, frame, told)) is not None:
        return [plan]
    if hit is None:
        return []
    act = build_act(scene, clause, frame, told, hit)
    return [act] if act is not None else []


def voices() -> frozenset[str]:
    """Bodies and titles that speak for somebody else."""
    return frozenset(load_table("ko", "reporting")["voices"])
