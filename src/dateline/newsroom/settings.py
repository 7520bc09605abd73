"""A newsroom's settings: one TOML file, checked as a whole, every key with a default that needs nothing from outside."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

FILE = "dateline.toml"
MOST_BYTES = 1_000_000
LANGS = ("en", "ja", "ko", "zh")


class SettingsError(ValueError):
    """The settings cannot be used: the message names the file, the key, the reason and the remedy."""


class SiteSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What readers see around the reports. ``base_url``: where the site will stand, without it no absolute links are made.
    ``contact``: an address for complaints and replies (mailto: or https:)."""

    title: str | None = None
    base_url: str | None = None
    contact: str | None = None
    publisher: str | None = None


class ModelSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language model behind an OpenAI-compatible endpoint. ``key``: the name of the environment variable that holds
    its key, never the key itself. Prices are per million tokens, in any currency."""

    base_url: str
    name: str
    key: str | None = None
    timeout: float = 60.0
    retries: int = 2
    per_minute: int = 60
    input_price: float = 0.0
    output_price: float = 0.0


class NewsroomSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``store``: a PostgreSQL URL, or None for the file inside of the newsroom. ``engine``: ``auto``, ``process``,
    ``pool`` or a Ray address (``ray://host:port``, ``ray:auto``). ``feeds``: OPML files that ``watch`` follows.
    ``recheck_hours``: how long after an answer ``watch`` asks the address of a cited source again; 0 is never."""

    store: str | None = None
    engine: str = "auto"
    workers: int | None = None
    langs: tuple[str, ...] = LANGS
    feeds: tuple[str, ...] = ()
    recheck_hours: float = 24.0
    site: SiteSettings = msgspec.field(default_factory=SiteSettings)
    model: ModelSettings | None = None


def load_settings(folder: str | os.PathLike[str]) -> NewsroomSettings:
    """The settings of the newsroom in ``folder``; the defaults where it has no file.

    Paths in ``feeds`` are taken from the folder. Raises SettingsError."""
    path = Path(folder) / FILE
    if not path.exists():
        return NewsroomSettings()
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise SettingsError(f"{path} is no file of at most {MOST_BYTES} bytes; docs/settings.md lists every key")
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), NewsroomSettings)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise SettingsError(f"{path}: {error}; docs/settings.md lists every key") from error
    if found.engine not in ("auto", "process", "pool") and not found.engine.startswith("ray:"):
        raise SettingsError(f"{path}: engine {found.engine!r}: name auto, process, pool or ray:HOST:PORT")
    unknown = [code for code in found.langs if code not in LANGS]
    if unknown or not found.langs:
        raise SettingsError(f"{path}: langs {list(found.langs)}: name one or more of {', '.join(LANGS)}")
    return msgspec.structs.replace(
        found,
        feeds=tuple(str(path.parent / name) for name in found.feeds),
    )
