"""Facts and records from hand-made readings: what merges, what is disputed, what is weak, what came of plans."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import cast

import pytest
from paper import Paper, links

from dateline.group import Grouping, group_articles, records_for
from dateline.group.merging import Cluster, split_topics
from dateline.group.tellings import Told
from dateline.model import Entity, Fact, Name, Origin, Slots

HAN, ARISAWA, YOO = "e-han", "e-arisawa", "e-yoo"
ENTITIES = (
    Entity(id=HAN, kind="person", names=(Name("Han Do-gyeom", "en", 4), Name("한도겸", "ko", 4)), country="KR"),
    Entity(id=ARISAWA, kind="person", names=(Name("Mizuki Arisawa", "en", 4),), country="JP"),
    Entity(id=YOO, kind="person", names=(Name("Yoo Ga-on", "en", 1),), country="KR"),
)


def english(
    outlet: str, *, day: str = "March 4", iso: str = "2026-03-04", published: str = "2026-03-05", **fields: object
) -> Paper:
    """Trade Minister Han meets Arisawa in Busan; he promises student exchanges."""
    lead = f"Trade Minister Han Do-gyeom met Mizuki Arisawa of Japan in Busan on {day}, 2026."
    paper = Paper("en", published, outlet, **fields)
    paper.block("headline", f"Han and Arisawa hold talks in Busan, {outlet} learns")
    paper.block("body", f"{lead} Han pledged to expand student exchanges. Arisawa hoped for calmer ties.")
    paper.name("Han Do-gyeom", HAN).name("Mizuki Arisawa", ARISAWA).name("Han", HAN).name("Arisawa", ARISAWA)
    paper.name("Busan", "busan", kind="place", value="KR/busan", of="KR")
    paper.office(HAN, "Trade Minister", "trade_minister", "KR")
    when = paper.date(f"{day}, 2026", iso)
    paper.act("meeting", "done", lead, actors=["Han Do-gyeom"], recipients=["Mizuki Arisawa"], place="Busan", time=when)
    pledge = "Han pledged to expand student exchanges."
    paper.act("pledge", "undertook", pledge, actors=["Han"], bound=["Han"], topics=("student_exchange",))
    hope = "Arisawa hoped for calmer ties."
    paper.act("statement", "asked", hope, actors=["Arisawa"], topics=("bilateral_ties",))
    return paper


def korean(outlet: str, *, day: str = "4일", iso: str = "2026-03-04", published: str = "2026-03-05") -> Paper:
    lead = f"한도겸 산업통상부 장관은 {day} 부산에서 아리사와 미즈키를 만났다."
    pledge = "한 장관은 유학생 교류를 늘리겠다고 약속했다."
    paper = Paper("ko", published, outlet)
    paper.block("headline", "한도겸 장관, 아리사와와 부산서 면담").block("body", f"{lead} {pledge}")
    paper.name("한도겸", HAN).name("아리사와 미즈키", ARISAWA).name("한 장관", HAN, value="한도겸")
    paper.name("부산", "busan", kind="place", value="KR/busan", of="KR")
    when = paper.date(day, iso, basis="relative_to_publication")
    paper.act("meeting", "done", lead, actors=["한도겸"], recipients=["아리사와 미즈키"], place="부산", time=when)
    paper.act("pledge", "undertook", pledge, actors=["한 장관"], bound=["한 장관"], topics=("student_exchange",))
    return paper


def group(*papers: Paper, **options: object) -> Grouping:
    made = [(p, *p.done()) for p in papers]
    of_chain = links([(p, a) for p, a, _ in made])
    return group_articles([a for _, a, _ in made], [r for _, _, r in made], ENTITIES, of_chain, **options)  # type: ignore[arg-type]


def of_kind(grouping: Grouping, kind: str) -> list[Fact]:
    return [f for f in grouping.facts if f.slots is not None and f.slots.kind == kind]


def test_two_outlets_in_two_languages_corroborate_and_one_does_not() -> None:
    grouping = group(english("Harbour Gazette"), korean("동해일보"))
    assert len(grouping.stories) == 1
    (meeting,) = of_kind(grouping, "meeting")
    (pledge,) = of_kind(grouping, "pledge")
    (hope,) = of_kind(grouping, "statement")
    assert meeting.support == pledge.support == "corroborated"
    assert hope.support == "single_origin"
    assert meeting.slots is not None
    assert {p.entity: (p.capacity, p.of) for p in meeting.slots.actors} == {HAN: ("trade_minister", "KR")}
    assert meeting.slots.place == "KR/busan"
    assert {t.lang for t in meeting.tellings} == {"en", "ko"}
    assert meeting.weight > pledge.weight > hope.weight


def test_anchors_hold_and_nothing_depends_on_order() -> None:
    papers = [english("Harbour Gazette"), korean("동해일보"), english("The Quay", day="March 3", iso="2026-03-03")]
    made = [(p, *p.done()) for p in papers]
    of_chain = links([(p, a) for p, a, _ in made])
    texts = {a.id: a.text for _, a, _ in made}
    seen = set()
    for seed in range(4):
        mixed = random.Random(seed).sample(made, len(made))
        grouping = group_articles([a for _, a, _ in mixed], [r for _, _, r in mixed], ENTITIES, of_chain)
        assert all(a.holds(texts[a.article]) for f in grouping.facts for a in f.anchors)
        assert all(a.holds(texts[a.article]) for r in grouping.records for a in r.anchors)
        seen.add(repr(grouping))
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("published", "cause"),
    [("2026-03-05", "publication_day"), ("2026-03-06", "conflict")],
)
def test_a_day_that_differs_is_a_dispute_unless_it_is_the_day_of_publication(published: str, cause: str) -> None:
    late = korean("동해일보", day="5일", iso="2026-03-05", published=published)
    (meeting,) = of_kind(group(english("Harbour Gazette"), late), "meeting")
    assert (meeting.support, meeting.slot, meeting.cause) == (
        "disputed" if cause == "conflict" else "single_origin",
        "time",
        cause,
    )
    if cause == "publication_day":
        assert meeting.slots is not None
        assert meeting.slots.time is not None
        assert meeting.slots.time.edtf == "2026-03-04"
    assert {v.value for v in meeting.values} == {"2026-03-04", "2026-03-05"}
    assert all(len(v.origins) == 1 and v.anchors for v in meeting.values)


def test_a_machine_rewrite_disputes_nothing_and_supports_nothing() -> None:
    rewrite = english("Newsloop", day="March 5", iso="2026-03-05", source_class="ai_rewrite")
    grouping = group(korean("동해일보"), rewrite)
    assert {f.support for f in of_kind(grouping, "meeting")} == {"single_origin", "no_independent_origin"}
    assert all(f.support != "disputed" for f in grouping.facts)
    alone = group(rewrite)
    assert {f.support for f in alone.facts} == {"no_independent_origin"}
    assert [o.independent for o in alone.origins] == [False]


def test_signed_and_not_signed_is_a_dispute_but_another_paper_is_not() -> None:
    def signing(outlet: str, words: str, polarity: str, topic: str) -> Paper:
        paper = Paper("en", "2026-03-05", outlet)
        paper.block("body", f"Han Do-gyeom and Mizuki Arisawa {words}. The two had lunch in {outlet} later on.")
        paper.name("Han Do-gyeom", HAN).name("Mizuki Arisawa", ARISAWA)
        both = ["Han Do-gyeom", "Mizuki Arisawa"]
        clause = f"Han Do-gyeom and Mizuki Arisawa {words}."
        return paper.act("signing", "on_paper", clause, actors=both, bound=both, polarity=polarity, topics=(topic,))

    yes = signing("The Quay", "signed a joint statement on fisheries", "positive", "fisheries")
    no = signing("Harbour Gazette", "did not sign a joint statement on fisheries", "negative", "fisheries")
    other = signing("Harbour Gazette", "did not sign a joint statement on visas", "negative", "visas")
    (fact,) = group(yes, no).facts
    assert (fact.support, fact.slot) == ("disputed", "polarity")
    assert {v.value for v in fact.values} == {"positive", "negative"}
    apart = group(yes, other)
    assert {f.support for f in apart.facts} == {"single_origin"}
    assert len(records_for(apart.records, "non_event")) == 1


def test_numbers_dispute_when_later_counts_are_higher_it_is_an_update() -> None:
    def count(outlet: str, number: str, published: str) -> Paper:
        paper = Paper("en", published, outlet)
        clause, rest = {
            "Harbour Gazette": (f"Mayor Yoo Ga-on said {number} houses were flooded along the river.", "Boats came."),
            "The Quay": (
                f"Water stands in {number} homes beside the stream, Yoo Ga-on told us.",
                "School is off today.",
            ),
        }[outlet]
        paper.block("body", f"{clause} {rest}")
        paper.name("Yoo Ga-on", YOO).number(number, number, "buildings")
        return paper.act("statement", "raised", clause, actors=["Yoo Ga-on"], topics=("disaster_relief",))

    first, later = count("Harbour Gazette", "40", "2026-03-04"), count("The Quay", "55", "2026-03-05")
    (fact,) = group(first, later).facts
    assert (fact.support, fact.slot, fact.cause) == ("single_origin", "number", "update")
    assert "55" in fact.text
    assert {(v.value, v.unit) for v in fact.values} == {("40", "buildings"), ("55", "buildings")}
    (agreed,) = group(first, count("The Quay", "40", "2026-03-05")).facts
    assert agreed.support == "corroborated"


def test_a_topic_that_one_source_has_alone_is_not_corroborated() -> None:
    def hopes(outlet: str, words: str, topics: tuple[str, ...]) -> Paper:
        paper = Paper("en", "2026-03-05", outlet)
        clause = f"Mizuki Arisawa hoped for {words}."
        paper.block("body", f"{clause} She spoke at a dinner, {outlet} reports.")
        paper.name("Mizuki Arisawa", ARISAWA)
        return paper.act("statement", "asked", clause, actors=["Mizuki Arisawa"], topics=topics)

    facts = group(
        hopes("The Quay", "more tourism", ("tourism",)),
        hopes("Harbour Gazette", "more tourism and direct flights", ("flights", "tourism")),
    ).facts
    support = {f.slots.topics: f.support for f in facts if f.slots is not None}
    assert support == {("tourism",): "corroborated", ("flights",): "single_origin"}


def test_one_mans_words_are_not_both_mens() -> None:
    def words(outlet: str, actors: list[str]) -> Paper:
        paper = Paper("en", "2026-03-05", outlet)
        clause = f"{' and '.join(actors)} spoke of difficult issues."
        paper.block("body", f"{clause} That was all, {outlet} has learned.")
        paper.name("Mizuki Arisawa", ARISAWA).name("Han Do-gyeom", HAN)
        return paper.act("statement", "raised", clause, actors=actors, topics=("difficult_issues",))

    facts = group(
        words("The Quay", ["Mizuki Arisawa"]), words("Harbour Gazette", ["Han Do-gyeom", "Mizuki Arisawa"])
    ).facts
    assert [f.support for f in facts] == ["single_origin", "single_origin"]


def test_a_readout_says_whose_word_it_is() -> None:
    official = english("Ministry of Trade", source_class="official", official_of="KR", published="2026-03-04")
    grouping = group(official)
    assert [(o.kind, o.of, o.independent) for o in grouping.origins] == [("official", "KR", True)]
    assert {f.sides for f in grouping.facts} == {("KR",)}
    assert {f.support for f in grouping.facts} == {"single_origin"}


def test_met_separately_is_two_meetings() -> None:
    paper = Paper("en", "2026-03-05", "The Quay")
    both = "Han Do-gyeom and Yoo Ga-on met separately with Mizuki Arisawa in Busan on March 4, 2026."
    one, two = "Han Do-gyeom met Mizuki Arisawa first.", "Later Yoo Ga-on met Mizuki Arisawa."
    paper.block("standfirst", both).block("body", f"{one} {two}")
    paper.name("Han Do-gyeom", HAN).name("Yoo Ga-on", YOO).name("Mizuki Arisawa", ARISAWA)
    paper.name("Busan", "busan", kind="place", value="KR/busan", of="KR")
    when = paper.date("March 4, 2026", "2026-03-04")
    guest = ["Mizuki Arisawa"]
    paper.act("meeting", "done", both, actors=["Han Do-gyeom", "Yoo Ga-on"], recipients=guest, place="Busan", time=when)
    paper.act("meeting", "done", one, actors=["Han Do-gyeom"], recipients=guest)
    paper.act("meeting", "done", two, actors=["Yoo Ga-on"], recipients=guest)
    meetings = of_kind(group(paper), "meeting")
    pairs = {frozenset(p.entity for p in (*f.slots.actors, *f.slots.recipients)) for f in meetings if f.slots}
    assert pairs == {frozenset((HAN, ARISAWA)), frozenset((YOO, ARISAWA))}


def test_a_headline_that_goes_beyond_its_body_makes_no_fact() -> None:
    paper = english("Newsloop")
    paper.act("agreement", "agreed", "Han and Arisawa hold talks in Busan", actors=["Han", "Arisawa"], bound=["Han"])
    assert not of_kind(group(paper), "agreement")


def plan(outlet: str, teaser: str | None = None) -> Paper:
    clause = "Mizuki Arisawa will visit Busan later in March."
    paper = Paper("en", "2026-03-05", outlet)
    paper.block("body", f"{clause} Officials are preparing the trip with care.")
    if teaser:
        paper.block("teaser", teaser)
    paper.name("Mizuki Arisawa", ARISAWA).name("Busan", "busan", kind="place", value="KR/busan", of="KR")
    when = paper.date("later in March", "2026-03-06", "2026-03-31")
    paper.act("visit", "would", clause, actors=["Mizuki Arisawa"], place="Busan", time=when, realis="planned")
    return paper


def test_a_teaser_tells_the_outcome_of_a_plan_on_weak_evidence_and_nothing_else() -> None:
    arrived = "Mizuki Arisawa arrived in Busan on March 20, 2026."
    paper = plan("Newsloop", f"{arrived}\nHan Do-gyeom went to Osaka.")
    paper.name("Han Do-gyeom", HAN).name("Osaka", "osaka", kind="place", value="JP/osaka", of="JP")
    when = paper.date("March 20, 2026", "2026-03-20")
    paper.act("visit", "done", arrived, actors=["Mizuki Arisawa"], place="Busan", time=when)
    paper.act("visit", "done", "Han Do-gyeom went to Osaka.", actors=["Han Do-gyeom"], place="Osaka")
    grouping = group(paper)
    visits = {(f.slots.realis, f.weak_evidence) for f in of_kind(grouping, "visit") if f.slots}
    assert visits == {("planned", False), ("actual", True)}
    (row,) = records_for(grouping.records, "plan")
    assert (row.status, row.outcome) == ("happened", arrived)
    assert row.history[-1]["event"] == "happened"


@pytest.mark.parametrize(("as_of", "status"), [("2026-03-20", "pending"), ("2026-04-02", "overdue_no_report")])
def test_a_plan_without_news_is_pending_until_its_time_is_over(as_of: str, status: str) -> None:
    (row,) = records_for(group(plan("The Quay"), as_of=as_of).records, "plan")
    assert row.status == status


def test_a_later_article_keeps_a_pledge() -> None:
    kept = Paper("en", "2026-05-01", "The Quay")
    clause = "Han Do-gyeom opened the expanded student exchange programme in Ulsan."
    kept.block("body", f"{clause} Two hundred students applied for it in the first week.")
    kept.name("Han Do-gyeom", HAN)
    kept.act("other", "done", clause, actors=["Han Do-gyeom"], topics=("student_exchange",))
    (row,) = records_for(group(english("Harbour Gazette"), kept).records, "pledge")
    assert (row.status, row.outcome) == ("kept", clause)
    (open_row,) = records_for(group(english("Harbour Gazette")).records, "pledge")
    assert open_row.status == "open"


def test_figures_outside_acts_are_agreed_or_disputed() -> None:
    def team(outlet: str, number: str, words: str) -> Paper:
        paper = english(outlet, byline=f"A reporter of {outlet}")
        clause = words.format(number)
        paper.block("body", clause)
        return paper.name("delegation", "delegation", kind="organization").number(number, number, "people")

    def figures(*papers: Paper) -> list[Fact]:
        return [f for f in group(*papers, korean("동해일보")).facts if all(t.act is None for t in f.tellings)]

    first = team("Harbour Gazette", "12", "The Japanese delegation had {} members.")
    (agreed,) = figures(first, team("The Quay", "12", "Arisawa led a delegation of {} officials."))
    (fact,) = figures(first, team("The Quay", "14", "Arisawa led a delegation of {} officials."))
    assert agreed.support == "corroborated"
    assert (fact.support, fact.slot) == ("disputed", "number")
    assert {(v.value, v.unit) for v in fact.values} == {("12", "people"), ("14", "people")}
    assert fact.slots is not None
    assert (fact.slots.kind, fact.slots.amounts) == ("other", ())


@pytest.mark.parametrize("key", ["trade_minister", "minister"])
def test_an_office_without_a_name_is_its_one_holder_and_a_country_its_officer(key: str) -> None:
    unnamed = Paper("en", "2026-03-05", "The Quay")
    clause = "Korea's trade minister met Mizuki Arisawa in Busan on March 4, 2026."
    unnamed.block("body", f"{clause} A dinner followed by the sea, and a short walk on the pier.")
    unnamed.name("Mizuki Arisawa", ARISAWA)
    unnamed.name("trade minister", "e-office", kind="position", value=key, of="KR")
    when = unnamed.date("March 4, 2026", "2026-03-04")
    unnamed.act("meeting", "done", clause, actors=["trade minister"], recipients=["Mizuki Arisawa"], time=when)
    made = [(p, *p.done()) for p in (english("Harbour Gazette"), unnamed)]
    office = Entity(id="e-office", kind="position", key=key, country="KR")
    of_chain = links([(p, a) for p, a, _ in made])
    grouping = group_articles([a for _, a, _ in made], [r for _, _, r in made], (*ENTITIES, office), of_chain)
    (meeting,) = of_kind(grouping, "meeting")
    assert meeting.support == "corroborated"
    assert meeting.slots is not None
    assert {p.entity for p in (*meeting.slots.actors, *meeting.slots.recipients)} == {HAN, ARISAWA}


def test_the_record_names_host_and_visitor() -> None:
    paper = english("Harbour Gazette")
    paper.block("body", "Arisawa is Japan's environment minister.")
    paper.name("Arisawa", ARISAWA).office(ARISAWA, "environment minister", "environment_minister", "JP")
    (row,) = records_for(group(paper).records, "meeting")
    assert {(p.name, p.role) for p in row.participants} == {("Han Do-gyeom", "host"), ("Mizuki Arisawa", "visitor")}
    assert row.countries == ("JP", "KR")


def signed(
    outlet: str, *names: str, place: str | None = None, published: str = "2026-05-21", **fields: object
) -> Paper:
    where = f" in {place}" if place else ""
    clause = f"{' and '.join(names)} signed a memorandum on fisheries{where} on May 20, 2026."
    paper = Paper("en", published, outlet, **fields).block("body", f"{clause} {outlet} was there with a camera.")
    paper.name("Han Do-gyeom", HAN).name("Mizuki Arisawa", ARISAWA).name("Yoo Ga-on", YOO)
    if place:
        paper.name(place, "busan", kind="place", value="KR/busan", of="KR")
    when = paper.date("May 20, 2026", "2026-05-20")
    return paper.act(
        "signing", "on_paper", clause, actors=names, bound=names, place=place, time=when, topics=("fisheries",)
    )


def test_a_telling_that_names_one_of_two_signers_is_of_the_same_act() -> None:
    both = signed("Harbour Gazette", "Han Do-gyeom", "Mizuki Arisawa", place="Busan")
    (fact,) = group(both, signed("The Quay", "Han Do-gyeom")).facts
    assert fact.support == "corroborated"
    assert fact.slots is not None
    assert {p.entity for p in fact.slots.actors} == {HAN, ARISAWA}
    assert set(fact.slots.bound) == {HAN, ARISAWA}
    assert fact.slots.place == "KR/busan"
    other = signed("Strait Times of Nowhere", "Han Do-gyeom", "Yoo Ga-on")
    assert len(group(both, other).facts) == 2
    machine = signed("Newsloop", "Han Do-gyeom", "Yoo Ga-on", source_class="ai_rewrite")
    alone = [f for f in group(signed("The Quay", "Han Do-gyeom"), machine).facts if f.support == "single_origin"]
    assert [{p.entity for p in f.slots.actors} for f in alone if f.slots] == [{HAN}]


def test_what_one_says_alone_is_not_merged_into_what_two_say() -> None:
    def asked(outlet: str, *names: str) -> Paper:
        clause = f"{' and '.join(names)} called for safer ports on May 20."
        paper = Paper("en", "2026-05-21", outlet).block("body", f"{clause} {outlet} asked why.")
        paper.name("Han Do-gyeom", HAN).name("Mizuki Arisawa", ARISAWA)
        return paper.act("statement", "asked", clause, actors=names, topics=("ports",))

    facts = group(asked("The Quay", "Han Do-gyeom"), asked("Harbour Gazette", "Han Do-gyeom", "Mizuki Arisawa")).facts
    assert [f.support for f in facts] == ["single_origin", "single_origin"]


def promised(paper: Paper, clause: str, words: str, first: str, name: str, number: str) -> Paper:
    paper.block("body", clause)
    when = paper.date(words, first, "2026-12-31", basis="relative_to_publication")
    paper.name(name, HAN).number(number, "30", "students")
    return paper.act("pledge", "undertook", clause, actors=[name], bound=[name], time=when, topics=("education",))


def test_promises_are_one_when_due_on_one_day_and_say_when_they_were_made_and_are_due() -> None:
    clause = "Han pledged to send 30 students abroad by the end of the year."
    one = promised(english("Harbour Gazette"), clause, "by the end of the year", "2026-03-05", "Han", "30")
    clause = "한 장관은 연말까지 학생 30명을 보내겠다고 약속했다."
    grouping = group(one, promised(korean("동해일보"), clause, "연말까지", "2026-10-01", "한 장관", "30명"))
    counted = [f for f in of_kind(grouping, "pledge") if f.slots is not None and f.slots.amounts]
    assert [(f.support, f.slots.amounts) for f in counted if f.slots] == [("corroborated", (("30", "students"),))]
    assert not [f for f in grouping.facts if all(t.act is None for t in f.tellings)]
    (row,) = [r for r in records_for(grouping.records, "pledge") if r.topics == ("education",)]
    assert (row.time and row.time.edtf, row.status, row.origins) == ("2026-03-04", "open", 2)
    assert {h.get("due") for h in row.history} == {"2026-12-31"}
    again = Paper("en", "2026-06-02", "The Quay")
    clause = "Han reaffirmed his pledge to send 30 students abroad."
    again.block("body", f"Fish prices fell in June. {clause}").name("Han", HAN).number("30", "30", "students")
    again.act("statement", "raised", clause, actors=["Han"])
    rows = group(one, again).records
    assert [
        len({h["article"] for h in r.history}) for r in records_for(rows, "pledge") if r.topics == ("education",)
    ] == [2]
    later = group(one, as_of="2027-01-05").records
    assert "overdue_no_report" in {r.status for r in records_for(later, "pledge")}


def test_numbers_that_count_the_parties_are_no_amounts() -> None:
    clause = "The two ministers, Han Do-gyeom and Mizuki Arisawa, discussed 25 ships."
    paper = Paper("en", "2026-03-05", "The Quay").block("body", clause)
    paper.name("Han Do-gyeom", HAN).name("Mizuki Arisawa", ARISAWA).number("two", "2", "ministers")
    paper.number("25", "25", "ships")
    paper.act("statement", "exchanged", clause, actors=["Han Do-gyeom", "Mizuki Arisawa"], topics=("shipping",))
    (fact,) = of_kind(group(paper), "statement")
    assert fact.slots is not None
    assert fact.slots.amounts == (("25", "ships"),)


def test_a_meeting_of_two_countries_is_that_of_their_ministers() -> None:
    meeting = english("Harbour Gazette")
    meeting.block("body", "Arisawa is Japan's environment minister.")
    meeting.name("Arisawa", ARISAWA).office(ARISAWA, "environment minister", "environment_minister", "JP")
    clause = "South Korea and Japan met in Busan on March 4, 2026."
    later = Paper("en", "2026-06-02", "The Quay").block(
        "body", f"Fish prices fell in June. {clause} Markets were calm."
    )
    later.name("South Korea", "KR", kind="place", value="KR", of="KR").name(
        "Japan", "JP", kind="place", value="JP", of="JP"
    )
    later.name("Busan", "busan", kind="place", value="KR/busan", of="KR")
    when = later.date("March 4, 2026", "2026-03-04")
    later.act("meeting", "done", clause, actors=["South Korea", "Japan"], place="Busan", time=when)
    grouping = group(meeting, later)
    rows = records_for(grouping.records, "meeting")
    assert [{p.entity for p in r.participants} for r in rows] == [{HAN, ARISAWA}]
    alone = records_for(group(later).records, "meeting")
    assert [{p.entity for p in r.participants} for r in alone] == [{"KR", "JP"}]


def test_a_plan_told_closely_and_loosely_is_one_row() -> None:
    loose = Paper("en", "2026-03-06", "Harbour Gazette")
    clause = "Mizuki Arisawa will visit Busan."
    loose.block("body", f"{clause} Officials are preparing the trip with care.")
    loose.name("Mizuki Arisawa", ARISAWA).name("Busan", "busan", kind="place", value="KR/busan", of="KR")
    loose.act("visit", "would", clause, actors=["Mizuki Arisawa"], place="Busan", realis="planned")
    (row,) = records_for(group(plan("The Quay"), loose).records, "plan")
    assert (row.time and row.time.edtf, row.origins) == ("2026-03-06/2026-03-31", 2)


def test_an_act_that_says_nothing_weighs_next_to_nothing() -> None:
    paper = english("The Quay")
    clause = "Han was busy on March 4."
    paper.block("body", clause)
    paper.name("Han", HAN)
    paper.act("other", "done", clause, actors=["Han"], time=paper.dates[0])
    facts = group(paper).facts
    assert facts[-1].slots is not None
    assert facts[-1].slots.kind == "other"
    assert facts[-1].weight <= 0.05


def test_a_wire_its_pick_ups_its_translation_and_a_rewrite_are_one_origin() -> None:
    """However many texts carry it, what one agency told is told once."""

    def wire(outlet: str, **fields: object) -> Paper:
        return signed(outlet, "Han Do-gyeom", "Mizuki Arisawa", place="Busan", **fields)

    translated = Paper("ko", "2026-05-21", "동해타임스", wire="하늘통신")
    clause = "한도겸과 아리사와 미즈키는 2026년 5월 20일 부산에서 수산 양해각서에 서명했다."
    translated.block("body", f"{clause} 동해타임스가 현장에 있었다.")
    translated.name("한도겸", HAN).name("아리사와 미즈키", ARISAWA).name(
        "부산", "busan", kind="place", value="KR/busan", of="KR"
    )
    when = translated.date("2026년 5월 20일", "2026-05-20")
    both = ["한도겸", "아리사와 미즈키"]
    translated.act(
        "signing", "on_paper", clause, actors=both, bound=both, place="부산", time=when, topics=("fisheries",)
    )
    papers = [
        wire("Haneul News Agency", wire="Haneul News Agency"),
        wire("Harbour Gazette", wire="Haneul News Agency"),
        wire("The Quay", wire="하늘통신"),
        translated,
        wire("Newsloop", source_class="ai_rewrite", wire="Haneul News Agency"),
    ]
    grouping = group(*papers)
    (fact,) = of_kind(grouping, "signing")
    assert (fact.support, len(fact.tellings), len(fact.origins)) == ("single_origin", 5, 1)
    assert sum(p.independent for p in grouping.placements) == 4


def test_a_topic_that_no_telling_has_makes_no_part_of_its_own() -> None:
    def told(topic: str, origin: str) -> Told:
        source = Origin(id=origin, kind="reporting", independent=True, name=origin, articles=(origin,))
        slots = Slots(kind="statement", rung="raised", topics=(topic,))
        return cast(Told, SimpleNamespace(slots=slots, origin=source, by_machine=False))

    joined = Slots(kind="statement", rung="raised", topics=("trade", "tourism", "visas"))
    parts = split_topics(Cluster(joined, [told("trade", "o1"), told("visas", "o2")]))
    assert sorted(p.slots.topics for p in parts) == [("trade",), ("visas",)]
    assert all(p.told for p in parts)
