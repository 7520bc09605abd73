"""The pages in a real browser: axe-core, widths, schemes, requests, evidence on hover, focus and tap."""

from __future__ import annotations

import importlib.util
import re
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


KINDS = (
    "index.html",
    "stories/s1.html",
    "stories/s0.html",
    "stories/s1.versions.html",
    "stories/s9.html",
    "pairs/KR-SG.html",
    "people/e1.html",
    "record/r-met.html",
    "record/r-open.html",
    "disputes.html",
    "corrections.html",
    "audits/index.html",
    "audits/d1.html",
    "archive/index.html",
    "archive/2026-05-07.html",
    "search.html",
    "about.html",
)
"""A page of every kind there is, below the folder of a language."""


def _jobs(site: Path) -> list[dict[str, Any]]:
    """Every kind of page in every language, each kind at both widths and in both schemes."""
    jobs: list[dict[str, Any]] = []

    def add(path: str, width: int, scheme: str, **more: str) -> None:
        jobs.append({"url": (site / path).as_uri(), "width": width, "scheme": scheme, **more})

    for number, lang in enumerate(TAGS):
        schemes = ("light", "dark") if number % 2 else ("dark", "light")
        for width, scheme in zip((WIDE, NARROW), schemes, strict=True):
            more = {"focus": FIRST} if width == NARROW else {"focus": FIRST, "hover": FIRST}
            add(f"{lang}/stories/s1.html", width, scheme, **more)
    looks = [(width, scheme) for width in (WIDE, NARROW) for scheme in ("light", "dark")]
    for number, kind in enumerate(k for k in KINDS if k != "stories/s1.html"):
        for lang, (width, scheme) in zip(TAGS, looks[number % 4 :] + looks[: number % 4], strict=True):
            add(f"{lang}/{kind}", width, scheme)
    for number, path in enumerate(("audit-en.html", "audit-ko.html", "404.html", "index.html")):
        for width, scheme in (looks[number % 2], looks[3 - number % 2]):
            add(path, width, scheme)
    return jobs


@pytest.fixture(scope="session")
def visits(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the browser found on each page; the site is built once, and one browser opens all."""
    require_browser()
    made = _edition()
    site = tmp_path_factory.mktemp("site")
    data = made.with_picture(made.make_whole_edition())
    write_site(build_pages(data), site)
    assert {p.relative_to(site).parts[1] for p in site.rglob("*/*/*.html")} <= {k.split("/")[0] for k in KINDS}
    for page in site.glob("*/stories/s0.html"):  # as it is seen before it leads on
        page.write_text(re.sub(r'<meta http-equiv="refresh"[^>]*>', "", page.read_text("utf-8")), "utf-8")
    lost = site / "404.html"  # a server shows it at any address, so it begins at the server's root
    lost.write_text(lost.read_text("utf-8").replace('href="/', 'href="'), "utf-8")
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


def test_pictures_keep_their_words_inside_and_apart(visits: list[dict[str, Any]]) -> None:
    assert not [(v["url"], v["width"], v["drawn"]) for v in visits if v["drawn"]]
    assert any(v["pictures"] for v in visits)


def test_what_is_tapped_is_large_enough(visits: list[dict[str, Any]]) -> None:
    assert not [(v["url"], v["width"], v["narrow"]) for v in visits if v["narrow"]]


def test_nothing_is_said_to_be_below_that_is_not(visits: list[dict[str, Any]]) -> None:
    assert not [(v["url"], v["hollow"]) for v in visits if v["hollow"]]


def test_evidence_opens_on_focus_and_tap_and_closes_again(visits: list[dict[str, Any]]) -> None:
    stories = [v for v in visits if "focus" in v]
    assert {v["lang"] for v in stories} == set(TAGS.values())
    for visit in stories:
        for state in (visit["focus"], visit["tapped"]):
            assert state == {"open": True, "inside": True, "covers": False}, visit
        assert all(visit["headline"].values()), visit
        assert visit["closed"], visit


def test_evidence_of_the_focus_and_of_a_resting_pointer_are_both_open(visits: list[dict[str, Any]]) -> None:
    """WCAG 1.4.13: what hover or focus opens stays until that hover or focus is gone; the keyboard's lies on top."""
    focused = [v for v in visits if "focus" in v]
    assert {v["width"] for v in focused} == {WIDE, NARROW}
    for visit in focused:
        assert visit["rested"], visit
        assert visit["top"], visit


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
                {"to": ".more a[href*='/pairs/']", "press": "Enter", "shows": ".record"},
            ],
        },
    ]
    press_keys(drives, tmp_path)


def test_a_story_page_is_light(tmp_path: Path) -> None:
    write_site(build_pages(_edition().make_edition()), tmp_path)
    style = (tmp_path / "style.css").stat().st_size
    for page in tmp_path.glob("*/stories/*.html"):
        assert page.stat().st_size + style <= 100_000
