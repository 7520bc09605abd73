"""The dossiers of a newsroom, each made when it is asked for: an archive holds more readings than memory does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dateline.group.dossier import Dossier
from dateline.model import Article, Entity, Reading

_AT_HAND = 400
"""Dossiers that stay at hand: those of some stories and of some days."""


class Dossiers(Mapping[str, Dossier]):
    """Dossiers by article, in the order of ids; those asked for last are kept. ``readings`` may fetch each when it is asked
    for; an article without one has an empty one."""

    def __init__(
        self,
        articles: Iterable[Article],
        readings: Mapping[str, Reading],
        of_chain: Mapping[str, str],
        entities: Mapping[str, Entity],
    ) -> None:
        unique = {a.id: a for a in articles}
        self._articles = {name: unique[name] for name in sorted(unique)}
        self._readings, self._of_chain, self._entities = readings, of_chain, entities
        self._held: dict[str, Dossier] = {}

    def __getitem__(self, article: str) -> Dossier:
        found = self._held.pop(article, None)
        if found is None:
            own = self._articles[article]
            reading = self._readings.get(article) or Reading(article=article)
            found = Dossier(own, reading, self._of_chain, self._entities)
            if len(self._held) >= _AT_HAND:
                del self._held[next(iter(self._held))]
        self._held[article] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, article: object) -> bool:
        return article in self._articles

    def article(self, article: str) -> Article:
        """An article by its id."""
        return self._articles[article]

    def lang_at(self, article: str, position: int) -> str | None:
        """The language of an article at a position; None of an article that is not known."""
        found = self._articles.get(article)
        return Dossier(found, Reading(article=article)).lang_at(position) if found is not None else None

    def vector_at(self, article: str, position: int) -> bytes | None:
        """The vector (two bytes a number) of the sentence of an article around a position, where there is one."""
        dossier = self.get(article)
        spans = enumerate(dossier.reading.sentences) if dossier is not None else ()
        row = next((i for i, s in spans if s.start <= position < s.end), None)
        return None if dossier is None or row is None else dossier.row(row).astype("float16").tobytes()

    def day(self, article: str) -> str | None:
        """The day of publication of an article (ISO); None where it is not known, or the article is not."""
        found = self._articles.get(article)
        return found.published[:10] if found is not None and found.published else None
