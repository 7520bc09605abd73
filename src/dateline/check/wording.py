"""DL5xx to DL7xx by words: negation, opposites, scope, causes, loaded words, and detail that no source has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from dateline.check.case import Case, Found, cite, span_of
from dateline.check.classes import count_classes
from dateline.check.clauses import align_clauses, cover_clause
from dateline.check.marks import has_mark
from dateline.check.phrases import embed_phrases
from dateline.check.plain import count_negations, negated_spans, puts_off
from dateline.check.poles import agree_in_course, tells_of
from dateline.check.retrieve import Hit
from dateline.check.sense import ADDED, is_far, is_foreign
from dateline.check.stretches import cut_stretches
from dateline.check.views import SentenceView
from dateline.check.words import Word, load_counted, load_vocabulary
from dateline.lang.data import load_table

_ENOUGH = 0.5
_ALIKE = 0.55
_JOIN = 6
_ALIEN, _RUN = 0.35, {"en": 3.0, "ja": 4.0, "ko": 3.0, "zh": 4.0}
_STATED = {"en": 1.8, "ja": 2.6, "ko": 1.8, "zh": 2.6}
_CARRIED, _REACH = 0.4, 4
_RIVAL = 0.1
_BEFORE_VERB = re.compile(
    "[会能愿想要再曾]*[就对在与同和跟向因把被从]"
)  # Chinese: the verb comes after what these govern
_HEAD, _VERB, _REACHED = 2, 4, 8  # words about a negation that may be its verb; letters between a verb and its ending


def check_negation(case: Case) -> Iterator[Found]:
    """DL501 without tables: words that stand under a negation on one side and free of it on the other."""
    same = [h for h in case.hits if h.sentence.lang == case.claim.lang]
    alike = [h for h in same if h.overlap >= _ENOUGH] or [h for h in same[:1] if tells_of(case) is h.sentence]
    hits = sorted(alike, key=lambda h: -h.score)
    if not hits:
        return
    mine = _negated_keys(case.claim)
    flipped: Hit | None = None
    for hit in hits[:3]:
        theirs = _negated_keys(hit.sentence)
        if not any(count_negations(s.text, s.lang, verbs=False) for s in (case.claim, hit.sentence)):
            return
        if mine & theirs or (not mine and not theirs and flipped is None):
            return
        if not mine and not theirs and flipped is not None and hit.score >= flipped.score - _RIVAL:
            return
        delayed = any(puts_off(s.text, s.lang) for s in (case.claim, hit.sentence))
        agreed = delayed or any(agree_in_course(case.claim, s) for s in _about(case, hit.sentence))
        if not agreed and _contradict(case.claim, hit.sentence) and _flipped(case.claim, hit.sentence, mine, theirs):
            flipped = flipped or hit
    if flipped is not None:
        sentence = flipped.sentence
        yield Found("DL501", case.claim.start, case.claim.end, sentence.text, (cite(sentence, "contradicts"),))


def check_negation_across(case: Case) -> Iterator[Found]:
    """DL501 between two languages: the nearest sentence in sense is negated and the claim is not, or the reverse, and the
    negation stands in the clause that is nearest to the other side."""
    hits = sorted(case.hits, key=lambda h: -h.cosine)
    if not hits or hits[0].sentence.lang == case.claim.lang or hits[0].cosine < _ALIKE:
        return
    rivals = [h for h in hits if h.cosine >= hits[0].cosine - 0.12]
    if any(agree_in_course(case.claim, h.sentence) for h in rivals):
        return
    if all(_contradict(case.claim, h.sentence) and denies_nearest(case.claim, h.sentence) for h in rivals):
        sentence = hits[0].sentence
        yield Found("DL501", case.claim.start, case.claim.end, sentence.text, (cite(sentence, "contradicts"),))


def denies_nearest(a: SentenceView, b: SentenceView) -> bool:
    """Whether the clause that is denied is the one of its sentence that is nearest to the other sentence."""
    denied, other = (a, b) if count_negations(a.text, a.lang, verbs=False) else (b, a)
    parts = cut_stretches(denied)
    if len(parts) < 2 or not count_negations(denied.text, denied.lang, verbs=False):
        return True
    rows = embed_phrases([(other.text, other.lang), *((p.text, denied.lang) for p in parts)])
    nearest = parts[int((rows[1:] @ rows[0]).argmax())]
    return count_negations(nearest.text, denied.lang, verbs=False) > 0


def _about(case: Case, sentence: SentenceView) -> list[SentenceView]:
    """A source sentence and the two after it, which may go on about the same matter."""
    return [s for s in case.view_of(sentence).evidence if 0 <= s.index - sentence.index <= 2]


def _contradict(a: SentenceView, b: SentenceView) -> bool:
    """Whether one sentence has a word of negation proper, and the other neither that nor a verb that denies."""
    proper = [count_negations(s.text, s.lang, verbs=False) > 0 for s in (a, b)]
    any_ = [count_negations(s.text, s.lang) > 0 or denies_by_word(s) for s in (a, b)]
    return (proper[0] and not any_[1]) or (proper[1] and not any_[0])


def denies_by_word(sentence: SentenceView) -> bool:
    """Whether a sentence denies something without a word of negation ("spared", 不足): the opposite of a negated verb."""
    return has_mark(sentence, _privatives(sentence.lang))


@cache
def _privatives(lang: str) -> tuple[str, ...]:
    return tuple(load_table(lang, "privatives")["words"])


def _negated_keys(sentence: SentenceView, nearest: int = _VERB) -> frozenset[str]:
    """The keys of what is negated: the words of content that stand nearest to each negation, where the verb is."""
    found: set[str] = set()
    for start, end in negated_spans(sentence.text, sentence.lang):
        span = sentence.start + start, sentence.start + end
        inside = [w for w in sentence.words if not w.digits and w.weight >= 1.0 and span[0] <= w.start <= span[1] - 1]
        counted = [(m.start, m.end) for m in sentence.named("number")]
        inside = [w for w in inside if not any(s < w.end and w.start < e for s, e in counted)]
        inside = [w for w in inside if w.end <= span[1] + 1]
        if sentence.lang in ("ja", "ko"):
            inside = [w for w in inside if w.end >= span[1] - _REACHED]
        first = sentence.lang == "en" or (sentence.lang == "zh" and not _BEFORE_VERB.match(sentence.text, start))
        beside = inside[:nearest] if first else inside[-nearest:]
        found |= {k for w in beside for k in w.keys}
    return frozenset(found)


def _flipped(claim: SentenceView, source: SentenceView, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether what one side negates stands un-negated on the other: two words of five of it, or their synonyms."""
    if bool(mine) == bool(theirs):
        return False
    negated, other, denied = (mine, source.keys, claim) if mine else (theirs, claim.keys, source)
    synonyms = load_vocabulary(claim.lang).synonyms
    groups = frozenset(g for k in other for g in synonyms.get(k, ()))
    common = frozenset(k for k in negated if k in other or bool(synonyms.get(k, frozenset()) & groups))
    heads = _negated_keys(denied, nearest=_HEAD)
    return len(common) >= max(1, round(0.4 * len(negated))) and not common.isdisjoint(heads)


def check_opposites(case: Case) -> Iterator[Found]:
    """DL502: a word whose opposite stands in its place in the sentence that tells it: more of the words around it are the
    same there than around the word itself, if that stands in the source sentence at all."""
    antonyms = load_vocabulary(case.claim.lang).antonyms
    for clause in align_clauses(case):
        if clause.cover < _CARRIED or agree_in_course(case.claim, clause.sentence):
            continue
        theirs = clause.sentence.words
        for index, word in enumerate(clause.words):
            if _is_in_name(case, word):
                continue
            opposites = frozenset(
                o for k in word.keys for o in antonyms.get(k, frozenset()) | _denied(k, case.claim.lang)
            )
            if not opposites or opposites & case.claim.keys:
                continue
            around = _keys_around(clause.words, index)
            place, shared = _best_place(theirs, opposites, around)
            own = max(_best_place(s.words, frozenset(word.keys), around)[1] for s in case.near)
            if place is not None and shared > own and not _both_deny(case.claim, clause.sentence):
                evidence = (cite(clause.sentence, "contradicts"),)
                yield Found("DL502", word.start, word.end, place.text, evidence)
                return


def _both_deny(a: SentenceView, b: SentenceView) -> bool:
    """Whether both sentences have a word of negation ("neither agreed nor refused"): opposites may then say the same."""
    return all(count_negations(s.text, s.lang, verbs=False) for s in (a, b))


def _is_in_name(case: Case, word: Word) -> bool:
    """Whether a word is part of a name or title of somebody the sources know: those are compared as such."""
    held = (m for m in case.claim.mentions if m.kind != "number" and m.start <= word.start and word.end <= m.end)
    return any((f := case.cast.figure(case.document, m)) is not None and f.id in case.known_ids for m in held)


def _keys_around(words: Sequence[Word], index: int) -> frozenset[str]:
    """The keys of the words within reach of one, without those that overlap it."""
    here, reach = words[index], words[max(0, index - _REACH) : index + _REACH + 1]
    return frozenset(k for w in reach if w.end <= here.start or w.start >= here.end for k in w.keys)


def _best_place(words: Sequence[Word], keys: frozenset[str], around: frozenset[str]) -> tuple[Word | None, int]:
    """The word with one of the keys that has most of ``around`` about it, and how much."""
    best: tuple[Word | None, int] = (None, 0)
    for index, word in enumerate(words):
        if not keys.isdisjoint(word.keys):
            shared = len(around & _keys_around(words, index))
            if shared > best[1]:
                best = (word, shared)
    return best


def _denied(key: str, lang: str) -> frozenset[str]:
    """The English word with or without a prefix that denies it (accounted, unaccounted)."""
    if lang != "en" or len(key) < 4:
        return frozenset()
    bare = {key.removeprefix(p) for p in ("un", "dis", "non") if key.startswith(p)}
    return frozenset(bare | {p + key for p in ("un", "dis", "non")})


def check_scope(case: Case) -> Iterator[Found]:
    """DL509: "all", "every", "unanimously" where no source sentence nearby has such a word."""
    if not case.near_text:
        return
    cues = load_vocabulary(case.claim.lang).universal
    theirs = any(_find_cue(case.near_text, cue, case.claim.lang) >= 0 for cue in cues)
    for cue in cues:
        at = _find_cue(case.claim.text, cue, case.claim.lang)
        if at >= 0 and not theirs and _is_covered(case):
            start = case.claim.start + at
            yield Found("DL509", start, start + len(cue))
            return


def check_whole(case: Case) -> Iterator[Found]:
    """DL509: all of them, where the source sentence of the matter counts some or speaks of a part."""
    words = load_vocabulary(case.claim.lang)
    if not case.hits or not has_mark(case.claim, words.universal):
        return
    counted = {name for name, _, _, _ in count_classes(case.claim)}
    named = {n for n, pattern in load_counted(case.claim.lang).items() if pattern.search(case.claim.text)} - counted
    for sentence in case.near[:2]:
        theirs = load_vocabulary(sentence.lang)
        if has_mark(sentence, theirs.universal):
            continue
        some = named & {name for name, _, _, _ in count_classes(sentence)}
        part = sentence is case.near[0] and has_mark(sentence, theirs.partial) and case.is_close(sentence)
        if some or part:
            yield Found("DL509", case.claim.start, case.claim.end, sentence.text, (cite(sentence, "contradicts"),))
            return


def check_outcome(case: Case) -> Iterator[Found]:
    """DL203 by words: a document signed, or an agreement, where the nearest source sentences have no word for either.

    It holds the line where the acts of a text were not read. A weaker word ("agreed") is licensed by a firmer one.
    """
    vocabulary, lang = load_vocabulary(case.claim.lang), case.claim.lang
    if not case.near or _negates(case.claim):
        return
    for level, cues in (
        ("signed", vocabulary.signed),
        ("on_paper", vocabulary.on_paper),
        ("agreed", vocabulary.agreed),
    ):
        at, cue = min(((a, c) for c in cues if (a := _find_cue(case.claim.text, c, lang)) >= 0), default=(-1, ""))
        near = case.corpus.sentences if _is_known(case, at) else case.near
        if at < 0 or any(asserts_outcome(s, level) for s in near) or _decides_alone(case, cue):
            continue
        start = case.claim.start + at
        yield Found("DL203", _phrase_start(case, start), start + len(cue), evidence=(cite(case.near[0], "context"),))
        return


def _is_known(case: Case, at: int) -> bool:
    """Whether an English sentence speaks of an outcome as one told before ("under the deal")."""
    return case.claim.lang == "en" and bool(
        re.search(r"\b(?:the|this|that|its|their)\s+(?:\w+\s+)?$", case.claim.text[:at])
    )


def _decides_alone(case: Case, cue: str) -> bool:
    """Whether a word that tells a decision as well as an agreement (-기로 했다, こととした) stands in a sentence that names no
    second party."""
    marks = load_table(case.claim.lang, "privatives").get("decides")
    joint = load_table(case.claim.lang, "privatives").get("jointly", "")
    return bool(marks and re.search(str(marks), cue)) and not re.search(str(joint), case.claim.text)


def _phrase_start(case: Case, at: int) -> int:
    """Where the words about an outcome begin: up to two words before it that stand next to it and name nobody."""
    named = [(m.start, m.end) for m in case.claim.mentions if m.kind in ("person", "position", "place", "organization")]
    for word in [w for w in reversed(case.claim.words) if w.end <= at][:2]:
        if at - word.end > 1 or any(s <= word.start < e for s, e in named):
            break
        at = word.start
    return at


def asserts_outcome(sentence: SentenceView, level: str) -> bool:
    """Whether a sentence, in its own language, tells of a signature, of a document, or of any agreement."""
    words = load_vocabulary(sentence.lang)
    if level == "signed":
        return _asserts(sentence, words.signed)
    return _asserts(sentence, words.on_paper if level == "on_paper" else (*words.agreed, *words.on_paper))


def _negates(sentence: SentenceView) -> bool:
    return bool(negated_spans(sentence.text, sentence.lang))


def _asserts(sentence: SentenceView, cues: tuple[str, ...]) -> bool:
    """Whether a sentence has one of the words outside of any negation."""
    spans = negated_spans(sentence.text, sentence.lang)
    for cue in cues:
        at = _find_cue(sentence.text, cue, sentence.lang)
        if at >= 0 and not any(s <= at < e for s, e in spans):
            return True
    return False


def _is_covered(case: Case) -> bool:
    """Whether the sentence says nothing else that is new: a detail in no source is the graver matter."""
    total = sum(c.word.weight for c in case.covered)
    return total > 0 and sum(c.word.weight * c.degree for c in case.covered) / total >= 0.7


def check_cause(case: Case) -> Iterator[Found]:
    """DL511: a cause given where no source sentence nearby gives one; grave where cause and effect stand in two sentences."""
    if not case.near or any(_gives_cause(s) for s in case.near):
        return
    pattern = _cause_of(case.claim.lang)
    if match := pattern.search(case.claim.text):
        start, end = case.claim.start + match.start(), case.claim.start + match.end()
        joined = _is_joined(case, start) if case.near_text else case.near[0] is tells_of(case)
        hinted = has_mark(case.near[0], load_vocabulary(case.near[0].lang).reasons)
        yield Found("DL511", start, end, mild=not joined or hinted)


@cache
def _cause_of(lang: str) -> re.Pattern[str]:
    """The words for a cause of a language as one pattern."""
    words = "|".join(load_vocabulary(lang).cause)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if lang == "en" else words, re.IGNORECASE)


def _gives_cause(sentence: SentenceView) -> bool:
    """Whether a source sentence has a word of cause, in its own language."""
    return _cause_of(sentence.lang).search(sentence.text) is not None


def _is_joined(case: Case, at: int) -> bool:
    """Whether what stands before a place of the sentence and what stands after it come from two source sentences."""
    near = [s for s in case.near if s.lang == case.claim.lang]
    sides = [c for c in case.covered if c.word.end <= at], [c for c in case.covered if c.word.start > at]
    if not near or not all(sides):
        return False
    best = [max(near, key=lambda s: cover_clause(case, side, s)) for side in sides]
    least = min(cover_clause(case, side, s) for side, s in zip(sides, best, strict=True))
    return best[0] is not best[1] and least >= _CARRIED


def check_loaded(case: Case) -> Iterator[Found]:
    """DL602: loaded words in the text's own voice that no source uses."""
    quoted = [(q.start, q.end) for q in case.claim.quotations if q.direct]
    for phrase in sorted(load_vocabulary(case.claim.lang).loaded):
        at = _find_cue(case.claim.text, phrase, case.claim.lang)
        if at < 0:
            continue
        start = case.claim.start + at
        if any(s <= start < e for s, e in quoted) or _find_cue(case.source_text, phrase, case.claim.lang) >= 0:
            continue
        yield Found("DL602", start, start + len(phrase))


def _find_cue(text: str, cue: str, lang: str) -> int:
    if lang != "en":
        return text.find(cue)
    if cue.casefold() not in text.casefold():
        return -1
    match = _pattern_of(cue).search(text)
    return match.start() if match else -1


@lru_cache(maxsize=2048)
def _pattern_of(cue: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(cue)}(?!\w)", re.IGNORECASE)


def check_detail(case: Case) -> Iterator[Found]:
    """DL701: a clause whose words stand in no source, grave where its sense does not either; DL703: nothing in the sources
    is near the sentence at all."""
    if not case.hits:
        yield Found("DL703", case.claim.start, case.claim.end)
        return
    if not case.same_language:
        return
    for start, end in _loose_spans(case):
        grave = is_stated(case, start, end) and (
            is_foreign(case, start, end) or (_is_added(case, start, end) and is_far(case, start, end, ADDED))
        )
        yield Found("DL701", start, end, mild=not grave)
    if (run := _alien_run(case)) is not None:
        yield Found("DL701", *run)


def is_stated(case: Case, start: int, end: int) -> bool:
    """Whether a stretch says enough that no source has to be a detail of its own: a verb or two are a way of putting it."""
    loose = [c.word.weight * (1.0 - c.degree) for c in case.covered if start <= c.word.start < end and c.by != "known"]
    return sum(loose) >= _STATED.get(case.claim.lang, 2.0)


def _alien_run(case: Case) -> tuple[int, int] | None:
    """Words in a row that no source has, in a sentence that is carried otherwise: a detail that was added. Their sense must
    be far from the sources too."""
    runs: list[list[Word]] = [[]]
    rest = total = 0.0
    for item in case.covered:
        loose = item.degree < _ALIEN and item.by != "known" and not is_loaded(case, item.word)
        total += item.word.weight
        if loose:
            runs[-1].append(item.word)
        else:
            rest += item.word.weight
            runs += [[]] if runs[-1] and item.word.weight >= 1.0 else []
    longest = max(runs, key=lambda run: sum(w.weight for w in run))
    if sum(w.weight for w in longest) < _RUN.get(case.claim.lang, 3.0) or rest < 0.3 * total:
        return None
    start, end = longest[0].start, longest[-1].end
    return (start, end) if is_far(case, start, end) else None


def _is_added(case: Case, start: int, end: int) -> bool:
    """Whether a stretch of some length stands in a sentence whose other words, and more of them, the sources carry."""
    inside = [c for c in case.covered if start <= c.word.start < end]
    others = [c for c in case.covered if not start <= c.word.start < end]
    weight = sum(c.word.weight for c in others)
    long = sum(c.word.weight for c in inside) >= _RUN.get(case.claim.lang, 3.0)
    return long and weight >= 4.0 and sum(c.word.weight * c.degree for c in others) >= 0.8 * weight


def _loose_spans(case: Case) -> Iterator[tuple[int, int]]:
    """Where the words of a clause are carried by less than a half; clauses next to each other are one."""
    span: tuple[int, int] | None = None
    for clause in case.clauses:
        told = [c for c in clause if not is_loaded(case, c.word)]
        weight = sum(c.word.weight for c in told)
        if weight < 1.9 or sum(c.word.weight * c.degree for c in told) / weight >= 0.5:
            continue
        start, end = span_of([c.word for c in told])
        if span is not None and start - span[1] <= _JOIN:
            span = span[0], end
            continue
        if span is not None:
            yield span
        span = start, end
    if span is not None:
        yield span


def check_topics(case: Case) -> Iterator[Found]:
    """DL701: what an act is about, in words that no source has: near ones in sense are not enough for it."""
    if not case.same_language:
        return
    for act in case.claim.acts:
        if act.matter is None:
            continue
        words = [c for c in case.covered if act.matter.start <= c.word.start < act.matter.end and c.by != "known"]
        weight = sum(c.word.weight for c in words)
        firm = sum(c.word.weight for c in words if c.by in ("same", "synonym", "elsewhere"))
        degree = sum(c.word.weight * c.degree for c in words)
        if weight >= 1.0 and firm < 0.4 * weight and degree < 0.7 * weight:
            start, end = act.matter.start, act.matter.end
            yield Found("DL701", start, end, mild=not (is_stated(case, start, end) and is_foreign(case, start, end)))


def is_loaded(case: Case, word: Word) -> bool:
    """Whether a word is part of a loaded phrase, which is a matter of tone and of no verdict."""
    return any(s <= word.start and word.end <= e for s, e in case.loaded)
