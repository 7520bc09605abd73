"""The hostile set: an Article or a Rejected, never an exception, at most 10 seconds and 500 MB for one input."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from gauge import faults_among, take, warm
from inputs import ENTITIES, SENTENCE, bombs, disguises, scripts, shapes
from tricks import charsets, fields, packages

from dateline import ingest
from dateline.model import Article, Rejected

GROUPS: dict[str, Callable[[], dict[str, tuple[str, bytes]]]] = {
    "bombs": bombs,
    "shapes": shapes,
    "disguises": disguises,
    "scripts": scripts,
    "packages": packages,
    "charsets": charsets,
    "fields": fields,
}


@pytest.fixture(scope="module", autouse=True)
def _models() -> None:
    warm()


@pytest.mark.parametrize(
    "group", [pytest.param(g, marks=pytest.mark.long) if g in ("bombs", "shapes") else g for g in sorted(GROUPS)]
)
def test_every_input_ends_in_an_article_or_a_reason_in_time(group: str) -> None:
    inputs = GROUPS[group]()
    assert len(inputs) >= 10
    assert not faults_among(inputs)


def test_all_members_of_a_gzip_file_are_read() -> None:
    name, data = bombs()["many gzip members"]
    (article,) = take(name, data[: len(data) // 30_000 * 3])
    assert isinstance(article, Article)
    assert article.text.count(SENTENCE) == 3


def test_a_list_of_feeds_with_entities_names_no_file_of_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        ENTITIES + "<opml><body><outline xmlUrl='&out;'/><outline xmlUrl='../secret.txt'/>"
        "<outline xmlUrl='/etc/passwd'/><outline xmlUrl='&a9;'/></body></opml>"
    )
    (tmp_path.parent / "secret.txt").write_text(SENTENCE)
    made = list(ingest.gather_inputs([path]))
    assert made
    assert all(isinstance(one, Rejected) for one in made)


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "private.txt", tmp_path / "pages"
    outside.write_text(SENTENCE)
    folder.mkdir()
    (folder / "inside.txt").write_text(SENTENCE)
    (folder / "link.txt").symlink_to(outside)
    (folder / "twin.txt").symlink_to(folder / "inside.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    made = {
        Path(one.name if isinstance(one, ingest.RawInput) else one.input).name: one
        for one in ingest.gather_inputs([folder])
    }
    assert sorted(made) == ["inside.txt", "link.txt", "twin.txt"]
    refused = made["link.txt"]
    assert isinstance(refused, Rejected)
    assert refused.code == "not_allowed"


def test_an_endless_file_is_read_to_the_limit_only() -> None:
    (made,) = ingest.gather_inputs(["/dev/zero"])
    assert isinstance(made, Rejected)
    assert made.code == "too_large"


def test_a_file_name_without_utf8_is_shown_and_kept(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    with open(path, "wb") as file:
        file.write(SENTENCE.encode())
    (raw,) = ingest.gather_inputs([tmp_path])
    assert isinstance(raw, ingest.RawInput)
    assert raw.name.endswith("caf\ufffd.txt")
    assert isinstance(take(raw.name, raw.data)[0], Article)
