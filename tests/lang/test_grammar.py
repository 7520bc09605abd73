"""Grammars: particles, names, titles, dates, numbers, and every rung in every language, with invented people."""

from __future__ import annotations

import itertools

import pytest

from dateline.lang.ja.grammar_hangul import to_katakana
from dateline.lang.ko.grammar_names import set_particles
from dateline.lang.render import Attribution, Dispute, Line, Memory, load_grammar, replace_slots
from dateline.model import DateValue, Entity, Name, Party, Slots
from dateline.model.ladder import JOINT, RUNGS

LANGS = ("en", "ja", "ko", "zh")
NOBODY = Attribution()


def person(id_: str, country: str | None, **forms: str) -> Entity:
    return Entity(
        id=id_,
        kind="person",
        country=country,
        names=tuple(Name(f, lang, 2) for lang, fs in forms.items() for f in fs.split("|")),
    )


YUN = person("e1", "KR", en="Yun Da-hee|Yun", ko="윤다희", ja="尹多喜|ユン・ダヒ", zh="尹多喜")
SAWADA = person("e2", "JP", en="Mio Sawada|Sawada", ko="사와다 미오", ja="沢田美緒", zh="泽田美绪")
CAST = {"e1": YUN, "e2": SAWADA, "KR": Entity(id="KR", kind="place", key="KR")}
A = Party(entity="e1", capacity="foreign_minister", of="KR")
B = Party(entity="e2", capacity="foreign_minister", of="JP")
EIGHTH = DateValue(
    text="x", start=0, end=1, timex3="2026-01-08", earliest="2026-01-08", latest="2026-01-08", basis="explicit"
)


def say(lang: str, slots: Slots, memory: Memory = Memory(), attribution: Attribution = NOBODY) -> str | None:  # noqa: B008
    line = load_grammar(lang).sentence(slots, CAST, memory, attribution)
    return line.text if line else None


@pytest.mark.parametrize(
    ("marked", "chosen"),
    [
        ("윤다희은(는)", "윤다희는"),
        ("사공민은(는)", "사공민은"),
        ("서울으로(로)", "서울로"),
        ("부산으로(로)", "부산으로"),
        ("3을(를)", "3을"),
        ("2을(를)", "2를"),
        ("APEC와(과)", "APEC와"),
        ("EU와(과)", "EU와"),
        ("LCM은(는)", "LCM은"),
        ("투자(3조원)이(가)", "투자가"),
    ],
)
def test_particles_follow_the_last_sound(marked: str, chosen: str) -> None:
    if "(3조원)" in marked:
        assert set_particles(marked) == "투자(3조원)가"
    else:
        assert set_particles(marked) == chosen


@pytest.mark.parametrize(
    ("hangul", "katakana"),
    [
        ("윤다희", "ユン・ダヒ"),
        ("박기범", "パク・キボム"),
        ("이재율", "イ・ジェユル"),
        ("최석우", "チェ・ソグ"),
        ("남궁현", "ナムグン・ヒョン"),
        ("정민아", "チョン・ミナ"),
        ("홍길동전설", None),
    ],
)
def test_hangul_names_in_katakana(hangul: str, katakana: str | None) -> None:
    assert to_katakana(hangul) == katakana


def test_a_korean_without_kanji_is_katakana_in_japanese_and_never_kanji() -> None:
    unknown = person("e9", "KR", ko="박기범", zh="朴起范")
    assert load_grammar("ja").name(unknown) == "パク・キボム"
    latin = person("e9", "KR", en="Park Ki-beom")
    assert load_grammar("ja").name(latin) == "Park Ki-beom"


def test_names_come_from_attested_forms_of_other_scripts() -> None:
    wang = person("e9", "CN", zh="王晓东")
    assert load_grammar("ja").name(wang) == "王暁東"
    assert load_grammar("zh").name(person("e9", "JP", ja="沢田美緒")) == "泽田美绪"
    names = {"岩谷亮子": "岩谷亮子", "朴云植": "朴雲植", "猪濑里香": "猪瀬里香"}
    assert {zh: load_grammar("ja").name(person("e9", "JP", zh=zh)) for zh in names} == names
    assert load_grammar("en").name(person("e9", "KR", ko="박기범")) == "Park Gi-beom (박기범)"


@pytest.mark.parametrize(
    ("status", "forms"),
    [
        (
            "former",
            (
                "former South Korean Foreign Minister Yun Da-hee",
                "韓国の尹多喜（ユン・ダヒ）元外相",
                "윤다희 전 외교부 장관",
                "前韩国外长尹多喜",
            ),
        ),
        (
            "immediate_former",
            (
                "former South Korean Foreign Minister Yun Da-hee",
                "韓国の尹多喜（ユン・ダヒ）前外相",
                "윤다희 전 외교부 장관",
                "前韩国外长尹多喜",
            ),
        ),
        (
            None,
            (
                "South Korean Foreign Minister Yun Da-hee",
                "韓国の尹多喜（ユン・ダヒ）外相",
                "윤다희 외교부 장관",
                "韩国外长尹多喜",
            ),
        ),
    ],
)
def test_titles_at_first_mention(status: str | None, forms: tuple[str, ...]) -> None:
    party = Party(entity="e1", capacity="foreign_minister", of="KR", status=status)
    assert tuple(load_grammar(lang).title(party, CAST) for lang in LANGS) == forms


def test_later_mentions_are_short_unless_two_share_the_family_name() -> None:
    act = Slots(kind="statement", rung="raised", actors=(A,), topics=("trade",))
    later = Memory(mentioned=frozenset(["e1"]))
    assert [say(lang, act, later) for lang in LANGS] == [
        "Yun referred to trade.",
        "尹外相は貿易に言及した。",
        "윤 장관은 무역을 언급했다.",
        "尹多喜谈到贸易。",
    ]
    namesake = {**CAST, "e3": person("e3", "KR", en="Yun Ho-jin|Yun", ko="윤호진", ja="尹鎬鎮", zh="尹镐镇")}
    said = [load_grammar(lang).sentence(act, namesake, later, NOBODY) for lang in LANGS]
    assert [s.text for s in said if s] == [
        "Yun Da-hee referred to trade.",
        "尹多喜外相は貿易に言及した。",
        "윤다희 장관은 무역을 언급했다.",
        "尹多喜谈到贸易。",
    ]


def value(first: str, last: str, timex3: str, mod: str | None = None) -> DateValue:
    return DateValue(text="x", start=0, end=1, timex3=timex3, mod=mod, earliest=first, latest=last, basis="explicit")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (EIGHTH, ("on Jan. 8, 2026", "2026年1月8日", "2026년 1월 8일", "2026年1月8日")),
        (
            value("2026-01-09", "2026-01-31", "2026-01", "AFTER"),
            ("in January 2026", "2026年1月に", "2026년 1월에", "2026年1月"),
        ),
        (
            value("2026-03-11", "2026-03-20", "2026-03", "MID"),
            ("in mid-March 2026", "2026年3月中旬に", "2026년 3월 중순에", "2026年3月中旬"),
        ),
        (
            value("2026-01-13", "2026-01-14", "x"),
            ("on Jan. 13-14, 2026", "2026年1月13～14日", "2026년 1월 13~14일", "2026年1月13日至14日"),
        ),
    ],
)
def test_dates_are_absolute(date: DateValue, words: tuple[str, ...]) -> None:
    for lang, expected in zip(LANGS, words, strict=True):
        said = load_grammar(lang).date(date, Memory())
        assert said is not None
        assert said[0] == expected


def test_a_date_shown_is_shortened_and_one_without_bounds_is_not_said() -> None:
    for lang, short in zip(LANGS, ("on Jan. 8", "8日", "8일", "8日"), strict=True):
        grammar = load_grammar(lang)
        first = grammar.date(EIGHTH, Memory())
        assert first is not None
        assert grammar.date(EIGHTH, first[1]) == (short, first[1])
        assert grammar.date(DateValue(text="soon", start=0, end=4, timex3="FUTURE_REF"), Memory()) is None


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        ("12000", "people", ("12,000 people", "1万2000人", "1만2000명", "1.2万人")),
        ("11", "lawmakers", ("11 lawmakers", "議員11人", "의원 11명", "11名议员")),
        ("350000000000", "USD", ("$350 billion", "3500億ドル", "3500억달러", "3500亿美元")),
    ],
)
def test_numbers(number: str, unit: str, words: tuple[str, ...]) -> None:
    assert tuple(load_grammar(lang).number(number, unit) for lang in LANGS) == words


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("rung", "polarity"), list(itertools.product(RUNGS, ("positive", "negative"))))
def test_every_rung_can_be_said_and_its_denial_is_another_sentence(lang: str, rung: str, polarity: str) -> None:
    kind = {"done": "meeting", "on_paper": "signing", "agreed": "agreement", "undertook": "pledge"}.get(
        rung, "statement"
    )
    actors = (A, B) if rung in JOINT or rung == "done" else (A,)
    act = Slots(kind=kind, rung=rung, polarity=polarity, actors=actors, topics=("trade",))  # type: ignore[arg-type]
    other = Slots(
        kind=kind,  # type: ignore[arg-type]
        rung=rung,  # type: ignore[arg-type]
        polarity="negative" if polarity == "positive" else "positive",
        actors=actors,
        topics=("trade",),
    )
    text = say(lang, act)
    if (rung, polarity) == ("raised", "negative"):
        assert text is None, "what somebody did not say is not told: a denial needs words of denial"
        return
    assert text
    assert text.endswith((".", "。"))
    assert not set("{}[]<>|") & set(text)
    assert text != say(lang, other)
    head = load_grammar(lang).headline(act, CAST, NOBODY)
    assert head
    assert not head.endswith(("。", "."))


@pytest.mark.parametrize("lang", LANGS)
def test_rungs_and_realis_are_told_apart(lang: str) -> None:
    said = set()
    for rung in RUNGS:
        kind = {"done": "meeting", "on_paper": "signing"}.get(rung, "statement")
        said.add(say(lang, Slots(kind=kind, rung=rung, actors=(A, B), topics=("trade",))))  # type: ignore[arg-type]
    for realis in ("planned", "possible"):
        said.add(say(lang, Slots(kind="meeting", rung="would", realis=realis, actors=(A, B))))  # type: ignore[arg-type]
    for hedge in ("expected", "likely", "reported", "considering"):
        said.add(say(lang, Slots(kind="meeting", rung="would", realis="planned", hedge=hedge, actors=(A, B))))
    weak = Slots(kind="agreement", rung="agreed", weak=True, actors=(A, B), topics=("trade",))
    said.add(say(lang, weak))
    assert None not in said
    assert len(said) == len(RUNGS) + 2 + 4 + 1


@pytest.mark.parametrize("lang", LANGS)
def test_what_makes_no_true_sentence_is_not_said(lang: str) -> None:
    assert say(lang, Slots(kind="statement", rung="raised", actors=(A,))) is None
    assert say(lang, Slots(kind="agreement", rung="agreed", actors=(A,), topics=("trade",))) is None
    assert say(lang, Slots(kind="meeting", rung="done", actors=(A,))) is None
    assert say(lang, Slots(kind="statement", rung="raised", actors=(A,), topics=("trade",), hedge="alleged")) is None
    assert say(lang, Slots(kind="other", rung="done", actors=(A,), topics=("trade",))) is None


def test_hope_is_for_what_one_hopes_for_and_a_wish_about_the_rest() -> None:
    hope = Slots(kind="statement", rung="asked", actors=(A,), recipients=(B,), topics=("cultural_exchange",))
    wish = Slots(kind="statement", rung="asked", actors=(A,), recipients=(B,), topics=("tariffs",))
    known = Memory(mentioned=frozenset(["e1", "e2"]))
    assert [say(lang, hope, known) for lang in LANGS] == [
        "Yun expressed hope for cultural exchanges.",
        "尹外相は沢田外相に文化交流への期待を示した。",
        "윤 장관은 사와다 외무상에게 문화 교류에 대한 기대를 밝혔다.",
        "尹多喜向泽田美绪表示期待文化交流。",
    ]
    assert say("en", wish, known) == "Yun expressed hopes regarding tariffs."


def test_headlines_fit() -> None:
    act = Slots(kind="meeting", rung="done", meeting="talks", actors=(A,), recipients=(B,), place="KR/seoul")
    heads = [load_grammar(lang).headline(act, CAST, NOBODY) for lang in LANGS]
    assert heads == [
        "South Korean Foreign Minister Yun Da-hee holds talks with Japanese Foreign Minister Mio Sawada in Seoul",
        "韓国の尹外相、ソウルで沢田外相と会談",
        "윤다희 외교부 장관, 서울에서 사와다 미오 일본 외무상과 회담",
        "韩国外长尹多喜在首尔与日本外相泽田美绪举行会谈",
    ]


def test_a_dispute_gives_both_values_or_nothing() -> None:
    dispute = Dispute("number", (("11", "lawmakers", ("Lamp",)), ("12", "lawmakers", ("Gazette",))), "rounding")
    for lang in LANGS:
        text = load_grammar(lang).disputed(dispute, CAST)
        assert text
        assert all(word in text for word in ("11", "12", "Lamp", "Gazette"))
        assert load_grammar(lang).disputed(Dispute("number", (("11", "no_unit", ()), ("12", None, ()))), CAST) is None


@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_remembers_whom_it_named_and_the_day(lang: str) -> None:
    act = Slots(kind="call", rung="done", actors=(A,), recipients=(B,), time=EIGHTH)
    line = load_grammar(lang).sentence(act, CAST, Memory(), NOBODY)
    assert isinstance(line, Line)
    assert line.memory.mentioned == {"e1", "e2"}
    assert line.memory.shown is not None
    assert line.memory.shown.isoformat() == "2026-01-08"


SAID = Slots(kind="statement", rung="raised", actors=(A,), topics=("condolences",))


def test_condolences_are_expressed_and_other_matters_referred_to() -> None:
    assert say("en", SAID) == "South Korean Foreign Minister Yun Da-hee expressed condolences."
    assert say("ja", SAID) == "韓国の尹多喜（ユン・ダヒ）外相は弔意を示した。"
    assert say("ko", SAID) == "윤다희 외교부 장관은 조의를 표했다."
    assert say("zh", SAID) == "韩国外长尹多喜表示慰问。"


@pytest.mark.parametrize("lang", LANGS)
def test_a_number_beside_a_bare_mention_is_not_printed(lang: str) -> None:
    mention = replace_slots(SAID, topics=("earthquake",), amounts=(("3000000", "USD"),))
    assert say(lang, mention) == say(lang, replace_slots(mention, amounts=()))


def test_what_is_announced_is_told_so() -> None:
    act = Slots(kind="statement", rung="would", actors=(A,), topics=("summit_meeting",))
    announced = Attribution(manner="announcement", goals=(("postpone", "summit_meeting"),))
    words = {"en": "announced the postponement of", "ja": "延期を発表した", "ko": "연기를 발표했다", "zh": "宣布推迟"}
    for lang in LANGS:
        told = say(lang, act, attribution=announced)
        assert told is not None
        assert words[lang] in told
        assert words[lang] not in (say(lang, act, attribution=Attribution(goals=announced.goals)) or "")
