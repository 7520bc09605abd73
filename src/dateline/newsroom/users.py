"""Who may sign in to the desk: names, roles and hashed passwords, by decisions of which the last one on a name holds."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.newsroom.day import Newsroom
from dateline.newsroom.decided import DecisionError, fresh_id, now

USERS = "desk user"
"""The kind of decision under which the store keeps users."""
Rank = Literal["reader", "editor", "admin"]
RANKS: tuple[Rank, ...] = ("reader", "editor", "admin")


class User(Struct, frozen=True, kw_only=True):
    """A user of the desk; ``hash`` is empty for one who may no longer sign in. ``undoes``: the entry that this one takes back."""

    id: str
    name: str
    role: Rank
    hash: str
    by: str
    at: str
    undoes: str | None = None


def users_log(newsroom: Newsroom) -> tuple[User, ...]:
    """Every entry, in the order in which they were made."""
    return newsroom.store.decisions(USERS, User)


def desk_users(newsroom: Newsroom) -> dict[str, User]:
    """The users by name, those included who may no longer sign in."""
    return {user.name: user for user in users_log(newsroom)}


def put_user(newsroom: Newsroom, name: str, role: Rank, hash: str, *, by: str, undoes: str | None = None) -> User:
    """Enter a user, or what holds of one from now on. Raises DecisionError where no administrator would be left."""
    users = desk_users(newsroom)
    others = any(u.role == "admin" and u.hash for u in users.values() if u.name != name)
    known = users.get(name)
    was_admin = known is not None and known.role == "admin" and bool(known.hash)
    if was_admin and not others and not (role == "admin" and hash):
        raise DecisionError("somebody must be left who may enter users")
    at = now()
    made = User(id=fresh_id("d", name, role, hash, at), name=name, role=role, hash=hash, by=by, at=at, undoes=undoes)
    newsroom.store.put_decision(USERS, made.id, made)
    return made


def undoable_entries(newsroom: Newsroom) -> frozenset[str]:
    """The entries that may be taken back: the last one on each name."""
    return frozenset(user.id for user in desk_users(newsroom).values())


def undo_user(newsroom: Newsroom, id: str, *, by: str) -> User:
    """Take the last entry on a name back: what held of it before holds again, and nobody may sign in by a name that was new.
    Undoing that brings the entry back. Raises DecisionError."""
    log = users_log(newsroom)
    last = next((u for u in desk_users(newsroom).values() if u.id == id), None)
    if last is None:
        raise DecisionError(f"no decision {id} is in force; the log lists them")
    earlier = [u for u in log if u.name == last.name][:-1]
    role, hash = (earlier[-1].role, earlier[-1].hash) if earlier else (last.role, "")
    return put_user(newsroom, last.name, role, hash, by=by, undoes=id)
