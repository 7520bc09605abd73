"""Pictures that an editor adds to a report."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Picture(Struct, frozen=True, kw_only=True):
    """A picture on a story: the archived file, who made it (``credit``), whether a machine did, and for each language its
    caption and the words for those who do not see it. ``undoes`` names an earlier one."""

    id: str
    act: Literal["put", "undo"] = "put"
    story: str
    at: str
    by: str
    original: str = ""
    credit: str = ""
    by_machine: bool = False
    captions: dict[str, str] = {}
    alternatives: dict[str, str] = {}
    undoes: str | None = None


class Printed(Struct, frozen=True, kw_only=True):
    """A picture with its bytes, as it goes on the site."""

    picture: Picture
    data: bytes
