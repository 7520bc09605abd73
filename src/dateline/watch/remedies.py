"""What somebody can do about a feed that cannot be read."""

from __future__ import annotations

from dateline.net import Refused

BROKEN = "open the address in a browser: if no feed is there any more, correct the address in the list"
GONE = 410
_AGAIN = "nothing is to be done if it passes: it is asked again after a longer wait"
_OF_STATUS = {
    401: "it asks for a password: take a feed that is open, or take this one out of the list",
    402: "it asks for payment: take it out of the list",
    403: "the outlet lets us in no more: ask it, or take the feed out of the list",
    404: "correct the address in the list",
    GONE: "the outlet says that it is gone for good: take it out of the list",
    429: "nothing: it is asked again when the rest that it asked for is over",
    451: "it is withheld for legal reasons: take it out of the list",
    503: "nothing: it is asked again when the rest that it asked for is over",
}
_OF_WORDS = {
    "robots.txt does not allow": "its robots.txt keeps us out: ask the outlet, or take the feed out of the list",
    "robots.txt": _AGAIN,
    "not a public address": "only public addresses are asked: correct the address in the list",
    "only plain http": "correct the address in the list",
    "cannot be resolved": "check the address in the list, and the name service of this machine",
    "redirects": "follow the address in a browser, and put where it ends into the list",
    "certificate": "its certificate does not hold: ask the outlet, and check the clock of this machine",
}


def remedy_of(refused: Refused) -> str:
    """The remedy for a feed that was refused."""
    if refused.status in _OF_STATUS:
        return _OF_STATUS[refused.status]
    if refused.code == "too_large":
        return "ask the outlet for a shorter feed, or take it out of the list"
    return next((remedy for words, remedy in _OF_WORDS.items() if words in refused.reason), _AGAIN)
