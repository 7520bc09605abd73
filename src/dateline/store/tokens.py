"""The words that an article is found by: the same in every database, so that both find the same.

Scripts that are written without spaces, and Korean with its particles, are cut into pairs of characters; a search for a
word of them is a search for the run of its pairs. Other words are taken as they are, and end where such a script begins
(``G7外相``, ``BTS는``). Everything is folded: NFKC, case, and the accents of Latin, Greek and Cyrillic letters.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200  # characters of a token; a server database takes none of more than 2,046 bytes
_SCRIPTS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U000323af々〆ヶ"
_WORD = re.compile(rf"[{_SCRIPTS}]+|[^\W_{_SCRIPTS}]+")
_PAIRED = re.compile(rf"[{_SCRIPTS}]")
_ACCENTS = re.compile(r"[\u0300-\u036f]")


def fold(text: str) -> str:
    """The text as it is compared."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", folded)))


def tokens_of(text: str) -> list[str]:
    """The tokens of a text, in order."""
    return [token for word in _words(fold(text)) for token in _cut(word)]


def phrases_of(query: str) -> list[list[str]]:
    """The phrases of a query: one a word, all of which must be there."""
    return [_cut(word) for word in _words(fold(query))]


def _words(folded: str) -> list[str]:
    return _WORD.findall(folded)


def _cut(word: str) -> list[str]:
    """A word as tokens: of a paired script its pairs, a lone character for itself."""
    if not _PAIRED.match(word) or len(word) == 1:
        return [word[:LONGEST]]
    return [word[i : i + 2] for i in range(len(word) - 1)]
