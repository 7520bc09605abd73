"""Every kind of page before the Nu HTML checker, and the feeds and sitemaps before what reads them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.browser.driving import ROOT
from tests.browser.validating import faults_of

from dateline.publish import House, audit_page, build_pages, write_site

sys.path.insert(0, str(ROOT / "tests" / "publish"))
from edition import LANGS, make_audit, make_whole_edition

pytestmark = pytest.mark.browser

HOUSE = House(base_url="https://desk.example/news/", contact="mailto:desk@desk.example", publisher="Harbour Desk")


def whole_site(out: Path) -> list[Path]:
    """A site with every kind of page there is, in four languages; gives its HTML files."""
    write_site(build_pages(replace(make_whole_edition(), house=HOUSE)), out)
    audit, document, sources, readings = make_audit()
    for lang in LANGS:
        (out / f"audit-{lang}.html").write_bytes(audit_page(audit, document, sources, lang, readings=readings))
    return sorted(out.rglob("*.html"))


def test_every_kind_of_page_is_valid_html(tmp_path: Path) -> None:
    pages = whole_site(tmp_path)
    kinds = {page.relative_to(tmp_path).parts[1] for page in pages if len(page.relative_to(tmp_path).parts) > 2}
    assert {"stories", "pairs", "archive", "audits", "people", "record"} == kinds
    assert len(pages) > 60
    assert faults_of(tmp_path) == []
