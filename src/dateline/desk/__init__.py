"""The editors' desk: a web app with server-rendered pages, and the API. Talks to the newsroom alone."""

from dateline.desk.app import create_app
from dateline.desk.sessions import hash_password
from dateline.desk.settings import EXPOSED_AUDITS, EXPOSED_PACE, LOOPBACK, DeskSettings

__all__ = ["EXPOSED_AUDITS", "EXPOSED_PACE", "LOOPBACK", "DeskSettings", "create_app", "hash_password"]
