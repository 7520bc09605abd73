"""The story page: sentences with what they rest on, support at a glance, disputes, the timeline, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.render import load_grammar
from dateline.model import Anchor, Fact, FactValue, Printed, Report, ReportSentence, Slots, Story
from dateline.publish.imprint import size_of, suffix_of
from dateline.publish.past import correction_values, corrections_of, doubt_of
from dateline.publish.pictures import glance_svg, origins_svg, timeline_svg
from dateline.publish.plain import web_address
from dateline.publish.quoting import QuoteBudget, first_clauses
from dateline.publish.view import MARKS, TAGS, Desk

_PICTURED = 2
_COUNTED = {
    "people": {"people", "dead", "injured", "missing", "students", "soldiers", "lawmakers"},
    "money": {"KRW", "JPY", "CNY", "USD", "EUR", "GBP", "SGD"},
    "length": {"hours", "minutes", "days", "weeks", "months", "years"},
}
"""Units of numbers whose kind has a name of its own (``slot_people``)."""
_TIMED = ("meeting", "visit", "call", "agreement", "signing", "appointment", "other")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the timeline: the ISO day to sort by, the day in words, the sentence and its id, whether planned."""

    iso: str
    day: str
    what: str
    id: str
    planned: bool = False


def story_values(desk: Desk, story: Story) -> dict[str, Any]:
    """What the template of a story page is filled with."""
    report = desk.reports[story.id]
    facts = {f.id: f for f in desk.facts.get(story.id, [])}
    budget, names = QuoteBudget(), desk.names_apart(story)
    shown = number_sentences(report)
    fewest_first = sorted(shown, key=lambda pair: len({a.article for a in pair[1].anchors}))
    rows = {name: _sentence(desk, story, (name, sentence), budget) for name, sentence in fewest_first}
    sections: dict[str, list[dict[str, Any]]] = {}
    for name, sentence in shown:
        sections.setdefault(sentence.section, []).append(rows[name])
    disputed = [f for f in facts.values() if f.support == "disputed" and f.values]
    moments = _moments(desk, shown, facts)
    passages = {name: row["passages"] for name, row in rows.items()}
    headline = _sentence(desk, story, ("s0", report.headline), budget)
    passages["headline"] = headline["passages"]
    return {
        "passages": passages,
        "story": story,
        "report": report,
        "label": desk.label(report),
        "headline": headline,
        "summary": desk.summary(report),
        "sections": sections,
        "glance": _glance(desk, report, disputed),
        "disputed": [_dispute(desk, report, f, budget) for f in disputed],
        "timeline": moments,
        "photos": [_photo(desk, p) for name in (story.id, *story.aliases) for p in desk.pictures.get(name, ())],
        "axis": _axis(desk, moments),
        "names": names,
        "copied": _copied(desk, story),
        "sources": [_source(desk, a) for a in story.articles if a in desk.articles],
        "related": _related(desk, story),
        "as_of": as_of_words(desk, story),
        "as_of_iso": (desk.newest(story) or "")[:10],
        "corrections": [correction_values(desk, c) for c in corrections_of(desk, story)],
        "versions": len(desk.versions.get(story.id, ())),
        "disclosure": disclosure(desk, report),
    }


def as_of_words(desk: Desk, story: Story) -> str:
    """Of which day a report is: that of its newest article."""
    newest = desk.newest(story)
    return str(desk.words["as_of"]).replace("{day}", desk.day(newest)) if newest else desk.day(None)


def number_sentences(report: Report) -> list[tuple[str, ReportSentence]]:
    """The sentences of the page below its headline, each with the id it has there; one that only repeats the
    standfirst is not shown again."""
    first = [report.standfirst] if report.standfirst else []
    rest = [s for s in report.sentences if not (first and s.text == first[0].text)]
    return [(f"s{number}", sentence) for number, sentence in enumerate((*first, *rest), start=1)]


def disclosure(desk: Desk, report: Report) -> str:
    """The value of ``ai-disclosure`` (a draft of the W3C's community group): whether somebody has reviewed the report."""
    return "ai-generated" if report.story in desk.reviews else "ai-autonomous"


def _sentence(desk: Desk, story: Story, named: tuple[str, ReportSentence], budget: QuoteBudget) -> dict[str, Any]:
    name, sentence = named
    passages = desk.passages(sentence.anchors, budget)
    return {
        "id": name,
        "text": sentence.text,
        "mark": MARKS.get(sentence.support or "", ""),
        "support": desk.support_words(sentence),
        "kind": sentence.support or "",
        "doubt": doubt_of(desk, story, sentence),
        "passages": passages,
        "others": desk.others(sentence.anchors, passages),
    }


def _glance(desk: Desk, report: Report, disputed: Sequence[Fact]) -> dict[str, Any]:
    """How many statements have which support, in words and as a picture; a dispute told in no sentence counts too."""
    told = {fact for sentence in report.sentences for fact in sentence.facts}
    counts = Counter(s.support for s in report.sentences if s.support)
    counts["disputed"] += sum(1 for fact in disputed if fact.id not in told)
    rows = [(kind, counts[kind]) for kind in MARKS if counts[kind]]  # type: ignore[index]
    words = [(kind, MARKS[kind], str(desk.words[f"glance_{kind}"]).replace("{n}", str(n))) for kind, n in rows]
    return {"words": words, "picture": glance_svg(rows, ", ".join(w for _, _, w in words))}


def dispute_values(desk: Desk, story: Story) -> list[dict[str, Any]]:
    """What the sources of a story disagree on: each value and who gives it, the likely cause."""
    report, budget = desk.reports[story.id], QuoteBudget()
    disputed = [f for f in desk.facts.get(story.id, []) if f.support == "disputed" and f.values]
    return [_dispute(desk, report, fact, budget) for fact in disputed]


def _dispute(desk: Desk, report: Report, fact: Fact, budget: QuoteBudget) -> dict[str, Any]:
    what = str(desk.words.get(f"slot_{_finer(fact)}") or desk.words["slot_other"])
    told = next((s.text for s in report.sentences if fact.id in s.facts), None) or _row_title(desk, fact)
    quoted = None if told else _own_words(desk, fact, budget)
    rows = [
        {"value": value_words(desk, fact.slot, v), "who": _who(desk, v), "links": desk.passages(v.anchors, budget, 1)}
        for v in fact.values
    ]
    cause = desk.words.get(f"cause_{fact.cause}", "") if fact.cause else ""
    return {"what": what, "told": told, "quoted": quoted, "values": rows, "cause": cause}


def _finer(fact: Fact) -> str | None:
    """What a disputed number counts, where that has a name of its own; else the slot."""
    units = {v.unit for v in fact.values}
    return next((name for name, of in _COUNTED.items() if fact.slot == "number" and units <= of), fact.slot)


def _row_title(desk: Desk, fact: Fact) -> str | None:
    titles = [
        titled
        for anchor in fact.anchors
        if (titled := desk.titles_at.get((anchor.article, anchor.start, anchor.end))) is not None
    ]
    return min(titles)[1] if titles else None


def _own_words(desk: Desk, fact: Fact, budget: QuoteBudget) -> dict[str, str] | None:
    """One clause of a source that tells the disputed thing, in the edition's language where one does."""

    def foreign(anchor: Anchor) -> bool:
        return desk.articles[anchor.article].lang != desk.lang

    for anchor in sorted((a for a in fact.anchors if a.article in desk.articles), key=foreign):
        article = desk.articles[anchor.article]
        words = budget.cut(anchor, article)
        if words:
            return {"words": words, "tag": TAGS.get(article.lang or "en", "en")}
    return None


def _who(desk: Desk, value: FactValue) -> list[dict[str, Any]]:
    """Who gives a value: the origin's name, else its first outlet that the value is read from, with its language."""
    names: dict[str, str | None] = {}
    for origin_id in value.origins:
        origin = desk.origins.get(origin_id)
        articles = [desk.articles[a] for a in (origin.articles if origin else ()) if a in desk.articles]
        if origin is not None and origin.name:
            names.setdefault(origin.name, desk.tag_of_origin(origin))
            continue
        name = desk.outlet(articles[0]) if articles else origin_id
        names.setdefault(name, desk.foreign(name, articles[0].lang if articles else None))
    return [{"name": name, "tag": tag} for name, tag in names.items()]


def value_words(desk: Desk, slot: str | None, value: FactValue) -> str:
    """A disputed value in this language: a date, a place, a rung, an entity, a kind of act, or a number with its unit."""
    raw = value.value
    if slot == "time" or (slot != "number" and raw[4:5] == "-" and raw[:4].isdigit()):
        return desk.edtf_words(raw)
    if slot == "party" or raw in desk.entities:
        return desk.name_of(raw)
    if slot == "place" or value.unit == "place":
        return desk.place_name(raw)
    for prefix in {"rung": ("rung_",), "polarity": ("value_",), "kind": ("act_",)}.get(slot or "", ()):
        if f"{prefix}{raw}" in desk.words:
            return str(desk.words[f"{prefix}{raw}"])
    return _number_words(desk, raw, value.unit)


def _number_words(desk: Desk, raw: str, unit: str | None) -> str:
    """The number as the language's grammar prints it; else with the first word that the language has for the unit; a unit
    without one is left out."""
    grammar = load_grammar(desk.lang)
    said = grammar.number(raw, unit)
    if said is not None or unit is None:
        return said or raw
    known = load_table(desk.lang, "units").get(unit)
    return f"{grammar.number(raw, None) or raw}{known[0]}" if isinstance(known, list) and known else raw


def _moments(desk: Desk, shown: Sequence[tuple[str, ReportSentence]], facts: dict[str, Fact]) -> list[Moment]:
    """The dated facts that the page tells, a moment a fact, in the order of their days."""
    found: dict[tuple[str, str], Moment] = {}
    fact_seen: set[str] = set()
    for name, sentence in sorted(shown, key=lambda pair: pair[1].section == "standfirst"):
        for fact_id in sentence.facts:
            slots = facts[fact_id].slots if fact_id in facts else None
            if slots is None or slots.kind not in _TIMED or slots.time is None or not slots.time.earliest:
                continue
            if fact_id in fact_seen:
                continue
            fact_seen.add(fact_id)
            planned = slots.realis != "actual"
            iso = slots.time.earliest
            found.setdefault((iso, sentence.text), Moment(iso, _when(desk, slots), sentence.text, name, planned))
    return sorted(found.values(), key=lambda m: (m.iso, m.id.zfill(6)))


def _photo(desk: Desk, printed: Printed) -> dict[str, Any]:
    """A picture as the page shows it: where its file is, its size, and the words around it."""
    picture = printed.picture
    width, height = size_of(printed.data)
    return {
        "href": f"../../pictures/{picture.id}.{suffix_of(printed.data)}",
        "width": width,
        "height": height,
        "alt": picture.alternatives[desk.lang],
        "caption": picture.captions[desk.lang],
        "credit": str(desk.words["picture_credit"]).replace("{credit}", picture.credit),
        "made": str(desk.words["picture_machine"]) if picture.by_machine else "",
    }


def _axis(desk: Desk, moments: Sequence[Moment]) -> str:
    """The timeline as a picture, where there are two days or more."""
    points = [(m.iso[:10], m.planned) for m in moments]
    if len({day for day, _ in points}) < 2:
        return ""
    said = "; ".join(f"{m.day}: {m.what}" for m in moments)
    return timeline_svg(points, (moments[0].day, moments[-1].day), str(desk.words["timeline"]), said)


def _copied(desk: Desk, story: Story) -> str:
    """Who rests on whom, where an origin has more than one article, or one that is not independent."""
    held: dict[str, list[tuple[str, bool]]] = {}
    for article in (desk.articles[a] for a in story.articles if a in desk.articles):
        placed = desk.placements.get(article.id)
        if placed is not None:
            held.setdefault(placed.origin, []).append((desk.outlet(article), placed.independent))
    if all(len(outlets) == 1 and outlets[0][1] for outlets in held.values()) or len(story.articles) < _PICTURED:
        return ""
    rows = sorted(((_origin_name(desk, o, outlets), outlets) for o, outlets in held.items()), key=lambda r: -len(r[1]))
    said = "; ".join(f"{name}: {', '.join(outlet for outlet, _ in outlets)}" for name, outlets in rows)
    return origins_svg(rows, str(desk.words["copied"]), said)


def _origin_name(desk: Desk, origin: str, outlets: Sequence[tuple[str, bool]]) -> str:
    found = desk.origins.get(origin)
    return found.name if found and found.name and "/" not in found.name else outlets[0][0]


def _when(desk: Desk, slots: Slots) -> str:
    time = slots.time
    assert time is not None
    assert time.earliest is not None
    first, last = time.earliest[:10], (time.latest or time.earliest)[:10]
    if first == last:
        return desk.day(first)
    in_words = desk.edtf_words(time.edtf) if time.edtf else ""
    return in_words if in_words and in_words != time.edtf else desk.edtf_words(f"{first}/{last}")


def _source(desk: Desk, article_id: str) -> dict[str, Any]:
    article = desk.articles[article_id]
    day = desk.day(article.published)
    if article.published_basis == "inferred":
        day = f"{day} ({desk.words['inferred']})"
    outlet = desk.outlet(article)
    return {
        "outlet": outlet,
        "outlet_tag": desk.foreign(outlet, article.lang),
        "headline": first_clauses(article.headline, 160) if article.headline else str(desk.words["unnamed_source"]),
        "tag": TAGS.get(article.lang or "en", "en") if article.headline else None,
        "day": day,
        "origin": desk.origin_words(article),
        "origin_names": desk.names_of_origin(article.id),
        "href": web_address(article.url),
    }


def _related(desk: Desk, story: Story) -> dict[str, list[dict[str, str]]]:
    def rows(links: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
        return [
            {"href": f"{other}.html", "headline": headline, "why": desk.reason_words(why)}
            for other, why in links
            if (headline := desk.headline_of(other)) is not None
        ]

    return {"follows": rows(story.follows), "related": rows(story.related)}
