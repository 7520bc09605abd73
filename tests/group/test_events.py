"""Which short reports tell of one event, and which only sound alike: pairs of ``tests/fixtures/pairs/events.jsonl`` (written
before the rules that they measure; on the first run 13 of 40 of one event were joined, and 37 of 40 look-alikes)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from dateline.group import Grouping, Profile, Stream, group_articles, make_profile
from dateline.group.grouping import Holdings
from dateline.group.profiles import to_steps
from dateline.lang.compare.bearings import bearings_in, deeds_in, is_bulletin, rubric_length
from dateline.link import link_readings
from dateline.model import Article, Block, article_id, normalize_text
from dateline.read import read_article

FIXTURES = Path(__file__).parents[1] / "fixtures"
Text = tuple[str, str, str, str]


def article(lang: str, published: str, headline: str, text: str, outlet: str) -> Article:
    head, rest = normalize_text(headline), normalize_text(text)
    whole = f"{head}\n{rest}" if rest else head
    blocks = [Block("headline", 0, len(head), lang)]
    if rest:
        blocks.append(Block("body", len(head) + 1, len(whole), lang))
    return Article(
        id=article_id(outlet, outlet, whole),
        source=outlet,
        outlet=outlet,
        lang=lang,
        headline=head,
        published=published,
        published_basis="given",
        text=whole,
        blocks=tuple(blocks),
        source_class="reporting",
    )


def written(texts: Sequence[Text]) -> list[Article]:
    return [article(*text, f"https://outlet{number}.example/") for number, text in enumerate(texts)]


def profiles(articles: Sequence[Article]) -> dict[str, Profile]:
    readings = [read_article(a) for a in articles]
    ledger = link_readings(articles, readings)
    read = {r.article: r for r in readings}
    dossiers = Holdings(articles, read, ledger.entities, ledger.of_chain).dossiers()
    return {name: make_profile(dossier) for name, dossier in dossiers.items()}


def stories(*texts: Text) -> list[set[int]]:
    """The stories of some texts, by their numbers."""
    articles = written(texts)
    number = {a.id: n for n, a in enumerate(articles)}
    stream = Stream()
    stream.put(profiles(articles).values())
    return sorted(({number[a] for a in stream.story(s)} for s in stream.stories()), key=min)


def grouped(*texts: Text) -> tuple[Grouping, list[str]]:
    articles = written(texts)
    readings = [read_article(a) for a in articles]
    ledger = link_readings(articles, readings)
    return group_articles(articles, readings, ledger.entities, ledger.of_chain), [a.id for a in articles]


@cache
def pairs() -> tuple[dict[str, Any], ...]:
    lines = (FIXTURES / "pairs" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def test_pairs_of_one_event_meet_and_look_alikes_do_not() -> None:
    floors = tomllib.loads((FIXTURES / "floors.toml").read_text(encoding="utf-8"))["events"]
    texts = [(a["lang"], a["published"], a["headline"], a["text"]) for p in pairs() for a in p["articles"]]
    found = stories(*texts)
    home = {number: story for story, numbers in enumerate(found) for number in numbers}
    joined = {pair["pair"]: home[2 * n] == home[2 * n + 1] for n, pair in enumerate(pairs())}
    one = [joined[p["pair"]] for p in pairs() if p["one_event"]]
    other = [joined[p["pair"]] for p in pairs() if not p["one_event"]]
    mixed = [story for story in found if len({number // 2 for number in story}) > 1]
    assert (len(one), len(other)) == (40, 40)
    assert sum(one) >= floors["one_event"], [name for name, is_joined in joined.items() if not is_joined]
    assert sum(other) <= floors["look_alikes"], [name for name, is_joined in joined.items() if is_joined]
    assert len(mixed) <= floors["mixed"]


def test_six_headlines_on_one_strike_are_one_story_and_its_neighbours_are_not() -> None:
    day = "2026-03-02"
    found = stories(
        ("en", day, "Russia hits Ukrainian capital with missiles and drones", ""),
        ("en", day, "Nine killed in strikes on Kyiv", ""),
        ("en", day, "Explosions rock Kyiv as Russia launches missile barrage", ""),
        ("ja", day, "ロシア、キーウにミサイル攻撃 9人死亡", ""),
        ("zh", day, "俄军夜袭基辅 至少9人死亡", ""),
        ("ko", day, "러시아, 키이우에 미사일 공습…9명 사망", ""),
        ("en", day, "Seven killed in strikes on Odesa", ""),
        ("en", day, "Ukrainian parliament passes budget", ""),
    )
    assert found == [{0, 1, 2, 3, 4, 5}, {6}, {7}]


def test_two_headlines_with_hardly_a_word_in_common() -> None:
    day = "2026-03-02"
    strike = ("en", day, "Russia hits Ukrainian capital with missiles and drones", "")
    assert stories(strike, ("en", day, "Nine killed in strikes on Kyiv", "")) == [{0, 1}]
    assert stories(strike, ("en", "2025-03-02", "Nine killed in strikes on Kyiv", "")) == [{0}, {1}]


def test_pages_of_many_pieces_are_one_a_day() -> None:
    text = "Catch up with the most important stories from around the region and beyond, from business to culture."
    pages = [("en", f"2026-03-0{n}", f"Latest news bulletin | March {n}, 2026 - Midday", text) for n in (1, 2, 3)]
    assert len(stories(*pages)) == 3


RAID = (
    "Prosecutors in Busan searched the offices of Namhae Dredging on Tuesday over bribes for a harbour contract.\n"
    "Investigators carried away boxes from the company's seat and from the home of Seo Jin-hwan, who led the port authority "
    "until last year. The contract to deepen the harbour is worth 90 billion won. Mr. Seo denied that he had taken money. "
    "A lawyer for the company said it would help the investigation."
)
INDICTED = (
    "Seo Jin-hwan will stand trial in June for bribery, a spokeswoman of the district office of prosecutors said.\n"
    "He is accused of having accepted 300 million won in cash and a golf club membership while he ran the port of Busan. "
    "His lawyer called the indictment thin. Two managers of Namhae Dredging have resigned. "
    "The city council wants to know why no other bidder was heard."
)
BALLOT = (
    "Voters in Slovenia gave the opposition a narrow victory on Sunday.\n"
    "The centre-left alliance of Matej Korbar won 48 of 90 seats in parliament. The prime minister conceded defeat. "
    "Turnout was the highest in two decades. Coalition talks are to begin this week."
)


def test_the_later_story_of_one_matter_follows_the_earlier() -> None:
    found, ids = grouped(
        ("en", "2026-04-07", "Busan prosecutors raid dredging firm over harbour contract", RAID),
        ("en", "2026-05-15", "Former port chief to stand trial", INDICTED),
        ("en", "2026-05-17", "Slovenian opposition wins election", BALLOT),
    )
    story = {a: s for s in found.stories for a in s.articles}
    assert len(found.stories) == 3
    raid, indicted, ballot = (story[name] for name in ids)
    assert [name for name, _ in indicted.follows] == [raid.id]
    assert indicted.follows[0][1] == "the same matter: ports"
    assert raid.follows == ballot.follows == ()


def test_a_large_story_does_not_fall_apart() -> None:
    (first,) = profiles(written([("en", "2026-04-07", "Ferry sinks off Sulawesi", RAID)])).values()
    rng, made = np.random.default_rng(7), []
    for number in range(160):
        rows = first.lead_rows() + rng.normal(size=(first.lead_length, 512)) * 15
        lead = to_steps((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))
        total = lead.sum(axis=0).astype(np.float32)
        centre = to_steps(total[None, :] / np.linalg.norm(total))
        made.append(
            msgspec.structs.replace(
                first,
                article=f"a{number:03d}",
                day=first.day + number % 3,
                lead=lead.tobytes(),
                centre=centre.tobytes(),
                bands=frozenset(),
                sentences=frozenset(),
                terms=frozenset(),
            )
        )
    stream = Stream()
    stream.put(made)
    assert [len(stream.story(number)) for number in stream.stories()] == [160]


@pytest.mark.parametrize(
    ("lang", "text", "places", "deeds"),
    [
        ("en", "Fire engulfs a club in the Indonesian capital", {"ID", "ID/jakarta"}, {"fire"}),
        ("en", "Dutch firms agree on a merger", {"NL"}, {"takeover"}),
        ("ja", "ナイロビで爆発", {"KE", "KE/nairobi"}, {"explosion"}),
        ("ja", "ビルマリアで会合", set(), set()),
        ("zh", "曼谷发生枪击", {"TH", "TH/bangkok"}, {"shooting"}),
        ("ko", "나이로비 공습", {"KE", "KE/nairobi"}, {"attack"}),
    ],
)
def test_where_and_what(lang: str, text: str, places: set[str], deeds: set[str]) -> None:
    assert bearings_in(text, lang) == places
    assert deeds_in(text) == deeds


def test_rubrics_and_bulletins_by_their_headlines() -> None:
    assert rubric_length("Germany news: Rail strike begins") == len("Germany news: ")
    assert rubric_length("Iran war: Rail strike begins") == 0
    assert is_bulletin("Latest news bulletin | March 1")
    assert not is_bulletin("Minister sends news of a ceasefire")


def test_what_a_profile_holds_is_in_order() -> None:
    (made,) = profiles(written([("en", "2026-04-07", "Japan, Australia, Chile and Peru sign pact", RAID)])).values()
    assert made.countries == tuple(sorted(made.countries))
    assert len(made.countries) > 3
    assert made.places == tuple(sorted(made.places))
