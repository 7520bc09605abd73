"""Scores a newsroom that took the bundles of ``tests/fixtures/stories`` in against what their authors say is in them.

B-cubed (Bagga and Baldwin 1998) for stories and origins; pairs of chains for persons; recall for the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.group import Grouping
from dateline.link import Ledger
from dateline.model import Fact, RecordRow
from dateline.newsroom import Newsroom

STORIES = Path(__file__).parents[1] / "fixtures" / "stories"
Clusters = Sequence[Sequence[str]]


def events() -> list[str]:
    """The bundles by name."""
    return sorted(p.parent.name for p in STORIES.glob("*/expected.json"))


def expected(event: str) -> dict[str, Any]:
    """What an event's author says is in it."""
    found: dict[str, Any] = json.loads((STORIES / event / "expected.json").read_text(encoding="utf-8"))
    return found


def b_cubed(gold: Clusters, given: Clusters) -> float:
    """The harmonic mean of B-cubed precision and recall over the items of ``gold``."""
    of_gold = {item: set(c) for c in gold for item in c}
    of_given = {item: set(c) for c in given for item in c}
    items = sorted(of_gold)
    shared = {i: len(of_gold[i] & of_given.get(i, {i})) for i in items}
    precision = sum(shared[i] / len(of_given.get(i, {i})) for i in items) / len(items)
    recall = sum(shared[i] / len(of_gold[i]) for i in items) / len(items)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Bundle:
    """One newsroom's state beside what is expected of it."""

    def __init__(self, newsroom: Newsroom) -> None:
        """Take the newsroom's state after its run."""
        grouping = newsroom.store.state("grouping", Grouping)
        ledger = newsroom.store.state("ledger", Ledger)
        assert grouping is not None
        assert ledger is not None
        self.grouping, self.ledger = grouping, ledger
        self.gold = {e: expected(e) for e in events()}
        forms = [(w, f) for e in events() for w, fs in self.gold[e]["people"].items() for f in fs]
        self.who = {e: {f: w for w, fs in self.gold[e]["people"].items() for f in fs} for e in events()}
        self.named: dict[str, set[str]] = {}
        for entity in ledger.entities:
            if entity.kind == "person":
                texts = {n.text for n in entity.names}
                self.named[entity.id] = {w for w, f in forms if f in texts and len(f) > 1}

    def scores(self) -> dict[str, float]:
        """Every figure by its name, 0 to 1."""
        gold_stories = [s for g in self.gold.values() for s in g["stories"]]
        gold_origins = [o for g in self.gold.values() for o in g["origins"]]
        precision, recall = self.person_pairs()
        facts, support = self.facts_found()
        return {
            "stories": b_cubed(gold_stories, [s.articles for s in self.grouping.stories]),
            "origins": b_cubed(gold_origins, [o.articles for o in self.grouping.origins]),
            "person_precision": precision,
            "person_recall": recall,
            "facts_found": facts,
            "support": support,
            "records": self._share("records", lambda g: any(self.fits(r, g) for r in self.rows(g["kind"]))),
            "plans": self._share("plans", self.plan_found),
            "dispute_precision": self.dispute_precision(),
            "disputes": self._share("disputes", self.dispute_found),
            "non_events": self._share("non_events", self.non_event_found),
        }

    def person_pairs(self) -> tuple[float, float]:
        """Precision and recall over pairs of (article, person) that are one person, told by the forms of their chains."""
        given: dict[tuple[str, str], set[str]] = {}
        for entity in self.ledger.entities:
            if entity.kind != "person":
                continue
            for who in sorted(self.named[entity.id]):
                for member in entity.members:
                    given.setdefault((member.split("#")[0], who), set()).add(entity.id)
        people = sorted({w for g in self.gold.values() for w in g["people"]})
        same = {p: self._articles_with(p) for p in people}
        hit = total = 0
        for who, articles in same.items():
            for a, b in combinations(articles, 2):
                total += 1
                hit += bool(given.get((a, who), set()) & given.get((b, who), set()))
        mixed = sum(1 for ws in self.named.values() if len(ws - {"lee2"}) > 1)
        count = sum(1 for ws in self.named.values() if ws)
        return 1 - mixed / max(count, 1), hit / max(total, 1)

    def _articles_with(self, who: str) -> list[str]:
        found = []
        for event, gold in self.gold.items():
            forms = [f for f in gold["people"].get(who, ()) if len(f) > 1]
            for line in (STORIES / event / "articles.jsonl").read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                if any(f in record["text"] for f in forms):
                    found.append(record["id"])
        return found

    def people_of(self, entities: Iterable[str]) -> set[str]:
        """The gold people among entities."""
        return {w for e in entities for w in self.named.get(e, ())}

    def rows(self, kind: str) -> list[RecordRow]:
        """Rows of the record of a kind."""
        return [r for r in self.grouping.records if r.kind == kind]

    def fits(self, row: RecordRow, gold: Mapping[str, Any]) -> bool:
        """Whether a row is the one that ``gold`` describes."""
        if not set(gold.get("people", ())) <= self.people_of(p.entity for p in row.participants):
            return False
        if "time" in gold and (row.time is None or not (row.time.edtf or "").startswith(gold["time"])):
            return False
        if "place" in gold and not (row.place or "").startswith(gold["place"]):
            return False
        return bool(set(gold.get("topics", ())) <= set(row.topics))

    def plan_found(self, gold: Mapping[str, Any]) -> bool:
        """Whether a plan stands in the record with its outcome. (All events run together, so that what the author of one
        calls pending may be overdue by the day of another's last article.)"""
        right = {gold["status"], *gold.get("accept", ())}
        right |= {"overdue_no_report"} if gold["status"] == "pending" else set()
        wanted = {k: v for k, v in gold.items() if k != "kind_of"}
        kind = gold.get("kind_of")
        rows = [r for r in self.rows("plan") if kind is None or (r.slots is not None and r.slots.kind == kind)]
        return any(r.status in right and self.fits(r, wanted) for r in rows)

    def dispute_found(self, gold: Mapping[str, Any]) -> bool:
        """Whether a fact shows all the values that sources give: as a dispute where they conflict, else as none."""
        shown = [f for f in self.grouping.facts if set(gold["values"]) <= {v.value for v in f.values}]
        conflict = gold.get("class", "conflict") == "conflict"
        return any((f.support == "disputed") == conflict for f in shown)

    def dispute_precision(self) -> float:
        """The share of the disputes over numbers told to readers that are conflicts by the gold."""
        gold = [g for e in self.gold.values() for g in e["disputes"] if g.get("class", "conflict") == "conflict"]
        told = [
            {v.value for v in f.values} for f in self.grouping.facts if f.support == "disputed" and f.slot == "number"
        ]
        return sum(any(set(g["values"]) <= values for g in gold) for values in told) / max(len(told), 1)

    def non_event_found(self, gold: Mapping[str, Any]) -> bool:
        """Whether what did not happen is told as such."""
        return any(
            f.slots is not None
            and f.slots.polarity == "negative"
            and set(gold.get("topics", ())) <= set(f.slots.topics)
            and gold.get("kind", f.slots.kind) == f.slots.kind
            for f in self.grouping.facts
        )

    def facts_found(self) -> tuple[float, float]:
        """Share of the key facts that are there, and share of those found whose support is right."""
        found = right = total = 0
        for gold in self.gold.values():
            for fact in gold["facts"]:
                matches = [f for f in self.grouping.facts if self.tells(f, fact)]
                supported = any(f.support == fact["support"] for f in matches)
                if fact.get("optional") and not supported:
                    continue  # right if told, no miss if not
                total += 1
                found += bool(matches)
                right += supported
        return found / total, right / max(found, 1)

    def tells(self, fact: Fact, gold: Mapping[str, Any]) -> bool:
        """Whether a fact tells what ``gold`` describes."""
        slots = fact.slots
        if slots is None or slots.kind != gold["kind"]:
            return False
        for name in ("rung", "polarity", "realis"):
            if name in gold and getattr(slots, name) != gold[name]:
                return False
        people = self.people_of(p.entity for p in (*slots.actors, *slots.recipients))
        return set(gold["people"]) <= people and set(gold.get("topics", ())) <= set(slots.topics)

    def falsely_corroborated(self) -> list[str]:
        """Facts called corroborated whose tellings all rest on one origin of the gold."""
        origin = {a: i for i, o in enumerate(o for g in self.gold.values() for o in g["origins"]) for a in o}
        return [
            f.text
            for f in self.grouping.facts
            if f.support == "corroborated" and len({origin[a.article] for a in f.anchors if a.article in origin}) < 2
        ]

    def _share(self, name: str, test: Any) -> float:
        wanted = [g for gold in self.gold.values() for g in gold[name]]
        return sum(bool(test(g)) for g in wanted) / len(wanted)
