"""Settings that an administrator changes at the desk: what readers see of the house. Every change is kept with its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from dateline.newsroom.decided import DecisionError, fresh_id, in_force, now, undoable
from dateline.newsroom.settings import NewsroomSettings, load_settings
from dateline.store import Store

if TYPE_CHECKING:
    from dateline.newsroom.day import Newsroom

SETTINGS = "setting"
"""The kind of decision under which the store keeps changed settings."""
KEYS = ("title", "base_url", "contact", "publisher")
"""What may be changed at the desk: the fields of ``[site]``. All else stands in the file alone."""
_LONGEST = 200


class SettingChange(Struct, frozen=True, kw_only=True):
    """That a setting has another value (None: none), whatever the file says; or, by ``undo``, no longer."""

    id: str
    act: Literal["set", "undo"]
    key: str
    at: str
    by: str
    value: str | None = None
    undoes: str | None = None


def settings_log(newsroom: Newsroom) -> tuple[SettingChange, ...]:
    """Every change, in the order in which they were made."""
    return newsroom.store.decisions(SETTINGS, SettingChange)


def with_changes(settings: NewsroomSettings, store: Store) -> NewsroomSettings:
    """The settings of the file with what was changed at the desk; the last change of a key that stands holds."""
    changed = {c.key: c.value for c in in_force(store.decisions(SETTINGS, SettingChange)) if c.key in KEYS}
    return msgspec.structs.replace(settings, site=msgspec.structs.replace(settings.site, **changed))


def set_setting(newsroom: Newsroom, key: str, value: str, *, by: str) -> SettingChange:
    """Change a setting, from the next run on; an empty value leaves it unset. Raises DecisionError."""
    if key not in KEYS:
        raise DecisionError(f"a setting that the desk changes is one of {', '.join(KEYS)}")
    given = " ".join(value.split()) or None
    _judge(key, given)
    if given == getattr(newsroom.settings.site, key):
        raise DecisionError("nothing was changed")
    at = now()
    made = SettingChange(id=fresh_id("g", key, given, at), act="set", key=key, value=given, at=at, by=by)
    return _keep(newsroom, made)


def undo_setting(newsroom: Newsroom, id: str, *, by: str) -> SettingChange:
    """Take a change back; undoing that brings it back. Raises DecisionError."""
    void = undoable(settings_log(newsroom), id)
    at = now()
    return _keep(
        newsroom, SettingChange(id=fresh_id("g", "undo", id, at), act="undo", key=void.key, at=at, by=by, undoes=id)
    )


def _keep(newsroom: Newsroom, made: SettingChange) -> SettingChange:
    newsroom.store.put_decision(SETTINGS, made.id, made)
    newsroom.settings = with_changes(load_settings(newsroom.path), newsroom.store)
    return made


def _judge(key: str, value: str | None) -> None:
    if value is None:
        return
    if len(value) > _LONGEST or not value.isprintable():
        raise DecisionError(f"a setting has at most {_LONGEST} characters, all of them printable")
    schemes = {"base_url": ("http", "https"), "contact": ("mailto", "https")}.get(key)
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise DecisionError("that is no address") from error
    is_bare = parts.scheme != "mailto" and not parts.netloc
    if schemes is not None and (parts.scheme not in schemes or is_bare or " " in value):
        raise DecisionError(f"an address begins with {' or '.join(schemes)}:")
