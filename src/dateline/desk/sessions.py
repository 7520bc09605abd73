"""Who is signed in: sessions in memory, tokens that forms must carry, password hashes, limits on attempts."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

LASTS = 12 * 3600
_MOST = 1000


@dataclass
class Session:
    """Somebody signed in: the name, the language of the pages, until when; ``by_key`` where the desk's own key did it, else
    ``hash`` is that of the password that did: with another password the session ends."""

    name: str
    lang: str
    until: float
    by_key: bool = False
    hash: str = ""


class Sessions:
    """The sessions of one desk. They end with it."""

    def __init__(self) -> None:
        """No sessions yet, and a fresh secret for the tokens of forms."""
        self._secret = secrets.token_bytes(32)
        self._open: OrderedDict[str, Session] = OrderedDict()

    def begin(self, name: str, lang: str, *, by_key: bool = False, hash: str = "") -> str:
        """Begin a session; returns its id, which only the cookie carries."""
        id = secrets.token_urlsafe(32)
        self._open[id] = Session(name, lang, time.monotonic() + LASTS, by_key, hash)
        while len(self._open) > _MOST:
            self._open.popitem(last=False)
        return id

    def find(self, id: str | None) -> Session | None:
        """The session of an id that has not run out, or None."""
        session = self._open.get(id) if id else None
        if session is not None and session.until < time.monotonic():
            self.end(id)
            return None
        return session

    def end(self, id: str | None) -> None:
        """End a session."""
        self._open.pop(id or "", None)

    def token(self, id: str) -> str:
        """What a form shown to the holder of a cookie must carry."""
        return hmac.new(self._secret, id.encode(), hashlib.sha256).hexdigest()

    def is_token(self, id: str | None, token: object) -> bool:
        """Whether a form's token is the one that belongs to the cookie."""
        if not id or not isinstance(token, str) or not token.isascii():
            return False
        return hmac.compare_digest(self.token(id), token)


class Pace:
    """How often an address may ask for anything."""

    def __init__(self, limits: Sequence[str]) -> None:
        """Nobody has asked yet; ``limits`` as ``300/minute``, none for no limit."""
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._limits: list[RateLimitItem] = [parse(text) for text in limits]

    def takes(self, who: str) -> bool:
        """Whether another request may be answered now; it counts."""
        counted = [self._limiter.hit(limit, who) for limit in self._limits]
        return all(counted)


class Attempts:
    """How often somebody may fail to sign in: by address and by name."""

    def __init__(self, limits: Sequence[str]) -> None:
        """None has failed yet; ``limits`` as ``5/minute``."""
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._limits: list[RateLimitItem] = [parse(text) for text in limits]

    def may(self, *who: str) -> bool:
        """Whether there may be another attempt."""
        return all(self._limiter.test(limit, kind) for limit in self._limits for kind in who)

    def fail(self, *who: str) -> None:
        """Count an attempt that failed."""
        for limit in self._limits:
            for kind in who:
                self._limiter.hit(limit, kind)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _no_ones() -> str:
    return _hasher().hash(secrets.token_hex(16))


def hash_password(password: str) -> str:
    """The hash of a password (argon2id). Raises ValueError for one shorter than ten characters."""
    if len(password) < 10:
        raise ValueError("a password needs ten characters or more")
    return _hasher().hash(password)


def is_password(hash: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; as slow where there is no hash, so that names cannot be told by time."""
    try:
        return _hasher().verify(hash or _no_ones(), password) and bool(hash)
    except (Argon2Error, InvalidHashError):
        return False
