"""The only sockets: one careful client. Robots, pacing, limits, no private addresses, also after redirects and DNS."""

from dateline.net.client import Client, Fetched, Limits, Refused

__all__ = ["Client", "Fetched", "Limits", "Refused"]
