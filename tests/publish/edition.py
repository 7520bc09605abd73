"""A small edition made by hand, with invented people: what the site is built from in these tests and in the browser's."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from msgspec.structs import replace

from dateline.model import (
    Act,
    Anchor,
    Article,
    Audit,
    Block,
    Correction,
    DateValue,
    Entity,
    Evidence,
    Fact,
    FactValue,
    Finding,
    Judged,
    Lost,
    Name,
    Occupancy,
    Origin,
    Participant,
    Party,
    Picture,
    Placement,
    Printed,
    Reading,
    RecordRow,
    Report,
    ReportSentence,
    Said,
    Slots,
    Story,
    Version,
    Wording,
)
from dateline.publish import PrintedAudit, SiteData

LANGS = ("en", "ja", "ko", "zh")
PLACE = b"GPS 35.1N 129.0E"
_TEXTS = {
    "en": "Minister Noor Valen met Minister Seo Haram in Busan on May 6. Valen brought 12 officials. They may meet again.",
    "ja": "ノール・バレン大臣は6日、釜山で徐河藍大臣と会談した。代表団は14人だった。両氏は再び会う可能性がある。",
    "ko": "노르 발렌 장관은 6일 부산에서 서하람 장관과 회담했다. 대표단은 12명이었다. 두 장관은 다시 만날 수 있다.",
    "zh": "努尔·瓦伦部长6日在釜山与徐河蓝部长举行会谈。代表团有14人。双方可能再次会面。",
}
_HEADLINES = {
    "en": "Noor Valen and Seo Haram hold talks",
    "ja": "バレン大臣と徐大臣が会談",
    "ko": "발렌 장관, 서하람 장관과 회담",
    "zh": "瓦伦与徐河蓝举行会谈",
}
_SAID = {
    "en": ("Ministers Noor Valen and Seo Haram held talks in Busan on May 6, 2026.", "Valen may visit Busan again."),
    "ja": ("バレン大臣と徐大臣は2026年5月6日、釜山で会談した。", "バレン氏は再び釜山を訪れる可能性がある。"),
    "ko": ("발렌 장관과 서 장관은 2026년 5월 6일 부산에서 회담했다.", "발렌 장관은 다시 부산을 방문할 수 있다."),
    "zh": ("瓦伦与徐河蓝2026年5月6日在釜山举行会谈。", "瓦伦可能再次访问釜山。"),
}
_LATER = "2026-05-09T08:00:00+00:00"
MAY_6 = DateValue(text="May 6", start=0, end=5, edtf="2026-05-06", earliest="2026-05-06", latest="2026-05-06")
JUNE = DateValue(text="June", start=0, end=4, edtf="2026-06", earliest="2026-06-01", latest="2026-06-30")
_PARTIES = (Party(entity="e1", of="SG"), Party(entity="e2", of="KR"))
MET = Slots(kind="meeting", rung="done", actors=_PARTIES, place="KR/busan", time=MAY_6)
TO_VISIT = Slots(kind="visit", rung="would", realis="planned", actors=_PARTIES[:1], place="KR/busan", time=JUNE)


def make_edition(**changes: Any) -> SiteData:
    """One story in four languages, one blocked, one told in English alone; ``changes`` replace fields."""
    articles = tuple(_article(lang) for lang in LANGS)
    anchors = tuple(_first_sentence(a) for a in articles)
    made = SiteData(
        langs=LANGS,
        articles=articles,
        entities=(_person("e1", "Noor Valen", "瓦伦", "SG"), _person("e2", "Seo Haram", "徐河蓝", "KR")),
        origins=tuple(Origin(id=f"o{a.lang}", kind="reporting", independent=True, articles=(a.id,)) for a in articles),
        placements=tuple(
            Placement(article=a.id, story="s1", origin=f"o{a.lang}", origin_kind="reporting", independent=True)
            for a in articles
        ),
        stories=(
            Story(
                id="s1",
                articles=tuple(a.id for a in articles),
                follows=(("s3", "what was planned there happened here"), ("s2", "the same person: Noor Valen")),
                related=(
                    ("s3", "the same person: Noor Valen; the same place: KR/busan"),
                    ("gone", "the same person: X"),
                ),
            ),
            Story(id="s2", articles=(articles[0].id,)),
            Story(id="s3", articles=(articles[0].id,)),
        ),
        facts=_facts(anchors),
        records=_records(anchors),
        reports=(
            *(_report("s1", lang, anchors) for lang in LANGS),
            *(replace(_report("s2", lang, anchors), blocked="an open conflict in the lead") for lang in LANGS),
            _report("s3", "en", anchors),
        ),
    )
    return replace(made, **changes)


def with_audit(data: SiteData, by: str = "Ada Fell") -> SiteData:
    """The edition with an audit of a fifth article of its first story."""
    printed = make_printed_audit(by)
    first = replace(data.stories[0], articles=(*data.stories[0].articles, printed.document.id))
    articles = (*data.articles, printed.document)
    return replace(data, articles=articles, stories=(first, *data.stories[1:]), audits=(printed,))


def make_whole_edition() -> SiteData:
    """An edition with every kind of page: an audit, people, the record, corrections, versions, old addresses, lost reports."""
    data = with_audit(make_edition())
    said = {lang: (Wording("It said 12.", "It says 14."),) for lang in LANGS}
    versions = tuple(
        Version(story="s1", lang=lang, number=n, at=_LATER, sentences=(Said(f"It said {n}.", ()),))
        for lang in LANGS
        for n in (1, 2)
    )
    title = data.articles[0].text.index("Minister")
    held = Occupancy(entity="e1", position="transport_minister", of="SG", anchors=(f"aen:{title}:{title + 8}",))
    people = tuple(Participant(entity=e, name=e, capacity=None) for e in ("e1", "e2"))
    merged = replace(data.stories[0], aliases=("s0",))
    return replace(
        data,
        stories=(merged, *data.stories[1:]),
        occupancies=(held,),
        records=tuple(replace(r, participants=people) for r in data.records),
        versions=versions,
        corrections=(
            Correction(id="k1", story="s1", kind="corrected", cause="editor", at=_LATER, langs=LANGS, changes=said),
        ),
        lost=tuple(Lost(story="s9", lang=lang, since=_LATER, first=_LATER) for lang in LANGS),
    )


def with_picture(data: SiteData) -> SiteData:
    """The edition with a picture on its first story, made by a machine."""
    captions = {"en": "The harbour at dawn.", "ja": "夜明けの港。", "ko": "새벽의 항구.", "zh": "黎明的港口。"}
    others = {"en": "Ferries at a quay", "ja": "岸壁のフェリー", "ko": "부두의 여객선", "zh": "码头的渡轮"}
    put = Picture(
        id="p1", story="s1", at=_LATER, by="Ada Fell", credit="Ada Fell", by_machine=True, captions=captions,
        alternatives=others,
    )  # fmt: skip
    return replace(data, pictures=(Printed(picture=put, data=make_png(40, 30)),))


def make_png(width: int, height: int) -> bytes:
    """A grey picture, with the place it was taken at in it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\x00" + b"\x7f" * width for _ in range(height))
    parts = (
        chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        chunk(b"tEXt", b"Comment\x00" + PLACE),
        chunk(b"IDAT", zlib.compress(rows)),
        chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _article(lang: str) -> Article:
    text = f"{_HEADLINES[lang]}\n{_TEXTS[lang]}" + " 。" * 400
    return Article(
        id=f"a{lang}", source=f"{lang}.html", url=f"https://{lang}.example/news/1", outlet=f"Outlet {lang.upper()}",
        lang=lang, headline=_HEADLINES[lang], published="2026-05-07T09:00:00+09:00", text=text,
        blocks=(Block("headline", 0, len(_HEADLINES[lang]), lang), Block("body", len(_HEADLINES[lang]) + 1, len(text), lang)),
    )  # fmt: skip


def _first_sentence(article: Article) -> Anchor:
    start = article.text.index("\n") + 1
    end = start + len(_TEXTS[article.lang or "en"].split("." if article.lang in ("en", "ko") else "。")[0]) + 1
    return Anchor(article.id, start, end, article.text[start:end])


def _person(name: str, latin: str, han: str, country: str) -> Entity:
    return Entity(id=name, kind="person", names=(Name(latin, "en", 3), Name(han, "zh", 2)), country=country)


def _facts(anchors: tuple[Anchor, ...]) -> tuple[Fact, ...]:
    _, ja, ko, zh = anchors
    disputes = {
        "number": (("12", "people"), ("14", "people")),
        "time": (("2026-05-06", None), ("2026-05", None)),
        "place": (("KR/busan", None), ("KR", None)),
        "party": (("e1", None), ("e2", None)),
        "rung": (("agreed", None), ("exchanged", None)),
        "polarity": (("positive", None), ("negative", None)),
        "kind": (("signing", None), ("agreement", None)),
    }
    disputed = (
        Fact(
            id=f"d-{slot}", story="s1", text="", support="disputed", slot=slot, cause="conflict", anchors=(ko, ja),
            values=tuple(
                FactValue(value=value, unit=unit, origins=(origin,), anchors=(anchor,))
                for (value, unit), origin, anchor in zip(pair, ("oko", "oja"), (ko, ja), strict=True)
            ),
        )
        for slot, pair in disputes.items()
    )  # fmt: skip
    return (
        Fact(id="f1", story="s1", text="", support="corroborated", anchors=anchors, slots=MET, weight=1.0),
        Fact(id="f2", story="s1", text="", support="single_origin", anchors=(zh,), slots=TO_VISIT),
        *disputed,
    )


def _records(anchors: tuple[Anchor, ...]) -> tuple[RecordRow, ...]:
    def row(name: str, kind: str, slots: Slots, **more: Any) -> RecordRow:
        titles = {lang: f"{name} {lang}" for lang in LANGS}
        given = {"time": slots.time, "place": slots.place, "anchors": anchors[:1], "story": "s1", **more}
        return RecordRow(id=name, kind=kind, title=titles, countries=("KR", "SG"), slots=slots, **given)

    pledge = Slots(kind="pledge", rung="undertook", actors=_PARTIES[:1])
    came = ({"event": "told", "fact": "x"}, {"event": "happened", "fact": "f1", "article": anchors[1].article,
             "start": anchors[1].start, "end": anchors[1].end, "exact": anchors[1].exact})  # fmt: skip
    return (
        row("r-met", "meeting", MET, anchors=anchors),
        row("r-open", "pledge", pledge, status="open"),
        row("r-kept", "pledge", pledge, status="kept"),
        row("r-next", "plan", TO_VISIT, status="pending"),
        row("r-held", "plan", TO_VISIT, status="happened", outcome=anchors[1].exact, history=came),
    )


def _report(story: str, lang: str, anchors: tuple[Anchor, ...]) -> Report:
    lead, follows = _SAID[lang]
    headline = ReportSentence(
        text=_HEADLINES[lang], start=0, end=len(_HEADLINES[lang]), section="headline", facts=("f1",),
        anchors=anchors, support="corroborated", origins=("oen", "oko"),
    )  # fmt: skip
    at = headline.end + 1
    told = replace(headline, text=lead, start=at, end=at + len(lead), section="lead")
    at = told.end + 1
    planned = ReportSentence(
        text=follows, start=at, end=at + len(follows), section="forecast", facts=("f2",), anchors=anchors[3:],
        support="single_origin", origins=("ozh",),
    )  # fmt: skip
    return Report(
        id=f"{story}-{lang}", story=story, lang=lang, text="\n".join((headline.text, lead, follows)), headline=headline,
        sentences=(told, planned), as_of="2026-05-07T09:00:00+09:00",
    )  # fmt: skip


def make_printed_audit(by: str = "Ada Fell") -> PrintedAudit:
    """An audit that readers may see, its document taken in as another article of the first story."""
    audit, document, sources, _ = make_audit()
    taken = replace(document, outlet="News Loop", url="https://loop.example/1", published="2026-05-07T11:00:00+09:00")
    at = "2026-05-08T09:00:00+00:00"
    return PrintedAudit(id="d1", at=at, by=by, role="editor", document=taken, sources=sources, audit=audit)


def make_audit() -> tuple[Audit, Article, tuple[Article, ...], tuple[Reading, ...]]:
    """A text whose headline goes too far, its source, and readings that say how far each goes."""
    source = _article("en")
    headline = "Valen and Seo Seal Harbour Pact"
    body = "They met in Busan on May 6. It was a triumph. Subscribe now."
    text = f"{headline}\n{body}"
    document = Article(id="doc", source="doc.txt", lang="en", headline=headline, text=text)
    wide = Finding(code="DL601", start=0, end=len(headline), message="The headline goes too far.", severity="error")
    at = text.index("Seal")
    meeting = source.text.index("Minister Noor")
    evidence = Evidence(0, meeting, meeting + 61, source.text[meeting : meeting + 61], "context")
    narrow = Finding(code="DL203", start=at, end=len(headline),
                     message="No source tells of this agreement or outcome: “Seal Harbour Pact”.",
                     severity="error", evidence=(evidence,))  # fmt: skip
    spans = [text.index(s) for s in ("They", "It was", "Subscribe")] + [len(text)]
    audit = Audit(
        document="doc",
        sentences=(
            Judged(start=0, end=len(headline), block="headline", verdict="overstated", support=0.1, findings=(wide, narrow)),
            Judged(start=spans[0], end=spans[1] - 1, block="body", verdict="supported", support=0.9, evidence=(evidence,)),
            Judged(start=spans[1], end=spans[2] - 1, block="body", verdict="not_enough_information", support=0.1),
            Judged(start=spans[2], end=spans[3], block="notice", verdict="not_checked", support=0.0, reason="A notice."),
        ),
        lawful_headlines=("Noor Valen and Seo Haram discuss harbours",),
    )  # fmt: skip
    claim = Act(kind="signing", rung="on_paper", start=0, end=len(headline), topics=("ports",))
    told = Act(kind="statement", rung="exchanged", start=meeting, end=meeting + 61, topics=("ports",))
    asked = Act(kind="statement", rung="asked", start=meeting, end=meeting + 61)
    readings = (Reading(article="doc", acts=(claim,)), Reading(article=source.id, acts=(told, asked)))
    return audit, document, (source,), readings
