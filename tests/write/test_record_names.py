"""Who is named in the titles of the record: nobody by another language's description."""

from __future__ import annotations

import pytest

from dateline.model import Entity, Name, Participant, Party, RecordRow, Slots
from dateline.write import record_title

MINISTER = Entity(
    id="e1", kind="person", names=(Name("Noor Valen", "en", 3), Name("ノール・バレン", "ja"), Name("노르 발렌", "ko"))
)
HEAD = Party(entity="e1", capacity="transport_minister", of="SG")
OTHERS = {
    "officials": Entity(id="e2", kind="position", key="official", names=(Name("officials", "en"),)),
    "企业代表": Entity(id="e2", kind="position", names=(Name("企业代表", "zh"),)),
    "외무장관": Entity(id="e2", kind="position", key="foreign_minister", country="PH", names=(Name("외무장관", "ko"),)),
    "Negotiators": Entity(
        id="e2", kind="organization", names=(Name("Negotiators", "en"), Name("the negotiators", "en"))
    ),
    "Reef Council": Entity(id="e2", kind="organization", names=(Name("Reef Council", "en"),)),
}
PROPER = "Reef Council"


def title(called: str, lang: str) -> str:
    slots = Slots(kind="meeting", rung="done", actors=(HEAD,), recipients=(Party(entity="e2"),))
    people = (Participant(entity="e1", name="Noor Valen"), Participant(entity="e2", name=called))
    row = RecordRow(id="r1", kind="meeting", title={}, participants=people, slots=slots)
    return record_title(row, (MINISTER, OTHERS[called]), lang)


@pytest.mark.parametrize("called", OTHERS)
@pytest.mark.parametrize("lang", ["en", "ja", "ko", "zh"])
def test_a_description_is_given_in_its_own_language_alone(called: str, lang: str) -> None:
    made = title(called, lang)
    own = called == PROPER or any(n.lang == lang for n in OTHERS[called].names)
    assert (called.lower() in made.lower()) == own, made
    assert made


def test_an_office_that_nobody_is_named_for_has_its_title_in_the_language_of_the_reader() -> None:
    assert "フィリピン" in title("외무장관", "ja")
    assert "Philippine" in title("외무장관", "en")
