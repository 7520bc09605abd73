"""Chains: what one text calls one thing, with all that the text says that helps to know it elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dateline.lang.compare import compare_names, name_keys
from dateline.lang.compare.forms import parse_form
from dateline.link.refusals import settle_kinds
from dateline.model import Article, Mention, Reading
from dateline.model.ledger import EntityKind, RoleStatus


class OfficeSeen(Struct, frozen=True, gc=False):
    """A text calls the person by an office: pivot key, of what, status, and where it stands."""

    position: str
    of: str | None
    status: RoleStatus
    since: str | None
    until: str | None
    anchor: str


class Chain(Struct, frozen=True, gc=False):
    """The mentions of one thing in one text. ``name`` is its fullest form, ``names`` every form of it with its count.

    ``aliases`` are full names of it in letters or kana that do not sound like ``name`` (a gloss in brackets).
    ``partners`` are blocking keys of those that the chain acts together with, ``company`` their refs; ``bare`` is true
    when only titles name it, ``known`` when no text but the newsroom's own list does.
    """

    ref: str
    article: str
    kind: EntityKind
    name: str
    lang: str
    day: str | None
    key: str | None = None
    of: str | None = None
    names: tuple[tuple[str, str, int], ...] = ()
    offices: tuple[OfficeSeen, ...] = ()
    aliases: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    bare: bool = False
    known: bool = False

    @property
    def country(self) -> str | None:
        """The country that the chain belongs to, by its offices."""
        told = [c for o in self.offices if (c := country_of(o.of))]
        if len(set(told)) > 1:
            counts = Counter(told)
            return min(counts, key=lambda c: (-counts[c], c))
        return told[0] if told else country_of(self.of)


@lru_cache(maxsize=4096)
def country_of(of: str | None) -> str | None:
    """The ISO country of a pivot key: ``JP/ldp`` -> ``JP``; None for the UN and the like."""
    head = of.split("/")[0] if of else ""
    return head if len(head) == 2 and head.isupper() and head not in ("UN", "EU", "G7") else None


def collect_chains(article: Article, reading: Reading) -> list[Chain]:
    """All chains of a reading, in the order of their first mention."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index, mention in enumerate(reading.mentions):
        if mention.chain is not None and mention.kind != "number":
            groups[mention.chain].append(index)
    offices = _offices(article, reading)
    day = article.published[:10] if article.published and len(article.published) >= 10 else None
    shells = [
        _build(article, number, [reading.mentions[i] for i in indices], offices.get(number, []), day)
        for number, indices in sorted(groups.items(), key=lambda item: item[1][0])
    ]
    partners = _partners(reading, {s.ref: s for s in shells}, article.id)
    by_ref = {s.ref: s for s in shells}
    return [_with_company(shell, partners.get(shell.ref, ()), by_ref) for shell in shells]


def _build(
    article: Article, number: int, mentions: Sequence[Mention], offices: list[OfficeSeen], day: str | None
) -> Chain:
    named = [m for m in mentions if m.kind != "position"] or list(mentions)
    kinds = Counter(m.kind for m in named)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    values = Counter(m.value for m in named if m.kind == kind and m.value)
    value = min(values, key=lambda v: (-values[v], -len(v), v)) if values else named[0].text
    ofs = Counter(m.of for m in named if m.of)
    forms = Counter((m.text, _lang_at(article, m.start)) for m in named if m.kind == kind)
    aliases: tuple[str, ...] = ()
    if kind == "person":
        aliases = tuple(sorted({text for text, _ in forms if _is_alias(text, value)}))
        kept = {form for form in forms if form[0] == value or form[0] in aliases or _names_it(form[0], value)}
        forms = Counter({form: n for form, n in forms.items() if form in kept})
    bare = kind == "position"
    if bare:
        offices = [*offices, *(_bare_office(article, m) for m in named if m.value)]
    first = min(named, key=lambda m: m.start)
    return Chain(
        ref=f"{article.id}#{number}",
        article=article.id,
        kind=kind,  # type: ignore[arg-type]
        name=value,
        lang=_lang_at(article, first.start),
        day=day,
        key=value if kind != "person" else None,
        of=min(ofs, key=lambda o: (-ofs[o], o)) if ofs else None,
        names=tuple((text, lang, count) for (text, lang), count in sorted(forms.items())),
        offices=tuple(sorted(set(offices), key=lambda o: (o.anchor, o.position))),
        aliases=aliases,
        bare=bare,
    )


def _is_alias(form: str, name: str) -> bool:
    """Whether a mention is a full name in letters or kana beside one in Han characters that does not sound like it."""
    gloss, main = parse_form(form), parse_form(name)
    if gloss.script not in ("latin", "kana") or len(gloss.words) < 2 or main.script not in ("han", "mixed"):
        return False
    return not _names_it(form, name)


def with_aliases(chains: Iterable[Chain]) -> list[Chain]:
    """The chains once more under each alias, so that a gloss meets the same name in other texts."""
    return [replace(c, name=alias) for c in chains for alias in c.aliases]


def _names_it(form: str, name: str) -> bool:
    """Whether a mention is a form of the name, and not a pronoun or a description."""
    return compare_names(form, name).score >= 0.35


def _bare_office(article: Article, mention: Mention) -> OfficeSeen:
    anchor = f"{article.id}:{mention.start}:{mention.end}"
    return OfficeSeen(mention.value or "", mention.of, "current", None, None, anchor)


def _offices(article: Article, reading: Reading) -> dict[int, list[OfficeSeen]]:
    found: dict[int, list[OfficeSeen]] = defaultdict(list)
    for role in reading.roles:
        person, position = reading.mentions[role.person], reading.mentions[role.position]
        if person.chain is None or not position.value:
            continue
        anchor = f"{article.id}:{position.start}:{position.end}"
        found[person.chain].append(OfficeSeen(position.value, position.of, role.status, role.since, role.until, anchor))
    return found


def _partners(reading: Reading, chains: dict[str, Chain], article: str) -> dict[str, tuple[str, ...]]:
    """The people that each chain acts together with, by their refs."""
    at = {(m.start, m.end): m.chain for m in reading.mentions if m.chain is not None}
    found: dict[str, set[str]] = defaultdict(set)
    for act in reading.acts:
        if act.kind not in ("meeting", "visit", "call", "agreement", "signing", "statement", "pledge"):
            continue
        spans = [*act.actors, *act.recipients, *act.bound]
        refs = sorted({f"{article}#{c}" for q in spans if (c := at.get((q.start, q.end))) is not None})
        for ref in refs:
            for other in refs:
                if other != ref and other in chains and chains[other].kind == "person":
                    found[ref].add(other)
    return {ref: tuple(sorted(refs)) for ref, refs in found.items()}


def _with_company(chain: Chain, company: tuple[str, ...], chains: dict[str, Chain]) -> Chain:
    if not company:
        return chain
    names = [n for ref in company for n in (chains[ref].name, *chains[ref].aliases)]
    return replace(chain, company=company, partners=tuple(sorted({key for name in names for key in name_keys(name)})))


def _lang_at(article: Article, offset: int) -> str:
    for block in article.blocks:
        if block.start <= offset < block.end:
            return block.lang or article.lang or "und"
    return article.lang or "und"


def collect_all(articles: Iterable[Article], readings: Iterable[Reading]) -> list[Chain]:
    """The chains of many readings."""
    texts = {a.id: a for a in articles}
    read = ((texts[r.article], r) for r in readings if r.article in texts)
    return [chain for article, reading in read for chain in collect_chains(article, settle_kinds(reading))]


def in_order(chains: Iterable[Chain]) -> list[Chain]:
    """The chains, each once, sorted by day, article and place."""
    return sorted({chain.ref: chain for chain in chains}.values(), key=chain_order)


def chain_order(chain: Chain) -> tuple[str, str, int]:
    """The canonical order: day, article, number in the text."""
    return chain.day or "9999", chain.article, int(chain.ref.rsplit("#", 1)[1])
