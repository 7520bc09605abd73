"""An invented story for the writer's tests: two politicians, an office, and the acts that a test asks for."""

from __future__ import annotations

from dataclasses import replace

from dateline.lang.render import Attribution
from dateline.model import Anchor, Article, DateValue, Entity, Fact, Name, Origin, Party, Slots, Story
from dateline.model.story import Support

LANGS = ("en", "ja", "ko", "zh")
HAN = Party(entity="e1", capacity="prime_minister", of="KR")
MIZUNO = Party(entity="e2", capacity="party_policy_chief", of="JP/ldp")
BOTH = Party(entity="e4")
SAKURAI = Party(entity="e5", capacity="ambassador", of="JP")


def entity(id_: str, kind: str, names: str, country: str | None = None, key: str | None = None) -> Entity:
    """``names`` is ``lang:form:count`` separated by ``;``."""
    rows = [row.split(":") for row in names.split(";") if row]
    return Entity(
        id=id_,
        kind=kind,  # type: ignore[arg-type]
        country=country,
        key=key,
        names=tuple(Name(form, lang, int(count)) for lang, form, count in rows),
    )


CAST = {
    e.id: e
    for e in (
        entity("e1", "person", "en:Han Seo-jin:4;en:Han:6;ko:한서진:5;ja:韓瑞珍:3;ja:ハン・ソジン:1;zh:韩瑞珍:2", "KR"),
        entity(
            "e2",
            "person",
            "en:Haruto Mizuno:4;en:Mizuno:5;ko:미즈노 하루토:4;ja:水野春人:4;ja:水野:2;zh:水野春人:2",
            "JP",
        ),
        entity("e3", "organization", "en:Foreign Ministry:1", "KR", "foreign_ministry"),
        entity("e4", "organization", "en:both_sides:1", None, "both_sides"),
        entity("e5", "person", "en:Reiko Sakurai:2;ko:사쿠라이 레이코:2;ja:桜井玲子:2;zh:樱井玲子:2", "JP"),
    )
}


def day(text: str, **more: str) -> DateValue:
    return DateValue(
        text=text, start=0, end=len(text), timex3=text, edtf=text, earliest=text, latest=text, basis="explicit", **more
    )


EIGHTH = day("2026-01-08")
JANUARY = DateValue(
    text="later",
    start=0,
    end=5,
    timex3="2026-01",
    mod="AFTER",
    earliest="2026-01-09",
    latest="2026-01-31",
    basis="explicit",
)
MEETING = Slots(
    kind="meeting", rung="done", meeting="talks", actors=(HAN,), recipients=(MIZUNO,), place="KR/seoul", time=EIGHTH
)


def fact(id_: str, slots: Slots, support: Support = "single_origin", weight: float = 0.5, **more: object) -> Fact:
    return Fact(
        id=id_,
        story="s1",
        text=id_,
        support=support,
        slots=slots,
        weight=weight,
        origins=("o1",),
        anchors=(Anchor("a1", 0, 4, "page"),),
        **more,  # type: ignore[arg-type]
    )


_PLAIN = Attribution()


def worded(slots: Slots, source: Attribution = _PLAIN) -> Attribution:
    """By whose word, with the manner of a denial: what somebody only did not mention is not told."""
    denied = (slots.kind, slots.rung, slots.polarity, slots.displeasure) == ("statement", "raised", "negative", None)
    return replace(source, manner="denial") if denied else source


STORY = Story(id="s1", articles=("a1", "a2"), named_origins=("KR/prime_ministers_office",))
ARTICLES = tuple(
    Article(id=a, source=a, outlet=o, text="page", published="2026-01-09", source_class="ai_rewrite")
    for a, o in (("a1", "Harbour Gazette"), ("a2", "Daily Lamp"))
)
ORIGINS = (
    Origin(id="o1", kind="ai_rewrite", independent=False, name="Harbour Gazette", articles=("a1",)),
    Origin(id="o2", kind="ai_rewrite", independent=False, name="Daily Lamp", articles=("a2",)),
)
