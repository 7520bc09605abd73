"""The people of one English text: who goes by which names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from dateline.lang.en import lexicon
from dateline.lang.en.analyser import SYLLABLES


@dataclass(slots=True)
class Person:
    """Somebody in this text: the fullest form of the name, and every other form."""

    value: str
    forms: set[str] = field(default_factory=set)
    gender: str | None = None

    def words(self) -> list[str]:
        return self.value.split()

    def family(self) -> str:
        """The family name: the first word where that is the custom, else the last."""
        words = self.words()
        return words[0] if family_first(words) else words[-1]


def family_first(words: Sequence[str]) -> bool:
    """Whether a romanised name begins with the family name (Korean and Chinese custom)."""
    if not 2 <= len(words) <= 3 or words[0] not in lexicon.words_of("family_first"):
        return False
    given = words[1:]
    if len(given) == 1 and "-" in given[0]:
        return True
    syllabic = all(SYLLABLES.fullmatch(w.replace("-", "")) for w in given)
    if len(given) == 2:
        return syllabic and all(len(w) <= 6 for w in given)
    return (syllabic and len(given[0]) <= 8 and words[-1] not in lexicon.words_of("family_first")) or (
        syllabic and words[0] in ("Kim", "Park", "Xi", "Wang", "Zhang", "Zhao", "Cho", "Choi", "Li")
    )


@lru_cache(8192)
def fold(name: str) -> str:
    """The form that spellings of one name share: no case, hyphens, dots or spaces."""
    return re.sub(r"[\s.\-’']", "", name).lower()


_PARTED = 6  # different words: of a longer name no parts are kept


def _parts(words: Iterable[str]) -> Iterator[frozenset[str]]:
    """Every choice of some of the words."""
    distinct = sorted(set(words))
    return (frozenset(p) for size in range(1, len(distinct) + 1) for p in combinations(distinct, size))


class People:
    """The people of one text, by their names; a name that holds all the words of another is the same man's."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._by_form: dict[str, int] = {}
        self._by_words: dict[frozenset[str], list[int]] = {}
        self._by_part: dict[frozenset[str], list[int]] = {}
        self._long: list[int] = []
        self._called: tuple[int, dict[str, list[int]], dict[str, list[int]]] = (0, {}, {})

    def add(self, name: str) -> int:
        """The number of the person so named; a new one where nobody is."""
        key = fold(name)
        index = self._by_form.get(key)
        if index is None:
            index = self._of_more_words(name)
        if index is None:
            self.persons.append(Person(name))
            index = len(self.persons) - 1
            self._know_words(index)
        self.persons[index].forms.add(name)
        self._by_form.setdefault(key, index)
        return index

    def _of_more_words(self, name: str) -> int | None:
        """Who is known by more words and all of these, or by fewer and none but these: then this is the fuller name."""
        words = name.split()
        for index in self._alike(set(words)) if len(words) > 1 else ():
            person = self.persons[index]
            known = [w.strip(".") for w in person.words()]
            if len(known) < 2 or len(words) == len(known):
                continue
            if set(words) <= set(known) or set(known) <= set(words):
                if len(words) > len(known):
                    person.value = name
                    self._know_words(index)
                return index
        return None

    def _alike(self, words: set[str]) -> Sequence[int]:
        """Those whose words may hold all of these, or only some of these, in order."""
        if len(words) > _PARTED:
            return range(len(self.persons))
        fewer = (i for part in _parts(words) for i in self._by_words.get(part, ()))
        return sorted({*self._by_part.get(frozenset(words), ()), *fewer, *self._long})

    def _know_words(self, index: int) -> None:
        words = {w.strip(".") for w in self.persons[index].words()}
        self._called = (0, {}, {})
        if len(words) > _PARTED:
            self._long.append(index)
            return
        self._by_words.setdefault(frozenset(words), []).append(index)
        for part in _parts(words):
            self._by_part.setdefault(part, []).append(index)

    def named(self, word: str) -> list[int]:
        """Those whom a single name may mean: by family name first, then by any other word of the name."""
        known, strong, weak = self._called
        if known != len(self.persons):
            strong, weak = {}, {}
            for index, person in enumerate(self.persons):
                value, words = person.value, person.words()
                ends = {value[m.end() :] for m in re.finditer(" ", value)}
                for end in {person.family(), *ends}:
                    strong.setdefault(end, []).append(index)
                for part in set(words) if len(words) > 1 else ():
                    weak.setdefault(part, []).append(index)
            self._called = (len(self.persons), strong, weak)
        return strong.get(word) or weak.get(word, [])
