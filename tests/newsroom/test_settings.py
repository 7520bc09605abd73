"""The settings file: every key of the documentation is read, and what is wrong is named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dateline.newsroom.settings import (
    ModelSettings,
    NewsroomSettings,
    SettingsError,
    SiteSettings,
    load_settings,
)

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def example() -> str:
    found = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found.group(1)


def test_without_a_file_everything_has_a_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == NewsroomSettings()


def test_the_documented_file_names_every_key_and_is_read(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text(example(), encoding="utf-8")
    read = load_settings(tmp_path)
    named = tomllib.loads(example())
    assert set(named) == set(NewsroomSettings.__struct_fields__)
    assert set(named["site"]) == set(SiteSettings.__struct_fields__)
    assert set(named["model"]) == set(ModelSettings.__struct_fields__)
    assert read.feeds == (str(tmp_path / "feeds.opml"),)
    assert read.site.contact == "mailto:desk@desk.example"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("stores = 'x'", "stores"),
        ("workers = 'two'", "workers"),
        ("langs = ['fr']", "fr"),
        ("langs = []", "langs"),
        ("[model]\nname = 'x'", "base_url"),
        ("store = ", "Invalid value"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "dateline.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=named) as error:
        load_settings(tmp_path)
    assert "dateline.toml" in str(error.value)
