"""Who acts in a headline and with whom: by the order of its words, since headlines drop what a parser leans on."""

from __future__ import annotations

import re

from dateline.lang.en import lexicon
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import Frame
from dateline.lang.en.headline_verbs import Verb
from dateline.lang.en.places import Found

_ASIDE = re.compile(r",[^,]{1,40},")


_BETWEEN = re.compile(
    r"(?:['’]s?)?(?:\sof(?=\s))?(?:[\s,]|\([^)]{1,30}\)|\b(?:to|will|would|may|might|could|can|set|due|poised|ready|expected|plans?|likely|scheduled"
    r"|slated|prepares?|about|seeks?|aims?|not|never|also|both|all|jointly|again|now|once|has|have|had|be|been|is|are|was|were"
    r"|did|does|do|won[’']t|doesn[’']t|don[’']t|didn[’']t|fails?|failed|refuses?|refused|declines?|declined|decides?|vows?|agrees?|and|[a-z]+ly)\b)*",
    re.IGNORECASE,
)


def who(scene: Scene, sentence: Parsed, extent: tuple[int, int], *, plural: bool) -> list[Found]:
    """Those named right before a verb, joined by ``and`` or a comma; nobody where other words stand between (a name that
    only modifies a noun is not who acts), and nobody from before another verb. With ``plural`` the verb has the form for
    more than one."""
    start, end = extent
    if not sentence.title_case:
        finite = [
            sentence.start + t.idx + len(t.text)
            for t in sentence.doc
            if t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBZ", "VBD", "VBP", "MD") and t.dep_ not in ("aux", "auxpass")
        ]
        start = max([start, *(f for f in finite if start < f < end and subjects(scene, f, end))])
    named = subjects(scene, start, end)
    group = named[-1:]
    for item in reversed(named[:-1]):
        if not _JOINED.fullmatch(gap_between(scene, item.end, group[0].start)):
            break
        group.insert(0, item)
    gap = _ASIDE.sub(",", gap_between(scene, group[-1].end, end)) if group else ""
    if not group or not _BETWEEN.fullmatch(gap) or _modified(scene, sentence, group[0]):
        return []
    if _COMPLEMENT.search(gap_between(scene, start, group[0].start)):
        return []  # ``ally of A meets B``
    beside = _BESIDE.search(scene.register.text[start : group[0].start])
    if beside is not None and scene.register.covering(start + beside.start(1)) is None:
        return []  # ``X and A meet``, and who X is was not made out
    many = len(group) > 1 or scene.register.text[group[0].end - 1] == "s" or group[0].kind == "organization"
    return group if many or not plural or gap.strip(" ,") else []


def _modified(scene: Scene, sentence: Parsed, item: Found) -> bool:
    """``Reform UK``: a country's name at the end of another name."""
    token = next((t for t in sentence.doc if sentence.start + t.idx == item.start), None)
    if token is None or token.i == 0 or item.kind != "place" or sentence.title_case:
        return False
    before = sentence.doc[token.i - 1]
    return before.tag_ == "NNP" and scene.register.covering(sentence.start + before.idx) is None


_COMPLEMENT = re.compile(
    r"\b(?:of|for|by|from|with|against|over|about|near|despite|amid|on|at|in)\s+(?:the\s+)?$", re.IGNORECASE
)
_BESIDE = re.compile(r"(?:^|\s)([A-Z][\w’'-]+)(?:,| and| &) (?:[\w’'-]+ )?$")
_JOINED = re.compile(
    r"(?:['’]s)?(?:\s*[,&/]\s*|,?\s+and\s+|[\s-]+)(?:the\s|top\s|senior\s|new\s|then\s)*", re.IGNORECASE
)


def gap_between(scene: Scene, start: int, end: int) -> str:
    """The words between two names without the titles, bodies, countries and demonyms that stand there."""
    words = scene.register.text[start:end]
    for item in sorted(scene.register.at(start, end), key=lambda f: f.start - f.end):
        words = words.replace(scene.register.text[item.start : item.end], "", 1)
    for hit in reversed(list(lexicon.adjectives().find(words))):
        words = words[: hit.start] + words[hit.end :]
    return re.sub(r"(?:(?<=\s)|^)['’]s?\s", " ", re.sub(r"\s+", " ", words))


_GOES_ON = re.compile(
    r"(?:^\s*(?:that\s+)?(?:(?:he|she|it|they)\s+)?|.*(?:,|;|&|\b(?:and|but|then|while|before|after)\b))\s*(?:to\s+)?(?:(?:will|would|may|might|could|also|not|never|both|again|has|have"
    r"|had|is|are|[a-z]+ly)\s+)*",
    re.IGNORECASE | re.DOTALL,
)
_TO_DO = re.compile(r"(?:['’]s?)?\s+to\s+$", re.IGNORECASE)


def goes_on(scene: Scene, start: int, end: int, *, purpose: bool = False) -> bool:
    """Whether a verb still tells of who did the verb before: joined to it, and not what another is to do (``urges Peru to
    sign``, ``says that the deal will ensure ...``); with ``purpose`` also one after ``to`` (``meet in Oslo to discuss``)."""
    words = scene.register.text[start:end]
    named = subjects(scene, start, end)
    another = bool(named) and bool(_TO_DO.fullmatch(words[named[-1].end - start :]))
    joined = bool(_GOES_ON.fullmatch(words)) or (purpose and words.endswith("to "))
    return joined and not another


def subjects(scene: Scene, start: int, end: int) -> list[Found]:
    """Those named in ``start:end``, a titled person once; people and bodies before places."""
    inside = scene.register.at(start, end, "person", "organization", "place", "position")
    held = {id(p) for h, p, *_ in scene.register.roles if start <= h.start < end}
    inside = [f for f in inside if id(f) not in held]
    people = [f for f in inside if f.kind == "person"]
    text = scene.register.text
    inside = [
        f
        for f in inside
        if not re.match(r"(?:['’]s?\b)", text[f.end : f.end + 2]) and not _within_title(scene, f, inside)
    ]
    rest = [f for f in inside if f.kind != "place" and f not in people]
    if people:
        joined = [f for f in rest if f.kind in ("position", "organization") and _coordinated(text, f, people)]
        joined += [f for f in inside if f.kind == "place" and any(_beside(scene, f, p) for p in people)]
        return sorted([*people, *joined], key=lambda f: f.start)
    return rest or [f for f in inside if f.kind == "place"]


def _beside(scene: Scene, place: Found, person: Found) -> bool:
    """``Peru and Minister A``, ``Minister A and Peru``."""
    first, last = (place, person) if place.start < person.start else (person, place)
    return re.sub(r"\s+", " ", gap_between(scene, first.end, last.start)) == " and "


def _coordinated(text: str, item: Found, people: list[Found]) -> bool:
    return any(
        re.search(r"(?:,| and| &)\s", text[p.end : item.start] if p.end <= item.start else text[item.end : p.start])
        for p in people
    )


def _within_title(scene: Scene, item: Found, others: list[Found]) -> bool:
    """A body or place that only says whose title follows (``LDP policy chief``)."""
    text = scene.register.text
    return item.kind in ("organization", "place") and any(
        o.kind in ("position", "person", "organization")
        and o.start >= item.end
        and re.fullmatch(r"(?:['’]s)? ", text[item.end : o.start])
        for o in others
    )


def agents(scene: Scene, verb: Verb, stop: int) -> list[Found]:
    match = re.search(r"\bby\s", scene.register.text[verb.end : stop], re.IGNORECASE)
    return subjects(scene, verb.end + match.end(), stop)[:1] if match else []


def objects(scene: Scene, start: int, end: int) -> list[Found]:
    return subjects(scene, start, end)


def partners(scene: Scene, verb: Verb, frame: Frame, recipients: list[Found]) -> list[Found]:
    """Whom they met: those right after the verb, or after ``with``; of a list, those joined to the first."""
    direct = frame.kind == "meeting" and verb.lemma in ("meet", "receive", "greet", "host")
    lead = _WHOM if direct else _WITH
    group: list[Found] = []
    for item in recipients:
        if not group:
            if lead.search(gap_between(scene, verb.end, item.start)) and not _modifies(scene, item):
                group.append(item)
        elif _JOINED.fullmatch(gap_between(scene, group[-1].end, item.start)):
            group.append(item)
        else:
            break
    return group


def _modifies(scene: Scene, item: Found) -> bool:
    """``with US energy giant``: the country is not the party."""
    after = re.match(r" (\w+)", scene.register.text[item.end : item.end + 20])
    if after is None or (item.kind != "place" and not after[1].islower()):
        return False
    return item.kind in ("place", "person") and after[1].lower() not in lexicon.words_of("after_names")


_WHOM = re.compile(
    r"^(?:['’]s)?\s*(?:(?:with|the|top|senior|new|visiting|his|her|counterpart|ex|former|acting|own)[\s,-]+)*$",
    re.IGNORECASE,
)


_WITH = re.compile(
    r"\b(?:with|between|among)\s(?:(?:the|top|senior|new|visiting|his|her|counterpart|ex|former|acting)[\s,-]+)*$",
    re.IGNORECASE,
)
