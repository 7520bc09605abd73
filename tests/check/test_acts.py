"""The rules on acts, names and values, each with a case that fires and one that must not, on readings made by hand."""

from __future__ import annotations

import pytest

from dateline.check import audit_text
from dateline.model import Act, Article, Block, DateValue, Judged, Mention, Quotation, Quote, Reading, Role, Sentence

SOURCE = (
    "Foreign Minister Han Doyun met Trade Minister Reiko Asakura in Busan on March 12. "
    "Asakura pledged to expand student exchanges. "
    "Han would visit Sapporo in May if the talks succeed."
)


def quote(text: str, words: str, nth: int = 0) -> Quote:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Quote.cut(text, at, at + len(words))


def mention(text: str, words: str, kind: str, value: str, chain: int, nth: int = 0) -> Mention:
    q = quote(text, words, nth)
    return Mention(text=q.text, start=q.start, end=q.end, kind=kind, value=value, chain=chain)  # type: ignore[arg-type]


def article(name: str, text: str, kind: str = "body") -> Article:
    block = Block(kind, 0, len(text), "en")  # type: ignore[arg-type]
    return Article(id=name, source=name, lang="en", text=text, blocks=(block,))


def sentences(text: str) -> tuple[Sentence, ...]:
    found, at = [], 0
    for part in text.split(". "):
        end = min(len(text), at + len(part) + 1)
        found.append(Sentence(at, end, 0))
        at = end + 1
    return tuple(found)


def act(text: str, clause: str, **slots: object) -> Act:
    q = quote(text, clause)
    return Act(start=q.start, end=q.end, **slots)  # type: ignore[arg-type]


def march(text: str, words: str, day: str) -> DateValue:
    q = quote(text, words)
    return DateValue(text=words, start=q.start, end=q.end, timex3=day, earliest=day, latest=day, basis="explicit")


def source_reading() -> Reading:
    s = SOURCE
    return Reading(
        article="s",
        sentences=sentences(s),
        mentions=(
            mention(s, "Han Doyun", "person", "Han Doyun", 0),
            mention(s, "Reiko Asakura", "person", "Reiko Asakura", 1),
            mention(s, "Busan", "place", "KR/busan", 2),
            mention(s, "Asakura", "person", "Reiko Asakura", 1, nth=1),
            mention(s, "Han", "person", "Han Doyun", 0, nth=1),
            mention(s, "Sapporo", "place", "JP/sapporo", 3),
            mention(s, "Foreign Minister", "position", "foreign_minister", 4),
            mention(s, "Trade Minister", "position", "trade_minister", 5),
        ),
        roles=(Role(person=0, position=6), Role(person=1, position=7)),
        dates=(march(s, "March 12", "2026-03-12"),),
        acts=(
            act(
                s,
                "Foreign Minister Han Doyun met Trade Minister Reiko Asakura in Busan on March 12",
                kind="meeting",
                rung="done",
                actors=(quote(s, "Han Doyun"),),
                recipients=(quote(s, "Reiko Asakura"),),
                place=quote(s, "Busan"),
                time=march(s, "March 12", "2026-03-12"),
            ),
            act(
                s,
                "Asakura pledged to expand student exchanges",
                kind="pledge",
                rung="undertook",
                actors=(quote(s, "Asakura", 1),),
                bound=(quote(s, "Asakura", 1),),
                matter=quote(s, "expand student exchanges"),
                topics=("student_exchange",),
            ),
            act(
                s,
                "Han would visit Sapporo in May if the talks succeed",
                kind="visit",
                rung="would",
                realis="conditional",
                actors=(quote(s, "Han", 1),),
                place=quote(s, "Sapporo"),
                condition=quote(s, "if the talks succeed"),
            ),
        ),
    )


def judge(text: str, reading: Reading, kind: str = "body") -> Judged:
    audit = audit_text(article("d", text, kind), reading, [(article("s", SOURCE), source_reading())])
    assert len(audit.sentences) == 1
    return audit.sentences[0]


def read_claim(text: str, *acts: Act, people: tuple[tuple[str, str], ...] = (), **more: object) -> Reading:
    found = tuple(mention(text, words, "person", value, i) for i, (words, value) in enumerate(people))
    return Reading(article="d", sentences=(Sentence(0, len(text), 0),), mentions=found, acts=acts, **more)  # type: ignore[arg-type]


def codes(judged: Judged) -> set[str]:
    return {f.code for f in judged.findings if f.severity == "error"}


HAN, ASAKURA = ("Han", "Han"), ("Asakura", "Asakura")
MATTER = "expand student exchanges"


def pledge(text: str, who: str, **slots: object) -> Act:
    base: dict[str, object] = {
        "kind": "pledge",
        "rung": "undertook",
        "actors": (quote(text, who),),
        "bound": (quote(text, who),),
        "matter": quote(text, MATTER),
        "topics": ("student_exchange",),
    }
    return act(text, text.rstrip("."), **{**base, **slots})


@pytest.mark.parametrize(
    ("text", "slots", "code"),
    [
        ("Asakura pledged to expand student exchanges.", {}, None),
        ("Asakura wants to expand student exchanges.", {"kind": "plan", "rung": "would", "bound": ()}, None),
        ("Asakura did not pledge to expand student exchanges.", {"polarity": "negative"}, "DL501"),
        ("Asakura decided to expand student exchanges.", {"kind": "agreement", "rung": "agreed"}, "DL202"),
    ],
)
def test_pledges(text: str, slots: dict[str, object], code: str | None) -> None:
    judged = judge(text, read_claim(text, pledge(text, "Asakura", **slots), people=(ASAKURA,)))
    assert codes(judged) >= {code} if code else not codes(judged), judged
    assert (judged.verdict == "supported") == (code is None) == (judged.support >= 0.5)


def test_one_mans_pledge_is_no_agreement_of_two() -> None:
    text = "Han and Asakura agreed to expand student exchanges."
    both = (quote(text, "Han"), quote(text, "Asakura"))
    claim = pledge(text, "Han", kind="agreement", rung="agreed", actors=both, bound=both)
    judged = judge(text, read_claim(text, claim, people=(HAN, ASAKURA)))
    assert judged.verdict == "overstated"
    assert "DL202" in codes(judged)
    assert any(e.exact.startswith("Asakura pledged") for f in judged.findings for e in f.evidence)


def test_somebody_else_pledged() -> None:
    text = "Han pledged to expand student exchanges."
    judged = judge(text, read_claim(text, pledge(text, "Han"), people=(HAN,)))
    assert "DL504" in codes(judged)
    assert judged.verdict == "refuted"


def test_condition_dropped_and_kept() -> None:
    lost = "Han will visit Sapporo."
    kept = "Han would visit Sapporo if the talks succeed."
    slots = {"kind": "visit", "rung": "would"}
    claim = act(lost, "Han will visit Sapporo", realis="planned", actors=(quote(lost, "Han"),), **slots)
    assert "DL505" in codes(judge(lost, read_claim(lost, claim, people=(HAN,))))
    condition = quote(kept, "if the talks succeed")
    claim = act(kept, kept[:-1], realis="conditional", condition=condition, actors=(quote(kept, "Han"),), **slots)
    assert not codes(judge(kept, read_claim(kept, claim, people=(HAN,))))


@pytest.mark.parametrize(("day", "code"), [("2026-03-12", None), ("2026-03-14", "DL311")])
def test_the_day_of_the_meeting(day: str, code: str | None) -> None:
    words = f"March {int(day[-2:])}"
    text = f"Han met Asakura on {words}."
    value = march(text, words, day)
    claim = act(
        text,
        text[:-1],
        kind="meeting",
        rung="done",
        actors=(quote(text, "Han"),),
        recipients=(quote(text, "Asakura"),),
        time=value,
    )
    judged = judge(text, read_claim(text, claim, people=(HAN, ASAKURA), dates=(value,)))
    assert codes(judged) == ({code} if code else set())


@pytest.mark.parametrize(("office", "code"), [("foreign_minister", None), ("trade_minister", "DL104")])
def test_offices(office: str, code: str | None) -> None:
    title = {"foreign_minister": "Foreign Minister", "trade_minister": "Trade Minister"}[office]
    text = f"{title} Han met Asakura in Busan."
    people = read_claim(text, people=(HAN, ASAKURA)).mentions
    mentions = (*people, mention(text, title, "position", office, 7))
    reading = Reading(
        article="d", sentences=(Sentence(0, len(text), 0),), mentions=mentions, roles=(Role(person=0, position=2),)
    )
    assert codes(judge(text, reading)) == ({code} if code else set())


@pytest.mark.parametrize(
    ("name", "code"), [("Reiko Asakura", None), ("Reiko Asekura", "DL102"), ("Kaoru Nishide", "DL101")]
)
def test_names(name: str, code: str | None) -> None:
    text = f"Han met {name} in Busan."
    judged = judge(text, read_claim(text, people=(HAN, (name, name))))
    assert codes(judged) == ({code} if code else set())


def test_a_quotation_keeps_its_speaker() -> None:
    said = "Students are the bridge between our coasts"
    source = f'"{said}," Asakura said. Han listened to the speech.'
    base = article("s", source)
    speaker = quote(source, "Asakura")
    people = (mention(source, "Asakura", "person", "Asakura", 0), mention(source, "Han", "person", "Han", 1))
    given = Quotation(text=said, start=1, end=1 + len(said), direct=True, speaker=speaker)
    reading = Reading(article="s", sentences=sentences(source), mentions=people, quotations=(given,))
    for who, words, code in (
        ("Asakura", said, None),
        ("Han", said, "DL403"),
        ("Asakura", "Students built a bridge between our coasts", "DL401"),
        ("Asakura", "The harbour never sleeps at all in winter", "DL402"),
    ):
        text = f'"{words}," {who} said.'
        quoted = Quotation(text=words, start=1, end=1 + len(words), direct=True, speaker=quote(text, who))
        claim = read_claim(text, people=((who, who),), quotations=(quoted,))
        judged = audit_text(article("d", text), claim, [(base, reading)]).sentences[0]
        assert (code in codes(judged)) if code else not codes(judged), (who, words, judged)
