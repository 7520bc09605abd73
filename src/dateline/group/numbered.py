"""Numbers as the sentences of a story's texts give them: tolls, counts and figures rest on these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.group.dossier import Dossier, instant
from dateline.model import Anchor, Mention, Origin, Telling


@dataclass(frozen=True)
class Numbered:
    """One number of one sentence: ``mention`` stands in sentence ``row`` of the article, which is of ``origin``."""

    dossier: Dossier
    origin: Origin
    mention: Mention
    row: int

    @property
    def anchor(self) -> Anchor:
        """The whole sentence."""
        sentence = self.dossier.reading.sentences[self.row]
        return self.dossier.anchor(sentence.start, sentence.end)

    @property
    def lang(self) -> str | None:
        return self.dossier.lang_at(self.mention.start)

    @property
    def published(self) -> str:
        """When the article came out, as UTC; "" where it does not say."""
        return instant(self.dossier.article.published)

    def telling(self) -> Telling:
        return Telling(article=self.dossier.id, act=None, lang=self.lang, origin=self.origin.id, anchor=self.anchor)


def numbers_between_words(dossier: Dossier, row: int) -> Iterator[tuple[Mention, str, str]]:
    """The numbers of a sentence, each with the words back to the number before it and up to the next one."""
    sentence, text = dossier.reading.sentences[row], dossier.article.text
    inside = [m for m in dossier.reading.mentions if m.kind == "number" and m.value]
    numbers = sorted((m for m in inside if sentence.start <= m.start < sentence.end), key=lambda m: m.start)
    for at, number in enumerate(numbers):
        start = numbers[at - 1].end if at else sentence.start
        end = numbers[at + 1].start if at + 1 < len(numbers) else sentence.end
        yield number, text[start : number.start], text[number.end : end]
