"""Publishing: an edition in, pages out. Pages are pure functions of their inputs."""

from dateline.publish.audit import audit_page
from dateline.publish.house import House
from dateline.publish.imprint import imprint
from dateline.publish.pages import Page
from dateline.publish.search import index_site
from dateline.publish.site import VERSION, Built, build_pages, write_edition, write_site
from dateline.publish.sitedata import PrintedAudit, SiteData

__all__ = [
    "VERSION",
    "Built",
    "House",
    "Page",
    "PrintedAudit",
    "SiteData",
    "audit_page",
    "build_pages",
    "imprint",
    "index_site",
    "write_edition",
    "write_site",
]
