"""Relays: texts that say, sentence for sentence, that they retell what another outlet or an agency reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.group.credits import Credit, agency_terms, name_agency, same_agency, without_place
from dateline.group.dossier import Dossier, fold
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED

RELAYED = 0.5
"""Share of a text's sentences that must speak of the report retold, where the first does."""
BRIEF = 4
"""Sentences of a text of which the first one's word "X reported" may stand for all."""
_DATELINE = re.compile(r"^.{0,40}?(?:[】〕］\]]|[)）](?: ?[-–—:=]{1,2}|\s))")
SHORTEST = 3
"""Characters of a name in Han characters or Hangul below which it is also part of other words."""


@dataclass(frozen=True)
class _Cues:
    named: tuple[re.Pattern[str], ...]
    going_on: tuple[re.Pattern[str], ...]
    own: tuple[re.Pattern[str], ...]
    sourced: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Relay:
    """The report that a text retells; ``whole`` where its words alone say that all of it is from there (else it starts with
    that report, and has no other)."""

    credit: Credit
    whole: bool


def find_relay(dossier: Dossier, outlets: Iterable[str]) -> Relay | None:
    """Whose report a text retells, by its own words, or None. ``outlets`` are the names of the other outlets of its story.

    Either its last lines name one of them, or an agency, as the source; or the text starts with the report, and has no
    second report and no word of a reporter's own."""
    lang = dossier.article.lang
    if lang not in SUPPORTED or not dossier.body or dossier.article.source_class == "official":
        return None
    own = dossier.article.outlet or ""
    text = dossier.article.text
    cues = _cues(lang, tuple(sorted({o for o in outlets if o in text and fold(o) != fold(own)})))
    for line in [text[b.start : b.end] for b in dossier.blocks if b.kind in ("body", "notice", "byline")]:
        found = _first(cues.sourced, line.strip().split("\n")[-1].strip())
        if found is not None and fold(_credit(found, lang).agency) != fold(own):
            return Relay(_credit(found, lang), whole=True)
    sentences = [text[s.start : s.end] for s in (dossier.reading.sentences[i] for i in dossier.body)]
    sentences[0] = _DATELINE.sub("", sentences[0])
    return _retold(sentences, cues, own, lang)


def _retold(sentences: Sequence[str], cues: _Cues, own: str, lang: str) -> Relay | None:
    """The one report that sentences speak of from the start."""
    found = ((i, _credit(m, lang)) for i, s in enumerate(sentences) for p in cues.named for m in p.finditer(s))
    named = [(i, credit) for i, credit in found if fold(credit.agency) != fold(own)]
    if not named or min(i for i, _ in named) > 1:
        return None
    credit = min(named, key=lambda n: n[0])[1]
    if any(not (same_agency(credit, other) or _short_for(other, credit)) for _, other in named):
        return None
    if any((own and own in s) or any(p.search(s) for p in cues.own) for s in sentences):
        return None
    stem = credit.agency.split()[0]
    spoken = {i for i, _ in named}
    spoken |= {
        i
        for i, s in enumerate(sentences)
        if (not credit.known and stem in s) or any(p.search(s) for p in cues.going_on)
    }
    return Relay(credit, whole=0 in spoken and (len(spoken) >= RELAYED * len(sentences) or len(sentences) <= BRIEF))


def _short_for(name: Credit, full: Credit) -> bool:
    """Whether a name is the beginning of another ("Saesol" for "Saesol News Agency")."""
    return not name.known and fold(full.agency).startswith(fold(name.agency))


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((m for p in patterns if (m := p.search(text))), None)


def _credit(match: re.Match[str], lang: str) -> Credit:
    name = match.group(1).strip()
    for title in load_table(lang, "credits")["relays"]["titles"]:
        name = name.removeprefix(title).strip()
    bare = without_place(name, lang)
    key = name_agency(name) or name_agency(bare)
    return Credit(key or bare, match.group().strip(), known=key is not None)


@lru_cache(maxsize=64)
def _cues(lang: str, outlets: tuple[str, ...]) -> _Cues:
    table = load_table(lang, "credits")["relays"]
    known = [t for t in (*outlets, *agency_terms(lang)) if len(t) >= SHORTEST or t.isascii()]
    terms = "|".join(re.escape(t) for t in sorted(set(known), key=lambda t: (-len(t), t)))
    bounded = f"(?<![^\\W\\d_])(?:{terms})(?![a-z])" if lang in ("en", "ko") else f"(?:{terms})"

    def compiled(key: str, name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(str(p).replace("{name}", name), re.MULTILINE) for p in table[key])

    anybody = f"{bounded}|{table['media']}"
    return _Cues(
        compiled("named", anybody), compiled("going_on", ""), compiled("own", ""), compiled("sourced", bounded)
    )
