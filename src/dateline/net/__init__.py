"""The only sockets: one careful client. Robots, pacing, limits, no private addresses, also after redirects and DNS."""

from dateline.net.answers import Fetched, Refused
from dateline.net.client import Client, Limits

__all__ = ["Client", "Fetched", "Limits", "Refused"]
