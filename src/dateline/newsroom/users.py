"""Who may sign in to the desk: names, roles and hashed passwords, by decisions of which the last one on a name holds."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.newsroom.day import Newsroom
from dateline.newsroom.decided import fresh_id, now

USERS = "desk user"
"""The kind of decision under which the store keeps users."""
Rank = Literal["reader", "editor", "admin"]
RANKS: tuple[Rank, ...] = ("reader", "editor", "admin")


class User(Struct, frozen=True, kw_only=True):
    """A user of the desk; ``hash`` is empty for one who may no longer sign in."""

    id: str
    name: str
    role: Rank
    hash: str
    by: str
    at: str


def desk_users(newsroom: Newsroom) -> dict[str, User]:
    """The users by name, those included who may no longer sign in."""
    return {user.name: user for user in newsroom.store.decisions(USERS, User)}


def put_user(newsroom: Newsroom, name: str, role: Rank, hash: str, *, by: str) -> User:
    """Enter a user, or what holds of one from now on."""
    at = now()
    made = User(id=fresh_id("d", name, role, hash, at), name=name, role=role, hash=hash, by=by, at=at)
    newsroom.store.put_decision(USERS, made.id, made)
    return made
