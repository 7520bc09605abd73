"""Publishing: an edition in, pages out. Pages are pure functions of their inputs."""

from dateline.publish.audit import audit_page
from dateline.publish.site import VERSION, Page, build_pages, write_site
from dateline.publish.view import SiteData

__all__ = ["VERSION", "Page", "SiteData", "audit_page", "build_pages", "write_site"]
