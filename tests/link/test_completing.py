"""Names known from other texts are found where a reading missed them; two of one name in a text are two. Invented people."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link import complete_readings, link_readings, parse_known
from dateline.model import Act, Article, Block, Mention, Quote, Reading, Role

Seen = tuple[str, str, str | None, str | None, int]


def told(id: str, lang: str, day: str, text: str, seen: Sequence[Seen], roles: Sequence[tuple[int, int]] = ()) -> tuple:  # type: ignore[type-arg]
    """A text with mentions ``(words, kind, value, of, chain)``, each at its next place, and roles by index."""
    mentions: list[Mention] = []
    at = 0
    for words, kind, value, of, chain in seen:
        start = text.index(words, at)
        at = start + len(words)
        mentions.append(
            Mention(text=words, start=start, end=at, kind=kind, value=value or words, of=of, chain=chain)  # type: ignore[arg-type]
        )
    article = Article(
        id=id, source=id, lang=lang, published=day, text=text, blocks=(Block("body", 0, len(text), lang),)
    )
    return article, Reading(
        article=id, mentions=tuple(mentions), roles=tuple(Role(person=p, position=t) for p, t in roles)
    )


KO = told(
    "c1", "ko", "2026-03-04", "윤세라 외교부 장관은 오카베 마사토 정조회장과 만났다.",
    [("윤세라", "person", None, None, 0), ("장관", "position", "foreign_minister", "KR", 1),
     ("오카베 마사토", "person", None, None, 2), ("정조회장", "position", "party_policy_chief", "JP/ldp", 3)],
    [(0, 1), (2, 3)],
)  # fmt: skip
MISSED = [
    told("c2", "ko", "2026-03-05", "오카베 마사토 정조회장은 5일 도쿄로 돌아갔다.", []),
    told("c3", "en", "2026-03-05", "The day belonged to Masato Okabe, 61, who said little.", []),
    told(
        "c4", "zh", "2026-03-05", "韩国外交部长官尹世罗说，会谈很好。",
        [("外交部长官", "position", "foreign_minister", "KR", 0), ("世罗", "place", None, None, 1)],
    ),
    told("c5", "en", "2026-03-05", "Mr Okabe Masatoshi runs a noodle shop.", []),
    told("c6", "ko", "2027-03-05", "오카베 마사토 씨는 시를 썼다.", []),
]  # fmt: skip


def whole(rows: Sequence[tuple[Article, Reading]], **more: object) -> dict[str, Reading]:
    return complete_readings([a for a, _ in rows], {a.id: r for a, r in rows}, **more)  # type: ignore[arg-type]


def test_names_of_other_texts_are_found_in_any_script() -> None:
    rows = [KO, *MISSED]
    found = whole(rows)
    names = {id: [m.text for m in r.mentions if m.kind == "person"] for id, r in found.items()}
    assert names == {
        "c1": ["윤세라", "오카베 마사토"],
        "c2": ["오카베 마사토"],
        "c3": ["Masato Okabe"],
        "c4": ["尹世罗"],
        "c5": [],
        "c6": [],
    }
    ledger = link_readings([a for a, _ in rows], list(found.values()))
    okabe = [e for e in ledger.entities if {"Masato Okabe", "오카베 마사토"} <= {n.text for n in e.names}]
    assert [{m.split("#")[0] for m in e.members} for e in okabe] == [{"c1", "c2", "c3"}]
    (role,) = found["c4"].roles
    assert found["c4"].mentions[role.person].text == "尹世罗"


def test_every_mention_holds_and_a_second_pass_finds_nothing() -> None:
    rows = [KO, *MISSED]
    found = whole(rows)
    for article, _ in rows:
        for mention in found[article.id].mentions:
            assert article.text[mention.start : mention.end] == mention.text
    assert whole([(a, found[a.id]) for a, _ in rows]) == found


@settings(max_examples=10, deadline=None)
@given(st.permutations([KO, *MISSED]))
def test_order_changes_nothing(rows: list) -> None:  # type: ignore[type-arg]
    assert whole(rows) == whole([KO, *MISSED])


def test_a_name_cut_short_is_mended_with_the_acts_that_rest_on_it() -> None:
    article, reading = told(
        "c7", "en", "2026-03-06", "Masato Okabe met the mayor.", [("Okabe", "person", "Okabe", None, 0)]
    )
    act = Act(kind="meeting", rung="done", actors=(Quote("Okabe", 7, 12),), start=0, end=27)
    cut = Reading(article="c7", mentions=reading.mentions, acts=(act,))
    full = told(
        "c8", "en", "2026-03-06", "Policy chief Masato Okabe left.",
        [("Policy chief", "position", "party_policy_chief", "JP/ldp", 0), ("Masato Okabe", "person", None, None, 1)], [(1, 0)],
    )  # fmt: skip
    found = whole([(article, cut), full])["c7"]
    assert [m.text for m in found.mentions] == ["Masato Okabe"]
    assert found.acts[0].actors == (Quote("Masato Okabe", 0, 12),)


def test_the_newsrooms_list_is_read_for() -> None:
    listed = parse_known("ours.toml", '[[person]]\nnames = { en = "Grace Lim", zh = "林秀芬" }'.encode())
    rows = [
        told("c9", "zh", "2026-03-05", "林秀芬说，港口很好。", []),
        told("d1", "en", "2026-03-05", "Disgrace Limbo", []),
    ]
    found = whole(rows, known=listed)
    assert [m.text for m in found["c9"].mentions] == ["林秀芬"]
    assert found["d1"].mentions == ()


def test_two_of_one_name_in_one_text_are_two_and_one_introduced_twice_is_one() -> None:
    text = "한도윤 대변인은 만남을 알렸다. 포럼의 한도윤 부회장은 환영했다. 한 부회장은 웃었다."
    seen: list[Seen] = [
        ("한도윤", "person", "한도윤", None, 0),
        ("대변인", "position", "spokesperson", "KR", 1),
        ("한도윤", "person", "한도윤", None, 0),
        ("부회장", "position", "vice_chair", None, 2),
        ("한", "person", "한도윤", None, 0),
        ("부회장", "position", "vice_chair", None, 2),
    ]
    row = told("n1", "ko", "2026-03-04", text, seen, [(0, 1), (2, 3), (4, 5)])
    chains = [m.chain for m in whole([row])["n1"].mentions if m.kind == "person"]
    assert chains[0] != chains[1] == chains[2]
    ledger = link_readings([row[0]], [whole([row])["n1"]])
    assert sum(e.kind == "person" for e in ledger.entities) == 2
    seen[3] = seen[5] = ("부회장", "position", "lawmaker", "KR", 2)
    again = told("n2", "ko", "2026-03-04", text, seen, [(0, 1), (2, 3), (4, 5)])
    assert len({m.chain for m in whole([again])["n2"].mentions if m.kind == "person"}) == 1
