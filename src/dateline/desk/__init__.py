"""The editors' desk: a web app with server-rendered pages, and the API. Talks to the newsroom alone."""

from dateline.desk.app import create_app
from dateline.desk.sessions import hash_password
from dateline.desk.settings import LOOPBACK, DeskSettings

__all__ = ["LOOPBACK", "DeskSettings", "create_app", "hash_password"]
