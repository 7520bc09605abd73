"""How well ``dateline check`` tells carried claims from others, on public sets that stay outside of the project.

For each set: balanced accuracy at support >= 0.5 with a bootstrap interval over documents, recall of true and of false
claims, area under the curve, expected calibration error (ten bins), and for WiCE the F1 of the supporting sentences.

The last line has the calibration error of all sets together, and the processor time of a claim after reading.

Usage: python benchmarks/claims.py [--sets wice,planted] [--limit 200] [--readings FOLDER] [--errors]
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from claims_data import BENCH, SETS, Item, sample

from dateline.check.audit import Bench, Context, judge_sentence
from dateline.check.views import view_text
from dateline.link import link_readings
from dateline.model import Article, Block, Evidence, Finding, Reading
from dateline.read import read_article

BINS, ROUNDS = 10, 1000


@dataclass(frozen=True)
class Judgement:
    """What the checker says of one item: its least supported sentence decides. ``features`` are those of each sentence,
    ``seconds`` the processor time after reading, ``sentences`` how many the source has."""

    item: Item
    support: float
    verdict: str
    features: tuple[dict[str, float], ...]
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    seconds: float
    sentences: int


class Reader:
    """Reads texts once; with a folder, once for all runs."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.read = lru_cache(maxsize=64)(self._read)

    def _read(self, text: str, lang: str, published: str | None = None) -> tuple[Article, Reading]:
        if self.folder is None:
            return _read_text(text, lang, published)
        path = self.folder / f"{sha256((lang + text + (published or '')).encode()).hexdigest()[:24]}.pickle"
        if path.exists():
            kept: tuple[Article, Reading] = pickle.loads(path.read_bytes())  # noqa: S301  # our own file
            return kept
        pair = _read_text(text, lang, published)
        path.write_bytes(pickle.dumps(pair))
        return pair


def _read_text(text: str, lang: str, published: str | None) -> tuple[Article, Reading]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("body", at, at + len(line), lang))
        at += len(line) + 1
    name = sha256((lang + text).encode()).hexdigest()[:20]
    article = Article(id=name, source="benchmark", lang=lang, text=text, published=published, blocks=tuple(blocks))
    return article, read_article(article)


def judge(item: Item, reader: Reader) -> Judgement:
    """Judge a claim against its source, with the people of both linked, as ``dateline check`` does."""
    claim, reading = reader.read(item.claim, item.claim_lang, item.published)
    source, told = reader.read(item.source, item.source_lang, item.published)
    begun = time.process_time()
    ledger = link_readings([claim, source], [reading, told])
    context = Context(of_chain=ledger.of_chain, occupancies=ledger.occupancies)
    bench = Bench.lay_out(view_text(claim, reading, -1), (view_text(source, told, 0),), context)
    judged = [judge_sentence(bench, s, "en") for s in bench.document.sentences]
    seconds = time.process_time() - begun
    if not judged:
        return Judgement(item, 0.0, "not_checked", (), (), (), seconds, len(told.sentences))
    worst = min(judged, key=lambda j: j[0].support)[0]
    findings = tuple(f for _, found, _ in judged for f in found)
    evidence = tuple(e for *_, cited in judged for e in cited)
    features = tuple(outcome.features for outcome, _, _ in judged)
    return Judgement(item, worst.support, worst.verdict, features, findings, evidence, seconds, len(told.sentences))


def judge_article(row: Mapping[str, Any], folder: Path | None = None) -> list[Judgement]:
    """Judge every sentence of an article against its sources, as ``dateline audit`` does. ``row`` is a line of a file of
    ``benchmarks/bundles`` (``articles_true.jsonl``, ``articles_false.jsonl``), which names the sentences that are wrong."""
    texts = [_headed(row["article"], row["lang"], row["published"], "document")]
    texts += [_headed(s["text"], s["lang"], s.get("published"), s["id"], headed=False) for s in row["sources"]]
    readings = [_kept(folder, article) for article in texts]
    ledger = link_readings(texts, readings)
    views = [view_text(a, r, n - 1) for n, (a, r) in enumerate(zip(texts, readings, strict=True))]
    bench = Bench.lay_out(views[0], tuple(views[1:]), Context(of_chain=ledger.of_chain, occupancies=ledger.occupancies))
    wrong = [e["sentence"] for e in row.get("errors", ())]
    source = "\n".join(a.text for a in texts[1:])
    judged = []
    for n, sentence in enumerate(bench.document.sentences):
        outcome, found, cited = judge_sentence(bench, sentence, "en")
        true = not any(sentence.text in w or w in sentence.text for w in wrong)
        spoken = row["sources"][0]["lang"]
        item = Item(f"{row['id']}-{n}", sentence.text, row["lang"], source, spoken, true, row["id"], "article")
        judged.append(
            Judgement(item, outcome.support, outcome.verdict, (outcome.features,), found, cited, 0.0, len(source))
        )
    return judged


def _headed(text: str, lang: str, published: str | None, name: str, *, headed: bool = True) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("headline" if headed and not blocks else "body", at, at + len(line), lang))
        at += len(line) + 1
    digest = sha256((name + lang + text).encode()).hexdigest()[:20]
    return Article(id=digest, source=name, lang=lang, text=text, published=published, blocks=tuple(blocks))


def _kept(folder: Path | None, article: Article) -> Reading:
    """The reading of an article, from the folder where it is there."""
    path = folder / f"{article.id}.reading" if folder else None
    if path is not None and path.exists():
        kept: Reading = pickle.loads(path.read_bytes())  # noqa: S301  # our own file
        return kept
    reading = read_article(article)
    if path is not None:
        path.write_bytes(pickle.dumps(reading))
    return reading


def balanced(judged: Sequence[Judgement]) -> tuple[float, float, float]:
    """Balanced accuracy, recall of the true ones, recall of the false ones."""
    true = [j.support >= 0.5 for j in judged if j.item.supported]
    false = [j.support < 0.5 for j in judged if not j.item.supported]
    recalls = sum(true) / max(len(true), 1), sum(false) / max(len(false), 1)
    return (sum(recalls) / 2, *recalls)


def interval(judged: Sequence[Judgement]) -> tuple[float, float]:
    """The 95 per cent bootstrap interval of the balanced accuracy, documents drawn with replacement."""
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for j in judged:
        groups[j.item.document if len({k.item.document for k in judged}) > 20 else j.item.id].append(j)
    keys, draw, scores = sorted(groups), random.Random(7), []
    for _ in range(ROUNDS):
        picked = [j for k in draw.choices(keys, k=len(keys)) for j in groups[k]]
        if len({j.item.supported for j in picked}) == 2:
            scores.append(balanced(picked)[0])
    scores.sort()
    return scores[int(0.025 * len(scores))], scores[int(0.975 * len(scores)) - 1]


def area(judged: Sequence[Judgement]) -> float:
    """The chance that a true claim has more support than a false one."""
    true = [j.support for j in judged if j.item.supported]
    false = [j.support for j in judged if not j.item.supported]
    wins = sum((t > f) + 0.5 * (t == f) for t in true for f in false)
    return wins / max(len(true) * len(false), 1)


def calibration_error(judged: Sequence[Judgement]) -> float:
    """Expected calibration error: the mean distance of support and share of true ones over ten equal bins."""
    error = 0.0
    for n in range(BINS):
        inside = [j for j in judged if n <= min(j.support * BINS, BINS - 1e-9) < n + 1]
        if inside:
            share = sum(j.item.supported for j in inside) / len(inside)
            error += abs(share - sum(j.support for j in inside) / len(inside)) * len(inside)
    return error / len(judged)


def sentence_f1(judged: Sequence[Judgement]) -> float:
    """F1 of the lines given as evidence against the best matching set that a person marked."""
    scores = []
    for j in judged:
        if not j.item.lines:
            continue
        given = {j.item.source.count("\n", 0, e.start) for e in j.evidence}
        scores.append(max(2 * len(given & m) / max(len(given) + len(m), 1) for m in j.item.lines))
    return sum(scores) / max(len(scores), 1)


def report(name: str, judged: Sequence[Judgement]) -> str:
    """One line of the table."""
    score, true, false = balanced(judged)
    low, high = interval(judged)
    line = (
        f"{name:18} n={len(judged):4} balanced {score:.3f} [{low:.3f}, {high:.3f}]  true {true:.3f}  false {false:.3f}  "
        f"auc {area(judged):.3f}  ece {calibration_error(judged):.3f}"
    )
    return line + (f"  sentences F1 {sentence_f1(judged):.3f}" if any(j.item.lines for j in judged) else "")


def list_errors(judged: Sequence[Judgement]) -> None:
    """Every wrong answer with what the rules said."""
    for j in judged:
        if (j.support >= 0.5) != j.item.supported:
            said = [(f.code, j.item.claim[f.start : f.end]) for f in j.findings]
            print("   ", "MISSED" if not j.item.supported else "ALARM", j.item.id, j.item.kind, j.support, said)
            print("        ", j.item.claim[:300])


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; sets whose data is not there are said to be skipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(argv)
    if options.readings:
        options.readings.mkdir(parents=True, exist_ok=True)
    reader, every = Reader(options.readings), list[Judgement]()
    for name in options.sets.split(","):
        try:
            items = sample(SETS[name](), options.limit)
        except FileNotFoundError:
            print(f"{name:18} skipped: no data under {BENCH}")
            continue
        judged = [judge(item, reader) for item in items]
        print(report(name, judged), flush=True)
        every += judged
        if options.errors:
            list_errors(judged)
    if every:
        seconds, sentences = sorted(j.seconds for j in every), sorted(j.sentences for j in every)
        middle = len(every) // 2
        print(
            f"{'all':18} n={len(every):4} ece {calibration_error(every):.3f}; a claim {1000 * seconds[middle]:.1f} ms (median) "
            f"against {sentences[middle]} sentences, mean {1000 * sum(seconds) / len(every):.1f} ms against "
            f"{sum(sentences) / len(every):.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
