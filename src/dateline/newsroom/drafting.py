"""A language model at the desk: it may retell what the grammar wrote, and the gate decides sentence by sentence.

A sentence of the model is kept only where the checker, in its strictest mode, has nothing against it, it reads back as the
very acts that the grammar's sentence reads back as, and it brings in no word of content that the report does not have: what
no reader and no rule sees (a warm atmosphere) could slip in there. What fails is asked for once more with the fault, then
the grammar's sentence stands. So a model can change how a report reads, never what it says.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dateline import write
from dateline.check.words import find_words
from dateline.llm import Answer, Endpoint, Kept, Model, ModelError, Prompt, Scripted, Usage
from dateline.model import Report
from dateline.newsroom.gate import doubt, judge_report
from dateline.newsroom.papers import StoryPaper, StoryWork
from dateline.newsroom.roundtrip import told_acts
from dateline.newsroom.settings import ModelSettings
from dateline.store import Store

_TRIES = 2


class Refusal(Struct, frozen=True, kw_only=True):
    """A sentence of a model that was not kept, and why: for the editor and for the model's next try."""

    lang: str
    number: int
    draft: str
    reason: str


class Retelling(Struct, frozen=True, kw_only=True):
    """A story's reports after the model's turn. ``fault``: why the model gave nothing, where it did not."""

    paper: StoryPaper
    refused: tuple[Refusal, ...] = ()
    kept: int = 0
    fault: str | None = None


class ModelSummary(Struct, frozen=True, kw_only=True):
    """What a model did in a run, and what it cost (in the currency of the settings' prices)."""

    name: str
    kept: int
    refused: tuple[Refusal, ...]
    answers: int
    cached: int
    tokens_in: int
    tokens_out: int
    cost: float
    fault: str | None = None


class Teller:
    """The model of the settings at work over a run. After its first fault (its server is away) every report stays as the
    grammar wrote it."""

    def __init__(self, settings: ModelSettings, store: Store, *, is_live: bool = True) -> None:
        """Its answers are kept in ``store``; where it is not live, it has no others."""
        kept = Kept(
            _endpoint(settings) if is_live else Scripted(_nothing_kept, settings.name),
            lambda key: store.result("model", key, Answer),
            lambda key, answer: store.put_result("model", key, answer),
        )
        self._model = Usage(kept)
        self._kept = 0
        self._refused: list[Refusal] = []
        self._fault: str | None = None

    def retell(self, work: StoryWork, paper: StoryPaper) -> StoryPaper:
        """The paper, retold as far as the gate lets it."""
        if self._fault is not None:
            return paper
        made = retell_paper(work, paper, self._model)
        self._kept += made.kept
        self._refused.extend(made.refused)
        self._fault = made.fault
        return made.paper

    def summary(self) -> ModelSummary:
        """What it did so far."""
        model = self._model
        return ModelSummary(
            name=model.name,
            kept=self._kept,
            refused=tuple(self._refused),
            answers=model.answers,
            cached=model.cached,
            tokens_in=model.tokens_in,
            tokens_out=model.tokens_out,
            cost=model.cost,
            fault=self._fault,
        )


def _endpoint(settings: ModelSettings) -> Endpoint:
    return Endpoint(
        settings.base_url,
        settings.name,
        key=settings.key,
        timeout=settings.timeout,
        retries=settings.retries,
        per_minute=settings.per_minute,
        prices=(settings.input_price, settings.output_price),
    )


def _nothing_kept(_: Prompt) -> str:
    raise ModelError("no answer to this is kept, and the model is not asked")


def retell_paper(work: StoryWork, paper: StoryPaper, model: Model) -> Retelling:
    """The paper with each report retold by ``model`` as far as the gate lets it. A model that fails leaves the grammar's
    reports as they are: that never stops a run."""
    reports: list[Report] = []
    refused: list[Refusal] = []
    kept = 0
    fault = None
    for report in paper.reports:
        made = report
        if report.blocked is None and fault is None:
            try:
                made, mine = _retell(report, work, model)
                refused.extend(mine)
            except ModelError as error:
                fault = str(error)
        pairs = zip(write.sentences_of(made), write.sentences_of(report), strict=True)
        kept += sum(new.text != old.text for new, old in pairs)
        reports.append(made)
    done = StoryPaper(reports=tuple(reports), withheld=paper.withheld)
    return Retelling(paper=done, refused=tuple(refused), kept=kept, fault=fault)


def _retell(report: Report, work: StoryWork, model: Model) -> tuple[Report, list[Refusal]]:
    """Raises ModelError when the first answer cannot be had; a second that cannot only ends the tries."""
    plain = judge_report(report, work)
    acts = {n: told_acts(s, plain.back) for n, s in enumerate(write.sentences_of(report))}
    wanted = [n for n, s in enumerate(write.sentences_of(report)) if acts[n] and s.anchors and s.section != "disputed"]
    refused: list[Refusal] = []
    kept: dict[int, str] = {}
    faults: dict[int, str] = {}
    for turn in range(_TRIES):
        if not wanted:
            break
        try:
            answer = model.ask(write.retelling_prompt(report, wanted, faults))
            told = write.retold_sentences(answer, report, wanted)
        except ModelError:
            if turn == 0:
                raise
            break
        parts = write.sentences_of(report)
        faults = {n: f for n, t in told.items() if (f := write.form_fault(t, parts[n])) is not None}
        tried = {n: t.text for n, t in told.items() if n not in faults and t.text != parts[n].text}
        faults |= {n: f for n, text in tried.items() if (f := _new_words(text, report)) is not None}
        tried = {n: text for n, text in tried.items() if n not in faults}
        faults |= _meaning_faults(write.with_retold(report, kept | tried, model.name), tried, acts, work)
        kept |= {n: text for n, text in tried.items() if n not in faults}
        refused += [
            Refusal(lang=report.lang, number=n, draft=told[n].text, reason=f) for n, f in sorted(faults.items())
        ]
        wanted = [n for n in wanted if n in faults]
    changed = kept
    while changed:
        # Sentences are read in their context ("he", "the two sides"): the report as it will stand is judged once more.
        made = write.with_retold(report, changed, model.name)
        fallen = _meaning_faults(made, changed, acts, work)
        if not fallen:
            return made, refused
        refused += [Refusal(lang=report.lang, number=n, draft=changed[n], reason=f) for n, f in sorted(fallen.items())]
        changed = {n: text for n, text in changed.items() if n not in fallen}
    return report, refused


def _new_words(text: str, report: Report) -> str | None:
    """What is wrong with a sentence that has words of content which stand nowhere in the report, words of the frame (held,
    took place) apart."""
    known = {key for word in find_words(report.text, 0, len(report.text), report.lang) for key in word.keys}
    full = [w for w in find_words(text, 0, len(text), report.lang) if w.weight == 1.0]
    new = [w.text for w in full if not set(w.keys) <= known]
    return f"it brings in what the report does not say: {', '.join(new[:5])}" if new else None


def _meaning_faults(
    candidate: Report,
    tried: Mapping[int, str],
    acts: Mapping[int, frozenset[tuple[object, ...]]],
    work: StoryWork,
) -> dict[int, str]:
    """What stands against the tried sentences of a report: findings of the checker, and acts that it does not tell as the
    grammar did. A sentence that was not tried and no longer reads back as before counts against all that were."""
    gate = judge_report(candidate, work)
    parts = write.sentences_of(candidate)
    numbers = {part: n for n, part in enumerate(parts)}
    found = {numbers[s]: doubt(judged) for s, judged in gate.against if numbers[s] in tried}
    for number, part in enumerate(parts):
        if number in found or told_acts(part, gate.back) == acts[number]:
            continue
        if number in tried:
            found[number] = "it does not say just what the sentence that it retells says"
        else:
            found |= {n: "another sentence is understood otherwise beside it" for n in tried if n not in found}
    return found
