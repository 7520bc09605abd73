"""Search on a served site, in a real browser under the page's own policy: four languages, two without spaces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_pages import _edition
from tests.browser.driving import HERE, drive, require_browser
from tests.browser.serving import serve

from dateline.publish import build_pages, write_site
from dateline.publish.search import index_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition by hand, indexed."""
    require_browser()
    made = tmp_path_factory.mktemp("searched")
    data = _edition().make_edition()
    write_site(build_pages(data), made)
    if not index_site(data, made):
        pytest.skip("Pagefind is not installed here: make test installs it")
    return made


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The same, served on loopback."""
    with serve(site) as home:
        yield home


def search(served: str, folder: Path, words: dict[str, str]) -> list[dict[str, Any]]:
    jobs = [{"url": f"{served}/{lang}/search.html", "words": w} for lang, w in words.items()]
    found: list[dict[str, Any]] = drive(HERE / "search.mjs", jobs, folder)
    return found


def test_words_are_found_in_every_language(served: str, tmp_path: Path) -> None:
    words = {"en": "Busan", "ja": "釜山", "ko": "부산", "zh": "釜山"}
    for lang, result in zip(words, search(served, tmp_path, words), strict=True):
        assert any(link.startswith(f"/{lang}/stories/") for link in result["links"]), result
        assert not any(not link.startswith(f"/{lang}/") for link in result["links"]), result
        assert all(result["badges"]), result
        assert (result["faults"], result["outside"], result["stored"]) == ([], [], 0), result


def test_what_is_not_there_is_said(served: str, tmp_path: Path) -> None:
    (result,) = search(served, tmp_path, {"en": "xylophonequartz"})
    assert result["links"] == []
    assert result["found"] == "Nothing was found."


def test_an_index_that_is_broken_is_said(served: str, tmp_path: Path, site: Path) -> None:
    for path in (site / "pagefind/ko").glob("wasm.*"):
        path.write_bytes(path.read_bytes()[:4096])
    (result,) = search(served, tmp_path, {"ko": "부산"})
    assert result["links"] == []
    assert str(result["found"]).startswith("검색 색인을 읽을 수 없습니다.")
