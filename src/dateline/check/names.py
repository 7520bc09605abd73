"""DL1xx: names, bodies and offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.case import Case, Found, cite, cite_span
from dateline.check.identity import Figure, near_miss
from dateline.check.plain import missing_names
from dateline.check.sounded import is_sounded
from dateline.check.views import SentenceView
from dateline.check.words import find_words, load_swaps
from dateline.lang.compare import compare_positions
from dateline.lang.pivot import pivot_keys
from dateline.lang.zh.readings import fold_han
from dateline.model import Mention

_NEAR_COUNTRY = 20
_COSINE = 0.4
_WHOLE_NAME = 3
_FULL_NAME = re.compile(
    r".+[\s·・＝=].+|[\uac00-\ud7a3]{3}|[\u3400-\u9fff々]{2,4}"
)  # a family name alone is not held against anybody
_PART_BEFORE = re.compile(r"[\uac00-\ud7a3] ")
_WHOLE = re.compile(r"[\u3400-\u9fff]+|[\uac00-\ud7a3]+|[\u30a1-\u30faー・]+")


def check_persons(case: Case) -> Iterator[Found]:
    """DL101 a person that no source names; DL102 a form one slip away from a name of the sources."""
    known = case.known_ids
    for mention in case.claim.named("person"):
        figure = case.cast.figure(case.document, mention)
        if figure is None or figure.id in known or _stands_in_sources(case, mention.text):
            continue
        if _swallows_name(case, mention.text) or _opens_sentence(case, mention) or is_sounded(case, mention.text):
            continue
        if (miss := _find_near_miss(case, figure, mention)) is not None:
            other, sentence = miss
            yield Found("DL102", mention.start, mention.end, other, (cite(sentence, "contradicts"),))
        else:
            yield Found("DL101", mention.start, mention.end, mild=not _is_decisive(case, mention))


def _is_decisive(case: Case, mention: Mention) -> bool:
    """Across languages only a full name that matches nobody is held against a sentence, and only where the sources' own
    names were found."""
    if case.same_language:
        return True
    full = mention.value or mention.text
    found = any(m.kind == "person" for view in case.sources for m in view.reading.mentions)
    before = case.claim.article.text[max(case.claim.start, mention.start - 2) : mention.start]
    part = " " not in full and bool(_PART_BEFORE.match(before))  # a name of two words of which the reading took in one
    return found and not part and full == mention.text and bool(_FULL_NAME.fullmatch(full))


def _opens_sentence(case: Case, mention: Mention) -> bool:
    """Whether the form is the first word of an English sentence or stands in a headline, and a common word of the sources."""
    opens = mention.start == case.claim.start or case.claim.block == "headline"
    if not opens or case.claim.lang != "en" or " " in mention.text:
        return False
    common = re.search(rf"\b{re.escape(mention.text.lower())}s?\b", f"{case.document.article.text}\n{case.source_text}")
    return common is not None or bool(_key(mention.text) & case.corpus.keys)


def _key(form: str) -> frozenset[str]:
    return (
        frozenset(k for w in find_words(form, 0, len(form), "en") for k in w.keys) if " " not in form else frozenset()
    )


def _swallows_name(case: Case, form: str) -> bool:
    """Whether a form in Han holds the whole name of somebody in the sources: the reading took in words around it."""
    folded = fold_han(form)
    names = {m.text for s in case.corpus.sentences for m in s.named("person") if len(m.text) >= _WHOLE_NAME}
    return any(not n.isascii() and fold_han(n) in folded and len(n) < len(form) for n in names)


def _stands_in_sources(case: Case, form: str) -> bool:
    if form.casefold() in case.source_text.casefold():
        return True
    parts = form.replace("-", " ").split()
    return len(parts) == 1 and form.isascii() and not form[:1].isupper()


def _find_near_miss(case: Case, figure: Figure, mention: Mention) -> tuple[str, SentenceView] | None:
    for sentence in case.corpus.sentences:
        for other in sentence.named("person"):
            if any(near_miss(a, b) for a in (mention.text, figure.value) for b in (other.text, other.value or "")):
                return other.text, sentence
    return None


def check_slips(case: Case) -> Iterator[Found]:
    """DL102 without a reading of the sentence: a name of the sources, whole but for one character or letter, that stands
    nowhere in them; DL101 a name after a verb of meeting that no source has."""
    text, told = case.claim.text, case.source_text
    read = [(m.start, m.end) for m in case.claim.named("person")]
    for sentence in case.corpus.sentences:
        if sentence.lang != case.claim.lang:
            continue
        for other in sentence.named("person"):
            name = other.value or other.text
            for at in _slips(name, text) if name not in text else ():
                start, end = case.claim.start + at, case.claim.start + at + len(name)
                if text[at : at + len(name)] not in told and not any(s < end and start < e for s, e in read):
                    yield Found("DL102", start, end, name, (cite(sentence, "contradicts"),))
                    return
    for pattern in load_swaps(case.claim.lang).meets:
        for match in re.finditer(pattern, text):
            start, end = (case.claim.start + n for n in match.span(1))
            if match.group(1) not in told and not any(m.start < end and start < m.end for m in case.claim.mentions):
                yield Found("DL101", start, end)


def _slips(name: str, text: str) -> Iterator[int]:
    """Where a text has a name with one character changed: three or more of one script, not the first."""
    if len(name) < 3 or not _WHOLE.fullmatch(name):
        return
    at = text.find(name[0])
    while 0 <= at <= len(text) - len(name):
        window = text[at : at + len(name)]
        if sum(a != b for a, b in zip(window, name, strict=True)) == 1 and _WHOLE.fullmatch(window):
            yield at
        at = text.find(name[0], at + 1)


def check_bodies(case: Case) -> Iterator[Found]:
    """DL103: a body that no source names, by key or by its words."""
    known = case.known_ids
    values = {(m.value, m.of) for view in case.sources for m in view.reading.mentions}
    for mention in case.claim.named("organization"):
        figure = case.cast.figure(case.document, mention)
        same = (mention.value, mention.of) in values or (mention.value, None) in values
        if (same and not _is_proper(mention)) or mention.value == "both_sides":
            continue
        if figure is not None and figure.id in known:
            continue
        words = [c for c in case.covered if mention.start <= c.word.start and c.word.end <= mention.end]
        replaced = _replaces_body(case, mention) or _is_of_another(case, mention, values)
        if not replaced and not case.same_language:
            continue
        if not replaced and (not words or all(c.degree >= 0.6 for c in words)):
            continue
        named = not mention.text.isascii() or any(w[:1].isupper() for w in mention.text.split())
        generic = (
            not mention.text.isascii() and mention.value in pivot_keys("bodies") and not _says_whose(case, mention)
        )
        unlike = named and not generic and not any(c.degree >= 0.6 for c in words)
        yield Found("DL103", mention.start, mention.end, mild=not (unlike or replaced))


def _says_whose(case: Case, mention: Mention) -> bool:
    """Whether the words of a body, or the word before it, say of which country it is."""
    lands = (m for m in case.claim.named("place") if m.start <= mention.end and mention.start - m.end <= 2)
    return any((m.value or "").split("/")[0] == mention.of for m in lands)


def _lands_named(case: Case) -> set[str]:
    return {(m.value or "").split("/")[0] for s in case.near[:1] for m in s.named("place")}


def _is_of_another(case: Case, mention: Mention, values: set[tuple[str | None, str | None]]) -> bool:
    """Whether the nearest sentences have this kind of body of another country alone, and no source has it of this one."""
    if not mention.of or mention.value not in pivot_keys("bodies") or (mention.value, None) in values:
        return False
    others = {m.of for s in case.near[:1] for m in s.named("organization") if m.value == mention.value and m.of}
    lands = {(m.of or "").split("/")[0] for s in case.near[:1] for m in s.mentions} | _lands_named(case)
    if mention.of.split("/")[0] in lands:
        return False
    return (
        bool(others)
        and (mention.value, mention.of) not in values
        and mention.of.split("/")[0] not in {(o or "").split("/")[0] for o in others}
    )


def _is_proper(mention: Mention) -> bool:
    """Whether a body is named by a name of its own ("Bank of X"), not by its kind alone."""
    return mention.of is None and sum(w[:1].isupper() for w in mention.text.split()) > 1


def _replaces_body(case: Case, mention: Mention) -> bool:
    """Whether a sentence nearby has a body that differs from this one in a single word ("Bank of X", "Bank of Y")."""
    mine = mention.text.split()
    for sentence in case.near[:2]:
        for other in sentence.named("organization"):
            theirs = other.text.split()
            if (
                _is_proper(mention)
                and len(mine) == len(theirs) > 1
                and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1
            ):
                return True
            if mention.of and mention.of == other.of and mention.value and other.value and mention.value != other.value:
                return mention.value.endswith("ministry") and other.value.endswith("ministry")
    return False


def check_bare_offices(case: Case) -> Iterator[Found]:
    """DL104 where the text ties no person to an office that no source has, beside a person whom the sources give another;
    across languages where the nearest sentence has another office of the same country."""
    if not case.same_language:
        yield from _offices_abroad(case)
        return
    mentions = case.document.reading.mentions
    tied = {role.position for role in case.document.reading.roles}
    known = [(m.value, m.of) for s in case.corpus.sentences for m in s.named("position") if m.value]
    holders = [
        f for m in case.claim.named("person") if (f := case.cast.figure(case.document, m)) and f.id in case.known_ids
    ]
    for index, mention in enumerate(mentions):
        if mention.kind != "position" or index in tied or not mention.value:
            continue
        if not case.claim.start <= mention.start < case.claim.end or len({f.id for f in holders}) != 1:
            continue
        office = (mention.value, mention.of)
        relations = [compare_positions(office, other).relation for other in known]
        if "conflict" in relations and not {"equal", "narrower", "wider"} & set(relations):
            yield Found("DL104", mention.start, mention.end, case.near[0].text if case.near else "")


def _offices_abroad(case: Case) -> Iterator[Found]:
    near = [m for s in case.near[:1] for m in s.named("position") if m.value and m.of]
    known = [(m.value, m.of) for s in case.corpus.sentences for m in s.named("position") if m.value]
    for mention in case.claim.named("position"):
        if not mention.value or not mention.of or mention.value not in pivot_keys("positions"):
            continue
        office = (mention.value, mention.of)
        if {compare_positions(office, k).relation for k in known} & {"equal", "narrower", "wider"}:
            continue
        others = [
            o
            for o in near
            if o.of == mention.of and compare_positions(office, (o.value or "", o.of)).relation == "conflict"
        ]
        if others and case.hits[0].cosine >= _COSINE:
            evidence = (cite(case.near[0], "contradicts"),)
            yield Found("DL104", mention.start, mention.end, others[0].text, evidence)


def check_offices(case: Case) -> Iterator[Found]:
    """DL104 an office, or the country of an office, that conflicts with what the sources give the same person; DL105 a
    former one told as present, or the reverse."""
    mentions = case.document.reading.mentions
    for role in case.document.reading.roles:
        person, position = mentions[role.person], mentions[role.position]
        if not (case.claim.start <= position.start < case.claim.end) or not position.value:
            continue
        figure = case.cast.figure(case.document, person)
        if figure is None:
            continue
        yield from compare_office(case, figure, position, role.status)


def compare_office(case: Case, figure: Figure, position: Mention, status: str) -> Iterator[Found]:
    """DL104, DL105: an office of a person beside all that the sources give this person, and beside who else has it there."""
    assert position.value is not None
    conflict: tuple[SentenceView, Mention] | None = None
    other_status: tuple[SentenceView, Mention, str] | None = None
    for view in case.sources:
        for role in view.reading.roles:
            person, held = view.reading.mentions[role.person], view.reading.mentions[role.position]
            other = case.cast.figure(view, person)
            if other is None or other.id != figure.id or not held.value:
                continue
            sentence = next((s for s in view.evidence if s.start <= held.start < s.end), None)
            if sentence is None:
                continue
            relation = compare_positions((position.value, position.of), (held.value, held.of)).relation
            if relation in ("equal", "narrower", "wider"):
                if _same_status(status, role.status):
                    return
                other_status = other_status or (sentence, held, role.status)
            elif relation == "conflict" and _same_status(status, role.status):
                if held.value == position.value and not states_country(case.claim, position):
                    return
                conflict = conflict or (sentence, held)
    if other_status is not None:
        sentence, held, _ = other_status
        evidence = (cite_span(sentence, held.start, held.end, "contradicts"),)
        yield Found("DL105", position.start, position.end, _around(sentence, held), evidence)
    elif conflict is None and status == "current" and (taken := _held_by_another(case, figure, position)):
        sentence, held = taken
        evidence = (cite_span(sentence, held.start, held.end, "contradicts"),)
        yield Found("DL104", position.start, position.end, _around(sentence, held), evidence)
    elif conflict is not None:
        sentence, held = conflict
        evidence = (cite_span(sentence, held.start, held.end, "contradicts"),)
        yield Found("DL104", position.start, position.end, held.text, evidence)


def _held_by_another(case: Case, figure: Figure, position: Mention) -> tuple[SentenceView, Mention] | None:
    """Where the sources give this very office to one person alone, and to another one than the sentence does, whom they
    know too."""
    if figure.kind != "person" or figure.id not in case.known_ids or not position.of:
        return None
    found: dict[str, tuple[SentenceView, Mention]] = {}
    for view in case.sources:
        for role in view.reading.roles:
            held = view.reading.mentions[role.position]
            if (held.value, held.of) != (position.value, position.of):
                continue
            sentence = next((s for s in view.evidence if s.start <= held.start < s.end), None)
            other = case.cast.figure(view, view.reading.mentions[role.person])
            if sentence is None or other is None:
                continue
            found.setdefault(other.id, (sentence, held))
    return next(iter(found.values())) if len(found) == 1 and figure.id not in found else None


def states_country(sentence: SentenceView, position: Mention) -> bool:
    """Whether the text itself gives the country of an office, so that it is no guess of the reading ("外相", "the minister")."""
    country = (position.of or "").split("/")[0]
    before = [m for m in sentence.named("place") if m.end <= position.start and position.start - m.end <= _NEAR_COUNTRY]
    if any((m.value or "") == country for m in before):
        return True
    return sentence.lang == "en" or any(
        m.value == country for m in sentence.named("place") if m.start >= position.start and m.end <= position.end
    )


def _same_status(a: str, b: str) -> bool:
    past = ("former", "immediate_former")
    return (a in past) == (b in past)


def _around(sentence: SentenceView, held: Mention) -> str:
    return sentence.article.text[max(sentence.start, held.start - 12) : held.end].strip()


def check_plain_names(case: Case) -> Iterator[Found]:
    """DL101 without tables: a capitalised word inside an English sentence that stands in no source. Words that a reading
    took for a name are left to the rules that compare values."""
    claim = case.claim
    if claim.lang != "en" or not case.same_language or claim.block == "headline":
        return
    for word in missing_names(claim.text, case.source_text):
        at = claim.start + claim.text.find(word)
        if any(m.start <= at < m.end for m in claim.mentions):
            continue
        cover = next((c for c in case.covered if c.word.start <= at < c.word.end), None)
        if cover is not None and cover.degree < 0.45:
            yield Found("DL101", at, at + len(word))
