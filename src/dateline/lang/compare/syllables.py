"""Names made of syllables: Korean names as Hangul, Chinese names as pinyin, read from any script.

A spelling is read as every sequence of syllables that it may stand for; two forms name one person when their sequences
agree syllable by syllable. So ``Lee Jae-myung``, ``Yi Chae-myŏng``, 李在明 and イ・ジェミョン meet in 이재명.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal

from dateline.lang.compare.forms import Form, parse_form
from dateline.lang.ja import readings as ja
from dateline.lang.ko import readings as ko
from dateline.lang.zh import readings as zh

Options = Mapping[str, int]
_LONGEST_GIVEN = 3


@dataclass(frozen=True, slots=True)
class Sequence:
    """One way to read a name: for each syllable of the family and the given name, what it may be and at what cost."""

    family: tuple[Options, ...]
    given: tuple[Options, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """How two names meet: ``cost`` counts the loose spellings, None when they do not meet; ``differing`` syllables.

    ``short`` says which of the two is a family name alone.
    """

    cost: int | None
    family_only: bool = False
    differing: int = 9
    syllables: str = ""
    short: Literal["", "first", "second", "both"] = ""


class SpellingIndex:
    """From spellings to the syllables they may stand for."""

    def __init__(self, syllables: Iterable[str], spell: Callable[[str], Mapping[str, int]]) -> None:
        self._index: dict[str, dict[str, int]] = {}
        for syllable in syllables:
            for spelling, cost in spell(syllable).items():
                entry = self._index.setdefault(spelling, {})
                entry[syllable] = min(entry.get(syllable, 9), cost)
        self._longest = max(map(len, self._index), default=0)

    def get(self, spelling: str) -> Options | None:
        """What a whole spelling may stand for, as one syllable."""
        return self._index.get(spelling)

    def segment(self, text: str, most: int) -> list[tuple[Options, ...]]:
        """Every way to cut a spelling into at most ``most`` syllables."""
        if not text:
            return [()]
        if most == 0:
            return []
        found: list[tuple[Options, ...]] = []
        for end in range(1, min(len(text), self._longest) + 1):
            head = self._index.get(text[:end])
            if head is not None:
                found.extend((head, *rest) for rest in self.segment(text[end:], most - 1))
        return found


@dataclass(frozen=True)
class Tongue:
    """How one nation's names are read: family names and given names by script, and the sounds of Han characters."""

    name: str
    family: Mapping[str, SpellingIndex]
    given: Mapping[str, SpellingIndex]
    han_family: Callable[[str], Options | None]
    han_given: Callable[[str], Options | None]
    canonical: Callable[[str], str]

    @cached_property
    def read(self) -> Callable[[str], tuple[Sequence, ...]]:
        """Every reading of a name as this nation's (empty: it cannot be one)."""
        return lru_cache(maxsize=32768)(lambda name: tuple(self._read(parse_form(name))))

    def _read(self, form: Form) -> list[Sequence]:
        if form.script == "han":
            return self._read_han(form.joined)
        script = form.script
        if script == "mixed":
            return self._read_mixed(form.joined)
        if script not in self.family:
            return []
        if len(form.parts) == 1 and (script != "latin" or len(form.parts[0]) > 1):
            return self._read_run(form)
        if len(form.parts) == 1:
            only = self.family[script].get(form.joined)
            return [Sequence((only,), ())] if only else []
        orders = [(form.parts[0], form.parts[1:])]
        if script == "latin" and not form.surname_first:
            orders.append((form.parts[-1], form.parts[:-1]))
        return [
            s
            for family, rest in orders
            for s in self._read_parts(script, "".join(family), [p for w in rest for p in w])
        ]

    def _read_parts(self, script: str, family: str, rest: list[str]) -> list[Sequence]:
        head = self.family[script].get(family)
        if head is None:
            return []
        ways: list[tuple[Options, ...]] = [()]
        for part in rest:
            cuts = self.given[script].segment(part, _LONGEST_GIVEN)
            ways = [way + cut for way in ways for cut in cuts if len(way) + len(cut) <= _LONGEST_GIVEN]
        return [Sequence((head,), way) for way in ways if way]

    def _read_run(self, form: Form) -> list[Sequence]:
        """A name written without a space: the family name is what a family name can be."""
        text, found = form.joined, []
        for end in range(1, len(text) + 1):
            if end == len(text):
                head = self.family[form.script].get(text)
                found.extend([Sequence((head,), ())] if head else [])
            else:
                found.extend(self._read_parts(form.script, text[:end], [text[end:]]))
        return found

    def _read_han(self, text: str) -> list[Sequence]:
        found: list[Sequence] = []
        for length in (2, 1):
            head = self.han_family(text[:length]) if len(text) >= length else None
            if head is None or len(text) - length > _LONGEST_GIVEN:
                continue
            given = [self.han_given(c) for c in text[length:]]
            known = tuple(options for options in given if options)
            if len(known) == len(given):
                found.append(Sequence((head,), known))
        return found

    def _read_mixed(self, text: str) -> list[Sequence]:
        """A family name in Han characters with a given name in kana, as Japanese papers write a name without characters."""
        cut = next((i for i, c in enumerate(text) if "ぁ" <= c <= "ヿ"), 0)
        head = self.han_family(text[:cut]) if cut else None
        if head is None or "kana" not in self.given:
            return []
        return [Sequence((head,), way) for way in self.given["kana"].segment(text[cut:], _LONGEST_GIVEN)]

    def compare(self, a: str, b: str) -> Match | None:
        """The best meeting of two names, or None when one of them cannot be such a name."""
        best: Match | None = None
        for first in self.read(a):
            for second in self.read(b):
                match = _meet(first, second)
                if best is None or _rank(match) < _rank(best):
                    best = match
        return best

    def keys(self, name: str) -> frozenset[str]:
        """One key for each family name that the name may have."""
        found = {self.canonical(s) for sequence in self.read(name) for s in sequence.family[0]}
        return frozenset(f"{self.name}:{key}" for key in found)


def _rank(match: Match) -> tuple[int, bool, int]:
    return (
        0 if match.cost is not None else 1,
        match.family_only,
        match.cost if match.cost is not None else match.differing,
    )


def _meet(a: Sequence, b: Sequence) -> Match:
    families = _intersect(a.family[0], b.family[0])
    if not a.given or not b.given:
        short = which_is_short(bool(a.given), bool(b.given))
        return Match(families[1] if families else None, True, 9, families[0] if families else "", short)
    if len(a.given) != len(b.given):
        return Match(None, False, 9)
    pairs = [families, *(_intersect(x, y) for x, y in zip(a.given, b.given, strict=True))]
    agreed = [pair for pair in pairs if pair is not None]
    if len(agreed) < len(pairs):
        return Match(None, False, len(pairs) - len(agreed))
    return Match(sum(cost for _, cost in agreed), False, 0, " ".join(s for s, _ in agreed))


def which_is_short(first_full: bool, second_full: bool) -> Literal["", "first", "second", "both"]:
    """Which of two forms is a family name alone."""
    if first_full:
        return "" if second_full else "second"
    return "first" if second_full else "both"


def _intersect(a: Options, b: Options) -> tuple[str, int] | None:
    if len(a) > len(b):
        a, b = b, a
    shared = [(cost + b[syllable], syllable) for syllable, cost in a.items() if syllable in b]
    if not shared:
        return None
    cost, syllable = min(shared)
    return syllable, cost


@cache
def korean() -> Tongue:
    """Korean names, in Hangul."""
    table = ko.surname_table()
    syllables = ko.name_syllables()

    def family_latin(surname: str) -> dict[str, int]:
        found = dict.fromkeys(table[surname][1], 0)
        if len(surname) == 1:
            for spelling, cost in ko.latin_spellings(surname).items():
                found.setdefault(spelling, cost + 1)
        return found

    def family_kana(surname: str) -> dict[str, int]:
        found = {"": 0}
        for syllable in surname:
            found = {head + s: x + y for head, x in found.items() for s, y in ko.kana_spellings(syllable).items()}
        return found

    families: dict[str, dict[str, int]] = {}
    for surname, (han, _) in table.items():
        for written in [han] if len(surname) > 1 else list(han):
            families.setdefault(zh.fold_han(written), {})[surname] = 0
    sounds: dict[str, dict[str, int]] = {}
    for character, found in ko.han_sounds().items():
        sounds.setdefault(zh.fold_han(character), {}).update(dict.fromkeys(found, 0))

    def itself(syllable: str) -> dict[str, int]:
        return {syllable: 0}

    return Tongue(
        "ko",
        {
            "hangul": SpellingIndex(table, _with_law),
            "latin": SpellingIndex(table, family_latin),
            "kana": SpellingIndex(table, family_kana),
        },
        {
            "hangul": SpellingIndex(syllables, itself),
            "latin": SpellingIndex(syllables, ko.latin_spellings),
            "kana": SpellingIndex(syllables, ko.kana_spellings),
        },
        lambda han: families.get(zh.fold_han(han)),
        lambda han: sounds.get(zh.fold_han(han)),
        lambda surname: _LAW.get(surname, surname),
    )


_LAW = {"리": "이", "류": "유", "림": "임", "로": "노", "라": "나"}


def _with_law(surname: str) -> dict[str, int]:
    """A family name and, at a cost, the same one under the other rule of initial sounds (리 is 이 in the South)."""
    found = {surname: 0}
    for north, south in _LAW.items():
        if surname in (north, south):
            found |= {north: 0 if surname == north else 1, south: 0 if surname == south else 1}
    return found


@cache
def chinese() -> Tongue:
    """Chinese names, in pinyin without tones."""
    syllables = zh.pinyin_syllables()
    families: dict[str, dict[str, int]] = {}
    for surname in sorted(zh.surnames()):
        readings = [""]
        for character in surname:
            readings = [head + r for head in readings for r in sorted(zh.han_pinyin(character))]
        families[surname] = dict.fromkeys(readings, 0)
    family_sounds = sorted({sound for row in families.values() for sound in row if sound in syllables})

    def hangul(syllable: str) -> dict[str, int]:
        return {form: cost for cost, form in enumerate(ko.hangul_of_pinyin(*syllables[syllable]))}

    def kana(syllable: str) -> dict[str, int]:
        return ja.kana_of_pinyin(*syllables[syllable])

    spellers: dict[str, Callable[[str], Mapping[str, int]]] = {
        "latin": zh.latin_spellings,
        "hangul": hangul,
        "kana": kana,
    }

    def sounds(han: str) -> Options | None:
        return dict.fromkeys(zh.han_pinyin(zh.fold_han(han)), 0) or None

    return Tongue(
        "zh",
        {script: SpellingIndex(family_sounds, spell) for script, spell in spellers.items()},
        {script: SpellingIndex(syllables, spell) for script, spell in spellers.items()},
        lambda han: families.get(zh.fold_han(han)),
        sounds,
        str,
    )
