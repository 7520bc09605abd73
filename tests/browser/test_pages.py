"""The pages in a real browser: axe-core, widths, schemes, requests, evidence on hover, focus and tap."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.browser.driving import HERE, drive, press_keys, require_browser

from dateline.publish import audit_page, build_pages, write_site
from dateline.publish.view import TAGS

pytestmark = pytest.mark.browser

WIDE, NARROW = 1280, 390
FIRST = "#s1 .text"


def _edition() -> ModuleType:
    spec = importlib.util.spec_from_file_location("edition_by_hand", HERE.parent / "publish" / "edition.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _jobs(site: Path) -> list[dict[str, Any]]:
    """Every kind of page at both widths and in both schemes; the story in every language."""
    jobs: list[dict[str, Any]] = []

    def add(path: str, width: int, scheme: str, **more: str) -> None:
        jobs.append({"url": (site / path).as_uri(), "width": width, "scheme": scheme, **more})

    for number, lang in enumerate(TAGS):
        schemes = ("light", "dark") if number % 2 else ("dark", "light")
        for width, scheme in zip((WIDE, NARROW), schemes, strict=True):
            more = {"focus": FIRST} if width == NARROW else {"focus": FIRST, "hover": FIRST}
            add(f"{lang}/stories/s1.html", width, scheme, **more)
    for path in (
        "index.html",
        "ja/index.html",
        "ko/pairs/KR-SG.html",
        "zh/about.html",
        "ja/disputes.html",
        "ko/archive/index.html",
        "zh/archive/2026-05-07.html",
        "en/search.html",
        "ja/audits/index.html",
        "en/audits/d1.html",
        "zh/audits/d1.html",
        "ko/people/e1.html",
        "ja/record/r-met.html",
        "en/corrections.html",
        "zh/stories/s1.versions.html",
        "ko/stories/s9.html",
        "audit-en.html",
        "audit-ko.html",
    ):
        add(path, WIDE, "light")
        add(path, NARROW, "dark")
    return jobs


@pytest.fixture(scope="session")
def visits(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the browser found on each page; the site is built once, and one browser opens all."""
    require_browser()
    made = _edition()
    site = tmp_path_factory.mktemp("site")
    write_site(build_pages(made.make_whole_edition()), site)
    audit, document, sources, readings = made.make_audit()
    for lang in ("en", "ko"):
        (site / f"audit-{lang}.html").write_bytes(audit_page(audit, document, sources, lang, readings=readings))
    found: list[dict[str, Any]] = drive(HERE / "visit.mjs", _jobs(site), site)
    assert len(found) == len(_jobs(site))
    return found


def test_no_page_breaks_a_rule_of_accessibility(visits: list[dict[str, Any]]) -> None:
    assert not [(v["url"], v["width"], v["scheme"], v["violations"]) for v in visits if v["violations"]]


def test_no_page_is_wider_than_the_screen(visits: list[dict[str, Any]]) -> None:
    assert not [(v["url"], v["width"], v["overflow"]) for v in visits if v["overflow"] > 0]


def test_pages_load_nothing_from_elsewhere_and_run_nothing(visits: list[dict[str, Any]]) -> None:
    assert not [
        (v["url"], v["outside"])
        for v in visits
        if v["outside"] or v["scripts"] > v["url"].endswith("search.html") or v["storage"]
    ]


def test_evidence_opens_on_focus_and_tap_and_closes_again(visits: list[dict[str, Any]]) -> None:
    stories = [v for v in visits if "focus" in v]
    assert {v["lang"] for v in stories} == set(TAGS.values())
    for visit in stories:
        for state in (visit["focus"], visit["tapped"]):
            assert state == {"open": True, "inside": True, "covers": False}, visit
        assert visit["closed"], visit


def test_evidence_on_hover_moves_nothing_on_a_wide_screen(visits: list[dict[str, Any]]) -> None:
    hovered = [v for v in visits if "hover" in v]
    assert hovered
    for visit in hovered:
        assert visit["hover"] == {"open": True, "inside": True, "covers": False}, visit
        assert visit["jump"] < 1, visit


def test_a_reader_gets_everywhere_by_keyboard_and_without_scripts(tmp_path: Path) -> None:
    require_browser()
    write_site(build_pages(_edition().make_edition()), tmp_path)
    home = tmp_path.as_uri()
    open_story = {"to": ".card h2 a, .card h3 a", "press": "Enter", "shows": "h1"}
    drives = [
        {
            "url": f"{home}/index.html",
            "steps": [
                {"to": ".skip", "press": "Enter"},
                open_story,
                {"to": "#s1 .text", "shows": "#s1 .pop"},  # focus alone opens the evidence
                {"to": "#s1 .pop a[href*=':~:text=']", "shows": "#s1 .pop"},  # and the next stops are inside of it
                {"to": "#s2 .text", "shows": "#s2 .pop"},
                {"to": "a[href$='.json']", "shows": ".sources"},
            ],
        },
        {
            "url": f"{home}/ko/index.html",
            "steps": [
                {"to": "a[hreflang='zh-Hans']", "press": "Enter", "shows": "html[lang='zh-Hans'] h1"},
                {"to": "a[href='archive/index.html'], a[href$='/archive/index.html']", "press": "Enter", "shows": "h1"},
                {"to": "main li a", "press": "Enter", "shows": ".card"},
                open_story,
                {"to": ".side a[href*='/pairs/']", "press": "Enter", "shows": ".record"},
            ],
        },
    ]
    press_keys(drives, tmp_path)


def test_a_story_page_is_light(tmp_path: Path) -> None:
    write_site(build_pages(_edition().make_edition()), tmp_path)
    style = (tmp_path / "style.css").stat().st_size
    for page in tmp_path.glob("*/stories/*.html"):
        assert page.stat().st_size + style <= 100_000
