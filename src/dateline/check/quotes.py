"""DL4xx: quoted words and who is said to have said them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.check.case import Case, Found, cite_span
from dateline.check.identity import Figure, same_figure
from dateline.check.plain import count_negations
from dateline.check.views import SentenceView, TextView
from dateline.check.words import Word, find_words
from dateline.lang.compare import compare_positions
from dateline.model import Quotation, Quote

_MARKS = "\"'“”‘’「」『』《》〈〉«»"
_SCARE_WORDS = 3
_MARKED = re.compile(r"“([^“”]{1,600})”|「([^「」]{1,600})」|\"([^\"]{1,600})\"")
_LEAST_LATIN, _LEAST_OTHER = 20, 7
_NEARLY = 70


def quoted_spans(sentence: SentenceView) -> list[tuple[int, int]]:
    """Where a sentence has words in quotation marks that are long enough to be somebody's and no term, read or not."""
    found = {(q.start, q.end) for q in sentence.quotations if q.direct}
    for match in _MARKED.finditer(sentence.text):
        start, end = (sentence.start + at for at in match.span(match.lastindex or 0))
        least = _LEAST_LATIN if sentence.lang == "en" else _LEAST_OTHER
        if end - start >= least and not any(s < end and start < e for s, e in found):
            found.add((start, end))
    return sorted(found)


def check_unread_quotes(case: Case) -> Iterator[Found]:
    """DL401 for words in quotation marks whose speaker was not read: nearly those of a source's quotation, not quite."""
    read = [(q.start, q.end) for q in case.claim.quotations if q.direct]
    from rapidfuzz import fuzz

    for start, end in quoted_spans(case.claim):
        words = _fold(case.claim.article.text[start:end])
        if any(s < end and start < e for s, e in read) or words in _fold(case.source_text):
            continue
        for sentence in case.corpus.sentences:
            theirs = [_fold(sentence.article.text[s:e]) for s, e in quoted_spans(sentence)]
            if sentence.lang == case.claim.lang and any(fuzz.ratio(words, t) >= _NEARLY for t in theirs):
                evidence = (cite_span(sentence, sentence.start, sentence.end, "contradicts"),)
                yield Found("DL401", start, end, sentence.text, evidence)
                return


def check_quotes(case: Case) -> Iterator[Found]:
    """DL401 altered words, DL402 words in no source, DL403 words that the sources give to somebody else.

    Quotation marks around up to three words that the sources use without marks are let pass; across languages the words
    cannot be compared, so only their sense is (by ``wording``).
    """
    for quotation in case.claim.quotations:
        if not quotation.direct or not case.same_language or _is_title(quotation):
            continue
        words = find_words(case.claim.article.text, quotation.start, quotation.end, case.claim.lang)
        place = _find_words(case, quotation.text)
        if place is None:
            if words:
                yield _unfound(case, quotation)
        elif len(words) > _SCARE_WORDS or quotation.speaker is not None:
            yield from _other_speaker(case, quotation, *place)


def _is_title(quotation: Quotation) -> bool:
    """Whether the words are the name of a work: nobody says them, and all long words have capitals."""
    long = [w for w in quotation.text.split() if len(w) > 4 and w[0].isalpha() and w.isascii()]
    return quotation.speaker is None and bool(long) and all(w[0].isupper() for w in long)


def _fold(text: str) -> str:
    spelled = re.sub(r"n['’]t\b", " not", text)
    kept = "".join(" " if c.isspace() else c for c in spelled if c not in _MARKS)
    return " ".join(kept.casefold().split()).strip(" .,。、，;；!！…")


def _find_words(case: Case, words: str) -> tuple[SentenceView, TextView] | None:
    folded = _fold(words)
    for sentence in case.corpus.sentences:
        if folded and folded in _fold(sentence.text):
            return sentence, case.view_of(sentence)
    for view in case.sources:
        if folded and folded in _fold(view.evidence_text):
            return view.evidence[0], view
    return None


def _unfound(case: Case, quotation: Quotation) -> Found:
    """Words nearly those of a source are altered ones; others are invented."""
    words = find_words(quotation.text, 0, len(quotation.text), case.claim.lang)
    keys = {k for w in words for k in w.keys}
    if any(s.lang == case.claim.lang and _is_shortened(quotation, words, s) for s in case.corpus.sentences):
        return Found("DL401", quotation.start, quotation.end, mild=True)
    for sentence in case.corpus.sentences:
        share = len(keys & sentence.keys) / len(keys) if keys else 0.0
        if share >= 0.6 and len(keys) >= 3:
            evidence = (cite_span(sentence, sentence.start, sentence.end, "contradicts"),)
            return Found("DL401", quotation.start, quotation.end, sentence.text, evidence)
    translated = any(s.lang != case.claim.lang for s in case.corpus.sentences)
    return Found("DL402", quotation.start, quotation.end, mild=translated)


def _is_shortened(quotation: Quotation, words: Sequence[Word], source: SentenceView) -> bool:
    """Whether the words are a source's but for some left out or an ending: every one of them stands there, in this order,
    and as many negations."""
    if any(w.digits for w in words):
        return False
    if source.lang in ("ja", "zh"):
        spans = quoted_spans(source) or [(source.start, source.end)]
        return any(_leaves_out(quotation.text, source.article.text[a:b], source.lang) for a, b in spans)
    if count_negations(quotation.text, source.lang) != count_negations(source.text, source.lang):
        return False
    if len(words) < 2:
        return False
    theirs, at = source.words, 0
    for word in words:
        found = next((n for n in range(at, len(theirs)) if _is_form_of(word, theirs[n], source.lang)), None)
        if found is None:
            return False
        at = found + 1
    return True


def _leaves_out(words: str, whole: str, lang: str) -> bool:
    """Whether some quoted words are others with letters left out, and deny no less."""
    mine, letters = _fold(words), iter(_fold(whole))
    kept = len(mine) >= _LEAST_OTHER and all(c in letters for c in mine)
    return kept and count_negations(words, lang) == count_negations(whole, lang)


def _is_form_of(word: Word, other: Word, lang: str) -> bool:
    """Whether two words are forms of one: in Korean by their beginning, elsewhere by their keys."""
    if lang == "ko":
        size = max(2, min(len(word.text), len(other.text)) - 2)
        return word.text[:size] == other.text[:size]
    return not frozenset(word.keys).isdisjoint(other.keys)


def _other_speaker(case: Case, quotation: Quotation, sentence: SentenceView, view: TextView) -> Iterator[Found]:
    if quotation.speaker is None:
        return
    mine = case.cast.figure(case.document, quotation.speaker)
    for other in sentence.quotations:
        if other.speaker is None or _fold(quotation.text) not in _fold(other.text):
            continue
        theirs = case.cast.figure(view, other.speaker)
        if _holds_office(case, quotation.speaker, theirs) or quotation.speaker.text in sentence.text:
            return
        if _differ(mine, theirs, quotation.speaker, other.speaker) and not _is_named_there(case, quotation, sentence):
            evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
            yield Found("DL403", quotation.start, quotation.end, other.speaker.text, evidence)
        return


def _holds_office(case: Case, speaker: Quote, theirs: Figure | None) -> bool:
    """Whether the sentence gives the speaker by an office alone, and the source's speaker holds it."""
    mention = case.document.mention_at(speaker)
    if mention is None or mention.kind != "position" or theirs is None or not mention.value:
        return False
    office = (mention.value, mention.of)
    held = [compare_positions(office, (key, of)).relation for key, of, _ in theirs.offices]
    return any(relation in ("equal", "narrower", "wider") for relation in held)


def _is_named_there(case: Case, quotation: Quotation, source: SentenceView) -> bool:
    """Whether the one person whom the sentence names beside the quoted words is the one person of the quoting sentence."""
    sides = ((case.document, case.claim), (case.view_of(source), source))
    named = [{f.id for m in s.named("person") if (f := case.cast.figure(v, m)) is not None} for v, s in sides]
    return len(named[0]) == 1 and named[0] == named[1]


def _differ(mine: Figure | None, theirs: Figure | None, claimed: Quote, given: Quote) -> bool:
    if mine is not None and theirs is not None:
        return mine.id != theirs.id and same_figure(mine, theirs) < 0.5
    a, b = set(claimed.text.casefold().split()), set(given.text.casefold().split())
    return not a & b and claimed.text not in given.text and given.text not in claimed.text


def check_attribution(case: Case) -> Iterator[Found]:
    """DL404: the sentence has it from somebody whom no source gives for anything near it."""
    vouchers = {(a.said_by.start, a.said_by.end): a.said_by for a in case.claim.acts if a.said_by}
    for quote in vouchers.values():
        figure = case.cast.figure(case.document, quote)
        if figure is None or _is_voucher(case, figure):
            continue
        yield Found("DL404", quote.start, quote.end)


def _is_voucher(case: Case, figure: Figure) -> bool:
    for sentence in case.corpus.sentences:
        view = case.view_of(sentence)
        for act in sentence.acts:
            for quote in (*((act.said_by,) if act.said_by else ()), *act.actors):
                other = case.cast.figure(view, quote)
                if other is not None and other.id == figure.id:
                    return True
    return False
