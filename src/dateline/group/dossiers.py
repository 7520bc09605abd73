"""The dossiers of a newsroom, each made when it is asked for: an archive holds more readings than memory does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dateline.group.dossier import Dossier
from dateline.model import Article, Entity, Reading

_AT_HAND = 3000
"""Dossiers that stay at hand: those of a few weeks, in which the tellings of an event and what came of it lie."""


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

    def day(self, article: str) -> str | None:
        """The day of publication of an article (ISO); None where it is not known, or the article is not."""
        found = self._articles.get(article)
        return found.published[:10] if found is not None and found.published else None
