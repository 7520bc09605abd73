"""English reading: tables cover the pivot, spans hold, acts keep their rung, parties and polarity."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lang.data import load_table
from dateline.lang.en import PACK
from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.model import Act, Block

REFERENCE = Reference.at("2026-03-12")


def read(*blocks: str, headline: bool = False) -> Passage:
    text, spans, at = "\n".join(blocks), [], 0
    for index, words in enumerate(blocks):
        kind = "headline" if headline and index == 0 else "body"
        spans.append((index, Block(kind, at, at + len(words), "en")))
        at += len(words) + 1
    passage = PACK.read_blocks(text, spans, [REFERENCE] * len(spans))
    hold(text, passage)
    return passage


def hold(text: str, passage: Passage) -> None:
    spans = [(m.text, m.start, m.end) for m in passage.mentions] + [(d.text, d.start, d.end) for d in passage.dates]
    spans += [(q.text, q.start, q.end) for q in passage.quotations]
    mentions = {(m.start, m.end) for m in passage.mentions}
    for act in passage.acts:
        for quote in (*act.actors, *act.recipients, *act.bound, *((act.said_by,) if act.said_by else ())):
            assert (quote.start, quote.end) in mentions
        for extra in (act.place, act.condition, act.hedge, act.matter):
            if extra is not None:
                spans.append((extra.text, extra.start, extra.end))
    assert all(text[start:end] == words for words, start, end in spans)
    for sentence in passage.sentences:
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end] != ""


def only(passage: Passage, kind: str) -> Act:
    acts = [a for a in passage.acts if a.kind == kind]
    assert len(acts) == 1, passage.acts
    return acts[0]


def words(quotes: tuple) -> list[str]:
    return [q.text for q in quotes]


@pytest.mark.parametrize("name", ["topics", "positions", "bodies", "places", "units", "hedges"])
def test_every_pivot_key_has_an_entry(name: str) -> None:
    table = load_table("en", name)
    assert set(table) == set(load_table("pivot", name))
    assert all(entry["label"].strip() for entry in table.values())


def test_meeting_with_purpose() -> None:
    passage = read(
        "Foreign Minister Elena Marsh met with Han Do-yun, the trade minister of South Korea, in Oslo on Tuesday to discuss rice."
    )
    meeting = only(passage, "meeting")
    assert (meeting.rung, meeting.meeting, words(meeting.actors), words(meeting.recipients)) == (
        "done",
        "met",
        ["Elena Marsh"],
        ["Han Do-yun"],
    )
    assert meeting.place is not None
    assert meeting.place.text == "Oslo"
    assert meeting.time is not None
    assert meeting.time.timex3 == "2026-03-10"
    talked = only(passage, "statement")
    assert (talked.rung, words(talked.actors)) == ("exchanged", ["Elena Marsh", "Han Do-yun"])
    assert "rice" in talked.topics
    held = {passage.mentions[r.person].value: passage.mentions[r.position] for r in passage.roles}
    assert (held["Elena Marsh"].value, held["Han Do-yun"].value) == ("foreign_minister", "trade_minister")
    assert held["Han Do-yun"].of == "KR"


def test_two_verbs_one_subject_and_pronoun() -> None:
    passage = read(
        "Prime Minister Oskar Lind met Governor Rita Vale on Monday and called for more youth exchanges.",
        "He pledged to send 40 students next year.",
    )
    asked = next(a for a in passage.acts if a.rung == "asked")
    assert words(asked.actors) == ["Oskar Lind"]
    assert asked.topics == ("youth_exchange",)
    assert asked.bound == ()
    pledge = only(passage, "pledge")
    he = next(m for m in passage.mentions if m.text == "He")
    assert (words(pledge.bound), he.value) == (["He"], "Oskar Lind")
    number = next(m for m in passage.mentions if m.kind == "number")
    assert (number.value, number.unit) == ("40", "students")


def test_whom_the_visitor_met_there() -> None:
    passage = read(
        "Trade Minister Ilse Korrin has wrapped up a two-day visit to Beijing, where she held talks with "
        "Commerce Minister Bo Chengli and met with Vice-Premier Fan Jingxing."
    )
    met = [(words(a.actors), words(a.recipients)) for a in passage.acts if a.kind == "meeting"]
    assert met == [(["she"], ["Bo Chengli"]), (["she"], ["Fan Jingxing"])]


def test_a_name_after_and_is_not_swallowed_by_the_clause_before() -> None:
    passage = read(
        "Lind called for stronger ties and Vale, governor of the island, pledged to help farmers.",
        "Oskar Lind and Rita Vale were there.",
    )
    pledge = only(passage, "pledge")
    assert words(pledge.actors) in (["Vale"], [])


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Oskar Lind and Rita Vale did not sign the accord.", "signing"),
        ("Oskar Lind left without signing the accord.", "signing"),
        ("Oskar Lind declined to comment on the tariffs.", "statement"),
        ("Oskar Lind did not meet Rita Vale.", "meeting"),
        ("Oskar Lind denied signing a deal with Rita Vale.", "signing"),
    ],
)
def test_what_did_not_happen_is_negative(sentence: str, kind: str) -> None:
    acts = [a for a in read(sentence).acts if a.kind == kind]
    assert acts
    assert {a.polarity for a in acts} == {"negative"}


@pytest.mark.parametrize(
    ("sentence", "realis", "kind"),
    [
        ("Oskar Lind will visit Peru next week.", "planned", "visit"),
        ("Oskar Lind is expected to meet Rita Vale in Lima on Friday.", "planned", "meeting"),
        ("Oskar Lind may visit Peru.", "possible", "visit"),
        ("Oskar Lind will visit Peru if the strike ends.", "conditional", "visit"),
        ("Oskar Lind plans to visit Peru.", "planned", "visit"),
    ],
)
def test_what_has_not_happened_is_not_actual(sentence: str, realis: str, kind: str) -> None:
    act = only(read(sentence), kind)
    assert (act.realis, act.rung) == (realis, "would")


def test_joint_agreement_and_mere_agreeing() -> None:
    joint = only(read("Oskar Lind and Rita Vale agreed to share information."), "agreement")
    assert (joint.rung, words(joint.bound)) == ("agreed", ["Oskar Lind", "Rita Vale"])
    alone = read("Rita Vale agreed that more trade is needed.")
    assert [a.rung for a in alone.acts] == ["saw_alike"]
    assert read("Oskar Lind and Rita Vale agreed in principle to share information.").acts[0].weak


def test_on_whose_word() -> None:
    passage = read("The foreign ministry said Oskar Lind hoped the talks would resume.")
    act = passage.acts[0]
    assert (act.rung, words(act.actors)) == ("asked", ["Oskar Lind"])
    assert act.said_by is not None
    assert act.said_by.text == "foreign ministry"
    own = read("Oskar Lind said he would visit Peru.").acts[0]
    assert (own.kind, own.said_by) == ("visit", None)


def test_questions_tell_nothing() -> None:
    assert read("Did Oskar Lind sign the pact with Rita Vale?").acts == ()


@pytest.mark.parametrize(
    ("headline", "kind", "rung"),
    [
        ("PM Lind and Governor Rita Vale Forge Fishing Pact", "agreement", "agreed"),
        ("Peru, Norway ink fishing accord", "signing", "on_paper"),
        ("Peru and Norway agree to resume flights", "agreement", "agreed"),
    ],
)
def test_headlines_bind_both_parties(headline: str, kind: str, rung: str) -> None:
    act = only(
        read(headline, "Prime Minister Oskar Lind met Governor Rita Vale.", headline=True).__class__(
            acts=tuple(a for a in read(headline, headline=True).acts)
        ),
        kind,
    )
    assert (act.rung, len(act.bound)) == (rung, 2)


def test_former_and_since() -> None:
    passage = read("A former finance minister, Oskar Lind has served as party leader since October last year.")
    roles = {passage.mentions[r.position].value: r for r in passage.roles}
    assert roles["finance_minister"].status == "former"
    assert roles["finance_minister"].since is None
    assert (roles["party_leader"].status, roles["party_leader"].since) == ("current", "2025-10")


def test_two_of_one_family_name_are_kept_apart() -> None:
    passage = read("Kim Do-yun met Kim Sun-hee in Oslo.", "Kim said trade matters.")
    bare = [m for m in passage.mentions if m.text == "Kim"]
    others = {m.chain for m in passage.mentions if m.kind == "person" and m.text != "Kim"}
    assert len(others) == 2
    assert all(m.chain not in others for m in bare)


def test_quotation_and_speaker() -> None:
    passage = read("“We will wait,” Oskar Lind said. Rita Vale said the harbour was closed.")
    direct, indirect = passage.quotations
    assert (direct.direct, direct.text, direct.speaker and direct.speaker.text) == (True, "We will wait,", "Oskar Lind")
    assert (indirect.direct, indirect.speaker and indirect.speaker.text) == (False, "Rita Vale")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Oskar Lind",
                "met",
                "“",
                "”",
                "said",
                "Jan. 5",
                ".",
                "he",
                "Peru",
                "signed",
                "ürün",
                "\u3000",
                "no",
                "deal",
                "12%",
                "?",
                "'s",
            ]
        ),
        max_size=14,
    )
)
def test_any_text_is_read_with_spans_that_hold(parts: list[str]) -> None:
    text = " ".join(parts)
    if text.strip():
        read(text)


def test_a_lone_family_name_that_says_something_is_a_person() -> None:
    passage = read("Han pledged to widen student exchanges after talks with the visiting delegation.")
    pledge = only(passage, "pledge")
    assert (words(pledge.actors), words(pledge.bound)) == (["Han"], ["Han"])
    assert not [m for m in read("Toyota said sales were flat.").mentions if m.kind == "person"]


def test_nothing_signed_and_nobody_named() -> None:
    passage = read("The planned signing of a fishing pact was postponed on Friday, and no document was signed.")
    signing = only(passage, "signing")
    assert (signing.polarity, signing.actors, signing.bound) == ("negative", (), ())


def test_a_bare_denial_is_negative() -> None:
    denial = only(read("Prime Minister Lena Holt denied the figure."), "statement")
    assert (denial.polarity, denial.matter.text if denial.matter else None) == ("negative", "the figure")


def test_in_the_passive_the_doer_stands_after_by() -> None:
    done = only(read("Foreign Minister Aoi Tanaka was detained by the coast guard on Monday."), "other")
    assert (words(done.actors), words(done.recipients)) == (["coast guard"], ["Aoi Tanaka"])
    unknown = only(read("Foreign Minister Aoi Tanaka was captured by rebel forces on Monday."), "other")
    assert (words(unknown.actors), words(unknown.recipients)) == (["rebel forces"], ["Aoi Tanaka"])


def test_what_may_be_is_possible_and_hedged() -> None:
    delay = only(read("The talks may be delayed, Foreign Minister Aoi Tanaka said."), "other")
    assert (delay.realis, delay.hedge.text if delay.hedge else None) == ("possible", "may")
    assert delay.said_by is not None
    assert delay.said_by.text == "Aoi Tanaka"


def test_a_bank_of_a_country_is_of_that_country() -> None:
    passage = read("The Bank of Japan raised interest rates on Friday.")
    assert [(m.value, m.of) for m in passage.mentions if m.kind == "organization"] == [("central_bank", "JP")]
    assert only(passage, "other").polarity == "positive"


def test_a_list_of_parties_goes_on_behind_titles_and_appositions() -> None:
    met = only(
        read(
            "Governor Oskar Lind met with Rita Vale, head of the harbour office, Trade Minister Hana Voss and others in Lima.",
            "Hana Voss and Rita Vale left.",
        ),
        "meeting",
    )
    assert words(met.recipients) == ["Rita Vale", "Hana Voss"]


@pytest.mark.parametrize(
    "headline",
    [
        "Lind raises tariffs and Vale vows to respond",
        "Lind urges Vale to sign border pact",
        "Why Lind's Peru visit matters",
        "Peru wants Vale to pledge open borders",
    ],
)
def test_a_headline_charges_nobody_with_anothers_act(headline: str) -> None:
    told = read(headline, "Prime Minister Oskar Lind and Governor Rita Vale were in Lima.", headline=True)
    acts = [a for a in told.acts if a.kind in ("pledge", "signing", "visit", "agreement") and a.start < len(headline)]
    assert all(words(a.actors) == ["Vale"] for a in acts if a.kind == "pledge")
    assert not [a for a in acts if a.kind != "pledge"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ahead of Oskar Lind's April visit to Peru, officials were busy.", [("planned", "positive")]),
        ("Oskar Lind's visit to Peru was called off on Monday.", [("planned", "negative")]),
        ("Oskar Lind's visit to Peru was postponed on Monday.", []),
    ],
)
def test_a_visit_to_come_or_called_off_is_not_made(sentence: str, told: list[tuple[str, str]]) -> None:
    assert [(a.realis, a.polarity) for a in read(sentence).acts if a.kind == "visit"] == told


def test_an_office_hoped_for_is_not_held() -> None:
    assert read("Likely next prime minister Oskar Lind met Rita Vale.").roles == ()


def test_turns_of_a_transcript_and_unnamed_sources() -> None:
    turn = read("MS. VALE: We will wait. The harbour is closed.").quotations[0]
    assert (turn.direct, turn.text) == (True, "We will wait. The harbour is closed.")
    assert turn.speaker is not None
    assert turn.speaker.text.endswith("VALE")
    unnamed = read("One study has also found that the harbour is too small.").quotations[0]
    assert (unnamed.speaker and unnamed.speaker.text, unnamed.cue and unnamed.cue.text) == (
        "One study",
        "has also found",
    )


def test_two_heads_side_by_side_are_not_both_the_datelines() -> None:
    both = (
        "SEOUL, March 12 - The duty will go, President Yun Da-hee and Prime Minister Mio Sawada told a news conference."
    )
    alone = "SEOUL, March 12 - The duty will go, President Yun Da-hee told a news conference."
    assert {m.of for m in read(both).mentions if m.kind == "position"} == {None}
    assert {m.of for m in read(alone).mentions if m.kind == "position"} == {"KR"}


def test_one_who_is_to_sign_does_so_and_one_who_could_strike_a_deal_does_not() -> None:
    found = only(read("Trade Minister Yun Da-hee will sign a treaty in Beijing in late June."), "signing")
    assert (found.realis, found.rung) == ("planned", "would")
    assert not read("Minister Yun Da-hee can strike a better deal.").acts


def test_the_law_is_no_bill() -> None:
    follows = read("Foreign Minister Mio Sawada said that the measure followed the law.")
    assert not any("legislation" in a.topics for a in follows.acts)
