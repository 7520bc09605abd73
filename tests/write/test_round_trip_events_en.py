"""What the English grammar says of events and of deeds done to things, the English reader reads back: type, thing, parties."""

from __future__ import annotations

import pytest
from stage import day, entity

from dateline.lang.data import load_table
from dateline.lang.en import events
from dateline.lang.goals import may_be_done
from dateline.lang.pack import load_pack
from dateline.lang.render import Attribution, Memory, load_grammar, replace_slots
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, Entity, Party, Slots
from dateline.model.reading import Reading

CAST: dict[str, Entity] = {
    e.id: e
    for e in (
        entity("e1", "person", "en:Kwon Tae-gyu:4;en:Kwon:6", "KR"),
        entity("e2", "person", "en:Reiko Sakurai:4;en:Sakurai:3", "JP"),
        entity("police", "organization", "en:police:3", "KR", "police"),
        entity("court", "organization", "en:court:3", "JP", "court"),
        entity("government", "organization", "en:government:3", "JP", "government"),
        entity("ministry", "organization", "en:trade ministry:3", "KR", "trade_ministry"),
        entity("firm", "organization", "en:Daehan Motors:3"),
        entity("union", "organization", "en:Daehan Motors Workers' Union:3"),
        entity("party", "organization", "en:Harbour Party:3"),
    )
}
MAN = Party(entity="e1", capacity="transport_minister", of="KR")
TABLE = load_table("pivot", "events")
BY = {
    "arrest": "police", "detain": "police", "release": "police", "charge": "police", "question": "police",
    "search": "police", "convict": "court", "sentence": "court", "acquit": "court",
}  # fmt: skip
OF = {"fine": "firm", "sue": "firm", "search": "firm", "sanction": "firm"}
SELF = {"strike": "union", "end_strike": "union", "go_bankrupt": "firm", "protest": "party", "appeal": "firm"}
IN_OFFICE = ("appoint", "elect", "nominate")
FLOOR = 0.96
COURSES = ("done", "denied", "planned", "not planned")
NARROW = load_table("en", "events")["narrow"]["verbs"]
ONLY = load_table("pivot", "goals")["only"]
OBJECTS = tuple(load_table("en", "goals")["objects"])
DEEDS = tuple(
    (deed, thing)
    for number, (deed, row) in enumerate(load_table("en", "events")["done"].items())
    for thing in (
        *(t for t in row["things"].split("|") if t.isidentifier()),
        *(
            o
            for o in OBJECTS[number % 64 :: 64]
            if deed in ONLY and row["verbs"][0] not in NARROW and may_be_done(deed, o)
        ),
    )
)


def course(slots: Slots, how: str) -> Slots:
    ahead = {"realis": "planned", "rung": "would", "time": day("2026-02-11")} if "planned" in how else {"rung": "done"}
    polarity = "negative" if how in ("denied", "not planned") else "positive"
    return replace_slots(slots, polarity=polarity, **{"time": day("2026-01-08"), **ahead})


def acts_of_events() -> list[tuple[str, Slots]]:
    made: list[tuple[str, Slots]] = []
    for event, row in TABLE.items():
        kind = "appointment" if event in events.PERSONAL else "other"
        base = Slots(kind=kind, rung="done", event=event)
        if row["form"] == "self":
            party = Party(entity=SELF[event]) if event in SELF else MAN
            made.append((event, replace_slots(base, actors=(party,))))
        elif event not in IN_OFFICE:
            patient = Party(entity=OF[event]) if event in OF else MAN
            made.append((event, replace_slots(base, recipients=(patient,))))
            by = Party(entity=BY.get(event, "government"))
            made.append((f"{event} by", replace_slots(base, actors=(by,), recipients=(patient,))))
    return made


def read(*blocks: tuple[str, str]) -> Reading:
    text, made = "", []
    for kind, words in blocks:
        made.append((len(made), Block(kind, len(text), len(text) + len(words), "en")))
        text += words + "\n"
    return load_pack("en").read_blocks(text, made, [Reference.at("2026-01-29")] * len(made))  # type: ignore[return-value]


def names(parties: tuple[Party, ...]) -> set[frozenset[str]]:
    entities = [CAST[p.entity] for p in parties]
    return {frozenset({n.text for n in e.names} | ({e.key} if e.key else set())) for e in entities}


def differs(slots: Slots, act: Act, reading: Reading) -> set[str]:
    def same(parties: tuple[Party, ...], quotes: object) -> bool:
        told = {m.value for q in quotes for m in reading.mentions if m.start == q.start}  # type: ignore[attr-defined]
        wanted = names(parties)
        return len(told) == len(wanted) and all(any(v in w for w in wanted) for v in told)

    return {
        name
        for name, wrong in {
            "event": act.event != slots.event,
            "thing": act.thing != slots.thing,
            "actors": not same(slots.actors, act.actors),
            "recipients": not same(slots.recipients, act.recipients),
            "realis": act.realis != slots.realis,
            "polarity": act.polarity != slots.polarity,
            "day": act.time is None or slots.time is None or act.time.earliest != slots.time.earliest,
        }.items()
        if wrong
    }


def missed(slots: Slots, head: bool = False) -> str:
    """What is not read back of an act: "" where all is; the sentence with what differs, else."""
    if head:
        text = load_grammar("en").headline(slots, CAST, Attribution())
    else:
        line = load_grammar("en").sentence(slots, CAST, Memory(), Attribution())
        text = line.text if line is not None else None
    assert text is not None, slots
    reading = read(("headline", text), ("body", "Nothing more is known.")) if head else read(("body", text))
    wrong = min((differs(slots, a, reading) for a in reading.acts), key=len, default={"no act"})
    wrong -= {"day"} if head else set()
    return f"{text} {sorted(wrong)}" if wrong else ""


@pytest.mark.parametrize("how", COURSES)
def test_every_event_is_read_back(how: str) -> None:
    wrong = [m for _, slots in acts_of_events() if (m := missed(course(slots, how)))]
    assert not wrong, wrong


@pytest.mark.parametrize("how", COURSES)
def test_every_deed_is_read_back(how: str) -> None:
    wrong = []
    told = DEEDS if how == "done" else DEEDS[COURSES.index(how) :: 6]
    for deed, thing in told:
        slots = Slots(kind="other", rung="done", event=deed, thing=thing, actors=(Party(entity="ministry"),))
        if m := missed(course(slots, how)):
            wrong.append(m)
    assert 1 - len(wrong) / len(told) >= FLOOR, wrong


@pytest.mark.parametrize("how", COURSES)
def test_headlines_of_events_and_deeds_are_read_back(how: str) -> None:
    told = [slots for _, slots in acts_of_events()]
    told += [
        Slots(kind="other", rung="done", event=deed, thing=thing, actors=(Party(entity="ministry"),))
        for deed, thing in DEEDS[::8]
    ]
    wrong = [m for slots in told if (m := missed(course(slots, how), head=True))]
    assert 1 - len(wrong) / len(told) >= FLOOR - 0.02, wrong
