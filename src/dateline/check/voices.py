"""DL403, DL406 by speakers: words or statements that the sources give to somebody else, in one language or across."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.case import Case, Found, cite
from dateline.check.identity import Figure
from dateline.check.poles import tells_of
from dateline.check.quotes import quoted_spans
from dateline.check.views import SentenceView, TextView
from dateline.check.words import load_swaps
from dateline.lang.compare import compare_positions

_SPEAKS = frozenset({"person", "position", "organization"})
_ALIKE = 0.6
_COSINE = 0.4


def check_voices(case: Case) -> Iterator[Found]:
    """DL403 the quoted words of another; DL406 what the source sentence of the same matter has from another."""
    quoted = quoted_spans(case.claim)
    mine = _voices(case, case.document, case.claim)
    if quoted:
        source = _quoting(case, case.claim.article.text[slice(*quoted[0])])
    else:
        source = tells_of(case) if len(mine) == 1 else None
    if source is None:
        return
    theirs = _voices(case, case.view_of(source), source)
    if quoted and not theirs:
        theirs = _voice_before(case, source)
    together = quoted and _are_together(case, source)
    if quoted and not together and len(mine) == 1 and not theirs and _names_another(mine[0], source):
        yield Found("DL403", *quoted[0], source.text, (cite(source, "contradicts"),))
    if len(mine) != 1 or len(theirs) != 1 or not _are_apart(case, mine[0], theirs[0], source):
        return
    if _is_by_office(case, mine[0], theirs[0]):
        return
    if not quoted and _is_said_by(case, mine[0], source):
        return
    if together:
        return
    start, end = quoted[0] if quoted else (case.claim.start, case.claim.end)
    code = "DL403" if quoted else "DL406"
    yield Found(
        code, start, end, theirs[0].forms[0] if theirs[0].forms else source.text, (cite(source, "contradicts"),)
    )


def check_quoted_voices(case: Case) -> Iterator[Found]:
    """DL403 of ``check_voices`` alone."""
    if quoted_spans(case.claim):
        yield from check_voices(case)


def _quoting(case: Case, words: str) -> SentenceView | None:
    """The source sentence with the quoted words; across languages the nearest in sense that quotes anybody."""
    key = "".join(c for c in words.casefold() if c.isalnum())
    for sentence in case.corpus.sentences:
        if key and key in "".join(c for c in sentence.text.casefold() if c.isalnum()):
            return sentence
    if case.same_language:
        return None
    quoting = [h for h in case.hits if quoted_spans(h.sentence)]
    best = max(quoting, key=lambda h: h.cosine, default=None)
    return best.sentence if best is not None and best.cosine >= _COSINE else None


def _voices(case: Case, view: TextView, sentence: SentenceView) -> list[Figure]:
    """Who speaks in a sentence: the speakers that were read, else the only one who is named outside of the quoted words."""
    quotes = sentence.quotations
    read = [q.speaker for q in quotes if q.direct and q.speaker is not None]
    if not read:
        told = [a for a in sentence.acts if a.kind in ("statement", "pledge")]
        read = [a.said_by for a in told if a.said_by is not None] or [q for a in told for q in a.actors]
    found = {f.id: f for q in read if (f := case.cast.figure(view, q)) is not None}
    inside = quoted_spans(sentence)
    if not found and inside:
        outside = [m for m in sentence.mentions if not any(s <= m.start < e for s, e in inside)]
        found = {f.id: f for m in outside if m.kind in _SPEAKS and (f := case.cast.figure(view, m)) is not None}
    return list(found.values())


def _voice_before(case: Case, source: SentenceView) -> list[Figure]:
    """Whom "she said" means: the only person of the sentence before, where the words around a quotation name nobody."""
    if _bare_subject(source) not in (None, *load_swaps(source.lang).pronouns):
        return []
    view = case.view_of(source)
    before = next((s for s in view.evidence if s.index == source.index - 1), None)
    if before is None or not re.search(_pronouns(source.lang), source.text, re.IGNORECASE):
        return []
    found = {f.id: f for m in before.named("person") if (f := case.cast.figure(view, m)) is not None}
    return list(found.values())


def _pronouns(lang: str) -> str:
    edge = r"\b" if lang == "en" else ""
    return "|".join(f"{edge}{re.escape(p)}{edge}" for p in load_swaps(lang).pronouns)


def _bare_subject(sentence: SentenceView) -> str | None:
    """Who is said to speak, as it stands, where no name was read: by the patterns of the language."""
    for pattern in load_swaps(sentence.lang).speaking:
        if match := re.search(pattern, sentence.text):
            return match.group(1)
    return None


def _names_another(figure: Figure, source: SentenceView) -> bool:
    """Whether the source sentence names a speaker whose name shares nothing with any form of this person's."""
    subject = _bare_subject(source)
    swaps = load_swaps(source.lang)
    if figure.kind not in ("person", "organization") or subject is None:
        return False
    if subject in swaps.pronouns or (figure.kind == "organization" and subject in swaps.generic):
        return False
    same_script = [f for f in (*figure.forms, figure.value) if f.isascii() == subject.isascii()]
    told = {m.text for m in source.mentions if m.kind == "position"}
    return (
        bool(same_script)
        and not any(subject in f or f in subject for f in same_script)
        and not any(subject in t or t in subject for t in told)
    )


def _are_apart(case: Case, mine: Figure, theirs: Figure, source: SentenceView) -> bool:
    """Whether two speakers are surely two: both known to the sources, and neither the other's office or country."""
    if mine.id == theirs.id or mine.id not in case.known_ids:
        return False
    lands = [
        {(of or "").split("/")[0] for _, of, _ in f.offices} | {(f.of or "").split("/")[0]} - {""}
        for f in (mine, theirs)
    ]
    if mine.kind == theirs.kind == "person":
        return True
    return bool(lands[0] - {""}) and bool(lands[1] - {""}) and not (lands[0] & lands[1])


def _is_by_office(case: Case, mine: Figure, theirs: Figure) -> bool:
    """Whether the sentence names nobody, but gives an office that the source's speaker holds."""
    if case.claim.named("person"):
        return False
    offices = [(m.value, m.of) for m in case.claim.named("position") if m.value]
    held = [(key, of) for key, of, _ in theirs.offices]
    return any(compare_positions(o, h).relation in ("equal", "narrower", "wider") for o in offices for h in held)


def _are_together(case: Case, source: SentenceView) -> bool:
    """Whether the only person whom the sentence names beside quoted words is the only one in the quoting sentence too."""
    mine = _only_person(case, case.document, case.claim)
    return mine is not None and mine == _only_person(case, case.view_of(source), source)


def _only_person(case: Case, view: TextView, sentence: SentenceView) -> str | None:
    inside = quoted_spans(sentence)
    outside = [m for m in sentence.named("person") if not any(s <= m.start < e for s, e in inside)]
    found = {f.id for m in outside if (f := case.cast.figure(view, m)) is not None}
    return found.pop() if len(found) == 1 else None


def _is_said_by(case: Case, figure: Figure, source: SentenceView) -> bool:
    """Whether some source sentence near in sense is this speaker's too, or the sentence itself names them."""
    near = [h.sentence for h in case.hits[:3] if h.cosine >= _ALIKE or h.sentence is source]
    for sentence in near:
        view = case.view_of(sentence)
        named = {f.id for m in sentence.mentions if (f := case.cast.figure(view, m)) is not None}
        if figure.id in named:
            return True
    return False
