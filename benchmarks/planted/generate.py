"""Planted errors: from seed events with invented people to claims that are supported or carry one error of a named kind.

``python benchmarks/planted/generate.py --out cases.jsonl`` writes one case a line: id, claim, source, claim_lang,
source_lang, supported, kind. The same seed gives the same cases.
"""

from __future__ import annotations

import argparse
import calendar
import json
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
LANGS = ("en", "ja", "ko", "zh")
_JOSA = re.compile(r"(.)(은\(는\)|이\(가\)|와\(과\)|로\(으로\))")
_TOKEN = re.compile(r"[A-Za-z]+|\d+|[^\W\dA-Za-z_]+")


class Case(NamedTuple):
    """A claim with its source, whether the source supports it, and the kind of wording or error."""

    id: str
    claim: str
    source: str
    claim_lang: str
    source_lang: str
    supported: bool
    kind: str


def load(name: str) -> dict[str, Any]:
    """One of the data files beside this one."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def fill_slots(event: dict[str, Any], pools: dict[str, Any], lang: str) -> dict[str, str]:
    """The words of an event in one language, right ones and wrong ones."""
    at = pools["order"].index(lang)
    n = event["numbers"]
    people, countries, places = pools["people"], pools["countries"], pools["places"]
    slots = {
        "a": people[event["a"]][at], "a_slip": people[f"{event['a']}_slip"][at], "a_wrong": people["stranger"][at],
        "b": people[event["b"]][at], "ca": countries[event["ca"]][at], "cb": countries[event["cb"]][at],
        "cb_wrong": countries["CA"][at], "pa": pools["positions"][event["pa"]][at], "pb": pools["positions"][event["pb"]][at],
        "pa_wrong": pools["positions"]["culture"][at], "place": places[event["place"]][at], "place_wrong": places["osaka"][at],
        "later": places[event["later"]][at], "matter": pools["matters"][event["matter"]][at],
        "unit": pools["units"][event["unit"]][at], "quote": pools["quotes"][event["quote"]][at],
        "quote_wrong": pools["quotes"][f"{event['quote']}_altered"][at], "n": str(n["n"]), "n_wrong": str(n["n"] + 3), "sum": str(n["sum"]),
    }  # fmt: skip
    months = {"month": n["month"], "month_wrong": n["month"] % 12 + 1, "next": n["next"]}
    days = {"day": n["day"], "day_wrong": n["day"] + 1, "stay": n["stay"]}
    slots.update({key: name_month(value, lang) for key, value in months.items()})
    slots.update({key: name_day(value, lang) for key, value in days.items()})
    return slots


def name_month(month: int, lang: str) -> str:
    """A month as the language writes it."""
    return calendar.month_name[month] if lang == "en" else f"{month}{'월' if lang == 'ko' else '月'}"


def name_day(day: int, lang: str) -> str:
    """A day of a month as the language writes it."""
    return str(day) if lang == "en" else f"{day}{'일' if lang == 'ko' else '日'}"


def tell(wording: str, slots: dict[str, str]) -> str:
    """A wording with its slots filled, Korean particles fitted to the syllable before, and a capital at the start."""
    text = _JOSA.sub(_fit_particle, wording.format(**slots))
    return text[0].upper() + text[1:]


def _fit_particle(found: re.Match[str]) -> str:
    final = (ord(found[1]) - 0xAC00) % 28 if "가" <= found[1] <= "힣" else 0
    pair = {"은(는)": "는은", "이(가)": "가이", "와(과)": "와과"}.get(found[2])
    if pair is None:
        return found[1] + ("로" if final in (0, 8) else "으로")
    return found[1] + pair[final > 0]


def tokens(text: str) -> list[str]:
    """Words of Latin letters, figures, and pairs of East Asian characters."""
    found: list[str] = []
    for run in _TOKEN.findall(text.lower()):
        found.extend([run] if run.isascii() else [run[i : i + 2] for i in range(max(1, len(run) - 1))])
    return found


def word_overlap(claim: str, source: str) -> float:
    """The share of a claim's tokens that its source has."""
    known = set(tokens(source))
    words = tokens(claim)
    return sum(word in known for word in words) / len(words) if words else 0.0


def true_claims(told: dict[str, Any], slots: dict[str, str]) -> list[tuple[str, str]]:
    """Everything true that an event allows to say: in other words, as the source says it, and two facts in one claim."""
    other = {fact: tell(w, slots) for fact, w in told["true"].items()}
    same = {fact: tell(w, slots) for fact, w in told["source"].items()}
    facts = list(other)
    claims = [("paraphrase", words) for words in other.values()] + [("as told", words) for words in same.values()]
    for first, second in zip(facts, facts[3:] + facts[:3], strict=True):
        claims.append(("merged", f"{other[first]} {same[second]}"))
    return claims


def false_claims(
    told: dict[str, Any], slots: dict[str, str], kinds: dict[str, Any], rng: random.Random
) -> dict[str, str]:
    """One claim a kind of error, half of the slot errors in the source's wording and half in another."""
    claims = {kind: tell(wording, slots) for kind, (_, wording) in told["false"].items()}
    for kind, swap in kinds.items():
        changed = dict(slots)
        changed.update({key: slots[value] for key, value in swap.items() if key != "fact"})
        claims[kind] = tell(told[rng.choice(("source", "true"))][swap["fact"]], changed)
    return claims


def choose(event_at: int, lang: str, per: int, rng: random.Random) -> Iterator[tuple[bool, str, str]]:
    """For one event and language: ``per`` false claims, kinds in rotation, each beside a true one of like overlap."""
    pools, wordings = load("events.toml"), load("wordings.toml")
    slots = fill_slots(pools["events"][event_at], pools, lang)
    told = wordings[lang]
    source = tell_source(told, slots, lang)
    false = false_claims(told, slots, wordings["slot_kinds"], rng)
    pool = true_claims(told, slots)
    rng.shuffle(pool)
    kinds = sorted(false)
    first = event_at * per + LANGS.index(lang) * 6
    for kind in [kinds[(first + i) % len(kinds)] for i in range(min(per, len(kinds)))]:
        aim = word_overlap(false[kind], source)
        best = min(pool, key=lambda claim: abs(word_overlap(claim[1], source) - aim))
        pool.remove(best)
        yield False, kind, false[kind]
        yield True, best[0], best[1]


def tell_source(told: dict[str, Any], slots: dict[str, str], lang: str) -> str:
    """The whole source: every fact in the source's wording."""
    return ("" if lang in ("ja", "zh") else " ").join(tell(w, slots) for w in told["source"].values())


def generate(seed: int = 2026, per: int = 7, cross: bool = True) -> list[Case]:
    """Every case: per event and language, and the same claims against the source in another language."""
    pools, wordings = load("events.toml"), load("wordings.toml")
    cases: list[Case] = []
    for at, event in enumerate(pools["events"]):
        sources = {lang: tell_source(wordings[lang], fill_slots(event, pools, lang), lang) for lang in LANGS}
        for lang in LANGS:
            rng = random.Random(f"{seed}/{event['id']}/{lang}")
            others = [other for other in LANGS if other != lang]
            for number, (supported, kind, claim) in enumerate(choose(at, lang, per, rng)):
                name = f"{event['id']}-{lang}-{number:02d}"
                cases.append(Case(name, claim, sources[lang], lang, lang, supported, kind))
                if cross:
                    other = others[(at + number // 2) % 3]
                    cases.append(Case(f"{name}-{other}", claim, sources[other], lang, other, supported, kind))
    return cases


def main() -> None:
    """Write the cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("planted.jsonl"))
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--per", type=int, default=7, help="false claims an event and language (25: every kind)")
    chosen = parser.parse_args()
    cases = generate(chosen.seed, chosen.per)
    lines = "".join(json.dumps(case._asdict(), ensure_ascii=False) + "\n" for case in cases)
    chosen.out.write_text(lines, encoding="utf-8")
    print(f"{len(cases)} cases, {sum(c.supported for c in cases)} supported: {chosen.out}")


if __name__ == "__main__":
    main()
