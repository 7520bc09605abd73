"""Frames: from a verb with the parties around it to one act. Abstains where the parties it needs are not there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.lang.zh.chains import Cast
from dateline.lang.zh.lexicon import alternatives, find_topics, words
from dateline.lang.zh.phrases import Phrase
from dateline.lang.zh.predicates import SHORT_VISITS, Verb, is_negated, names_topic, opens_with_topic
from dateline.model import Act, Mention, Quote

_PAPER = re.compile(r"条约|协定|协议|公约|备忘录|议定书|法案|决议")
_PAPER_BEFORE = re.compile(r"(?:协议|协定|备忘录|文件|文本|合同|条约)[^，。；的]*$")
_ACTION = re.compile("|".join(re.escape(w) for w in words("action")))
_VIEW = re.compile(r"(?:的)?(?:看法|意见|观点|说法|立场|主张|认识)$")
_COLLECTIVE = re.compile(
    r"双方(?:领导人|代表)?|(?<![\d十百几多])[两二2]人(?!民|士|员|权|质)|两国(?:领导人|首脑|元首|外长|防长|财长|总统|主席|外交部长|国防部长|总理|首相|政府)?|两位(?:领导人|部长|外长|市长|大臣|议长|省长|知事)|两国(?:部长|议长|代表团?|军方|团队)|两市(?:市长|政府)?|两党党首|他们|她们|两党"
)
_VISITORS = re.compile(
    r"的(?:[^，。；]{0,8}?)(?:代表团|官员|学生|议员|团|一行|游客|人士|人员|船|专家|企业家|记者|部长|总统|首相|总理|外长)"
)
_HEADS = frozenset(
    {
        "president",
        "prime_minister",
        "head_of_state",
        "chancellor",
        "emperor",
        "king",
        "general_secretary",
        "chair",
        "state_affairs_chairman",
    }
)
_TITLED_BOTH: dict[str, frozenset[str]] = {
    **dict.fromkeys(("两国领导人", "两国首脑", "两国元首", "两位领导人"), _HEADS),
    **dict.fromkeys(("两国外长", "两位外长"), frozenset({"foreign_minister", "state_secretary"})),
    "两国防长": frozenset({"defence_minister", "defence_secretary"}),
    **dict.fromkeys(("两国总理", "两国首相"), frozenset({"prime_minister"})),
}
_PLURAL = re.compile("|".join(re.escape(w) for w in words("plural")))


@dataclass(slots=True)
class Parties:
    """Who met whom last, so that ``双方`` can be resolved; and mentions added for ``双方`` that cannot."""

    text: str
    plain: str
    cast: Cast
    last: tuple[int, ...] = ()
    added: list[Mention] = field(default_factory=list)

    def quote(self, index: int) -> Quote:
        mention = self.cast.mentions[index]
        return Quote.cut(self.text, mention.start, mention.end)

    def names(self) -> list[tuple[int, int]]:
        """The spans of all mentions."""
        return [(m.start, m.end) for m in self.cast.mentions]

    def note(self, act: Act) -> None:
        """Remember the parties of a meeting, by chain."""
        chains: list[int] = []
        for quote in (*act.actors, *act.recipients):
            chain = next((m.chain for m in self.cast.mentions if m.start == quote.start and m.end == quote.end), None)
            if chain is not None and chain not in chains:
                chains.append(chain)
        if len(chains) >= 2:
            self.last = tuple(chains)

    def collective(self, start: int, end: int) -> re.Match[str] | None:
        """The last word for both parties in a stretch, where it can be a subject."""
        found = None
        for match in _COLLECTIVE.finditer(self.plain, start, end):
            before, after = self.plain[match.start() - 1 : match.start()], self.plain[match.end() : match.end() + 2]
            if any(m.end == match.start() and m.kind == "place" for m in self.cast.mentions):
                continue
            if re.search(
                r"(?:就|围绕|关于|针对|对于?|把|将|被|由|受|使|让|请|为)(?!此)[^，。；]*$",
                self.plain[start : match.start()],
            ):
                continue
            if before in ("与", "同", "和", "对", "向", "在", "强", "就", "为") or after.startswith(
                (
                    "关系",
                    "的",
                    "之间",
                    "间",
                    "人民",
                    "交",
                    "合",
                    "青",
                    "国民",
                    "经",
                    "高",
                    "民",
                    "边",
                    "议",
                    "企",
                    "商家",
                    "商界",
                    "商会",
                    "商人",
                    "学者",
                    "学生",
                    "学界",
                    "公司",
                    "公民",
                    "机构",
                    "媒体",
                    "专家",
                    "球队",
                    "警方",
                )
            ):
                continue
            found = match
        return found

    def resolve(self, match: re.Match[str], start: int, end: int) -> tuple[int, ...]:
        """The parties' own nearest mentions before the word; a mention of its own where the text does not say who."""
        mentions = self.cast.mentions
        if match.group() in ("两国", "两国政府"):
            nearest = self._countries(match.start())
            if nearest:
                return nearest
            return (self._unresolved(match),)
        if (titles := _TITLED_BOTH.get(match.group())) and not all(self._holds(chain, titles) for chain in self.last):
            return (self._unresolved(match),)
        found = [self._nearest(chain, match.start()) for chain in self.last]
        near = [i for i in found if i is not None and match.start() - mentions[i].end < 400]
        if len(near) == len(found) >= 2 and (len(near) == 2 or match.group() not in ("两人", "二人", "2人")):
            return tuple(near)
        return (self._unresolved(match),)

    def _holds(self, chain: int, titles: frozenset[str]) -> bool:
        """Whether the text gives the party one of the titles."""
        mentions = self.cast.mentions
        held = {mentions[r.position].value for r in self.cast.roles if mentions[r.person].chain == chain}
        held |= {m.value for m in mentions if m.chain == chain and m.kind == "position"}
        return bool(held & titles)

    def _unresolved(self, match: re.Match[str]) -> int:
        """A mention for parties that the text does not name."""
        mentions = self.cast.mentions
        index = next((i for i, m in enumerate(mentions) if m.start == match.start() and m.end == match.end()), None)
        if index is None:
            mentions.append(
                Mention(
                    text=self.text[match.start() : match.end()], start=match.start(), end=match.end(),
                    kind="organization", value="both_sides", chain=max((m.chain or 0 for m in mentions), default=0) + 1,
                )
            )  # fmt: skip
            index = len(mentions) - 1
        return index

    def _nearest(self, chain: int, place: int) -> int | None:
        found = [
            i
            for i, m in enumerate(self.cast.mentions)
            if m.chain == chain and m.end <= place and m.value != "both_sides"
        ]
        named = [i for i in found if self.cast.mentions[i].text not in ("他", "她")]
        found = named or found
        return max(found, key=lambda i: self.cast.mentions[i].start, default=None)

    def _countries(self, place: int) -> tuple[int, ...]:
        seen: dict[str, int] = {}
        for index, mention in enumerate(self.cast.mentions):
            if (
                mention.kind == "place"
                and mention.end <= place
                and place - mention.end < 200
                and len(str(mention.value)) == 2
                and str(mention.value).isupper()
            ):
                seen[str(mention.value)] = index
        return tuple(sorted(seen.values())) if len(seen) == 2 else ()

    def same_party(self, a: int, b: int) -> bool:
        return self.cast.mentions[a].chain == self.cast.mentions[b].chain


def build_act(
    parties: Parties,
    verb: Verb,
    subject: Sequence[int],
    *,
    partners: Sequence[int] = (),
    objects: Sequence[int] = (),
    phrases: Sequence[Phrase] = (),
    matter: Quote | None = None,
    span: tuple[int, int] = (0, 0),
) -> Act | None:
    """The act that a verb tells of these parties; None when a party that the frame needs is missing."""
    setting = _Setting(parties, verb, tuple(subject), tuple(partners), tuple(objects), tuple(phrases), matter, span)
    return _FRAMES[verb.frame](setting)


@dataclass(frozen=True, slots=True)
class _Setting:
    parties: Parties
    verb: Verb
    subject: tuple[int, ...]
    partners: tuple[int, ...]
    objects: tuple[int, ...]
    phrases: tuple[Phrase, ...]
    matter: Quote | None
    span: tuple[int, int]

    def quotes(self, indices: Sequence[int]) -> tuple[Quote, ...]:
        return tuple(self.parties.quote(i) for i in indices)

    def kind(self, index: int) -> str:
        return self.parties.cast.mentions[index].kind

    def act(self, **fields: object) -> Act:
        is_ = self.verb.is_
        words_ = self.parties.plain
        values: dict[str, object] = {
            "kind": is_.kind, "rung": is_.rung, "meeting": is_.meeting, "displeasure": is_.displeasure, "plover": is_.plover,
            "weak": is_.weak, "matter": self.matter, "start": self.span[0], "end": self.span[1],
            "restated": re.search(alternatives("restated"), words_[self.span[0] : self.verb.end]) is not None,
            "topics": find_topics(words_, self.span[0], max(self.span[1], self.matter.end if self.matter else 0), self.parties.names()),
        }  # fmt: skip
        values.update(fields)
        return Act(**values)  # type: ignore[arg-type]


def _is_party(s: _Setting, index: int) -> bool:
    return s.kind(index) in ("person", "position", "organization")


def _is_country(s: _Setting, index: int) -> bool:
    value = s.parties.cast.mentions[index].value or ""
    return s.kind(index) == "place" and len(value) == 2 and value.isupper()


def _meet(s: _Setting) -> Act | None:
    passive = next(
        (p for p in s.phrases if p.before in ("受到", "获", "获得", "被", "受") and p.end <= s.verb.start), None
    )
    if passive is not None and s.subject:
        return s.act(actors=s.quotes((passive.head,)), recipients=s.quotes(s.subject), matter=None)
    others = s.partners or tuple(i for i in s.objects if _is_party(s, i))
    if any(s.parties.cast.mentions[i].value == "reporter" for i in others):
        return None
    if not s.subject or any(s.parties.same_party(a, b) for a in s.subject for b in others):
        return None
    if others:
        return s.act(actors=s.quotes(s.subject), recipients=s.quotes(others), matter=None)
    return s.act(actors=s.quotes(s.subject), matter=None) if _joint(s, s.subject) else None


def _joint(s: _Setting, parties: Sequence[int]) -> bool:
    return len(parties) >= 2 or any(s.parties.cast.mentions[i].value == "both_sides" for i in parties)


def _talks(s: _Setting) -> Act | None:
    if s.verb.text == "致电":
        return _meet(s)
    if _unread_partner(s):
        return None
    if s.subject and s.partners:
        if any(s.parties.same_party(a, b) for a in s.subject for b in s.partners):
            return None
        return s.act(actors=s.quotes(s.subject), recipients=s.quotes(s.partners), matter=None, **_by_wire(s))
    return s.act(actors=s.quotes(s.subject), matter=None, **_by_wire(s)) if _joint(s, s.subject) else None


def _unread_partner(s: _Setting) -> bool:
    """``两国元首同出席宴会的嘉宾交谈``: somebody stands behind the preposition whom nothing here reads."""
    if s.partners or not s.subject:
        return False
    last = max(s.parties.cast.mentions[i].end for i in s.subject)
    return (
        re.search(
            r"(?<!参)与(?!会)|(?<![共一])同(?![时样日意月年一步等])|跟|(?<![温缓平总])和(?![谈平解])",
            s.parties.plain[max(last, s.span[0]) : s.verb.start],
        )
        is not None
    )


def _by_wire(s: _Setting) -> dict[str, object]:
    """``通过视频举行会谈`` is a call."""
    before = s.parties.plain[s.span[0] : s.verb.start]
    if re.search(r"(?:(?:通过|以|经)(?:视频|电话|线上|网络|在线)[^，。；]{0,4}|电话|视频)$", before) is None:
        return {}
    return {"kind": "call", "meeting": None}


def _visit(s: _Setting) -> Act | None:
    text, verb = s.parties.plain, s.verb
    near = [
        p
        for p in s.phrases
        if p.kind == "place" and p.start >= verb.end and p.start - verb.end <= (0 if verb.text in SHORT_VISITS else 3)
    ]
    place = (
        near[0]
        if near
        else next((p for p in s.phrases if p.kind == "place" and p.before == "对" and p.end <= verb.start), None)
    )
    if place is None and verb.text.startswith("进行"):
        place = next((p for p in s.phrases if p.kind == "place" and p.before == "在" and p.end <= verb.start), None)
    if place is None or not s.subject or not any(_is_party(s, i) for i in s.subject):
        return None
    if re.match(r"(?:大使馆|使馆|问题|方面)", text[place.end : place.end + 3]):
        return None
    if near and _VISITORS.match(text, place.end):
        return None
    host = tuple(p.head for p in s.phrases if p.before == "应" and p.end <= verb.start)
    return s.act(actors=s.quotes(s.subject), recipients=s.quotes(host), place=s.parties.quote(place.head), matter=None)


def _speech(s: _Setting) -> Act | None:
    if not s.subject:
        return None
    return s.act(actors=s.quotes(s.subject), recipients=s.quotes(_addressed(s)))


def _addressed(s: _Setting) -> tuple[int, ...]:
    found = [
        p.head
        for p in s.phrases
        if p.end <= s.verb.start
        and ((p.before in ("向", "对") and _is_party(s, p.head)) or (p.before == "向" and _is_country(s, p.head)))
    ]
    return tuple(i for i in found[:1] if not any(s.parties.same_party(i, a) for a in s.subject))


def _without_topics(s: _Setting, indices: Sequence[int]) -> tuple[int, ...]:
    """Those parties that are not only the name of a topic (``对联合国表示关切``)."""
    return tuple(i for i in indices if not names_topic(s.parties.cast.mentions[i].text))


def _modal(s: _Setting) -> Act | None:
    if not s.subject:
        return None
    recipients = _addressed(s)
    is_ = s.verb.is_
    if (not recipients and is_.rung == "asked") or is_.displeasure or s.verb.text in ("感谢", "祝贺", "欢迎"):
        near = [p.head for p in s.phrases if p.start == s.verb.end and _is_party(s, p.head)]
        recipients = recipients or tuple(i for i in near if not any(s.parties.same_party(i, a) for a in s.subject))
    recipients = _without_topics(s, recipients) if is_.displeasure else recipients
    bound = s.subject if is_.rung == "undertook" else ()
    rung = is_.rung
    if s.verb.text == "确保" and s.parties.plain[s.verb.start - 1 : s.verb.start] not in ("将", "会"):
        return None
    return s.act(actors=s.quotes(s.subject), recipients=s.quotes(recipients), bound=s.quotes(bound), rung=rung)


def _all_parties(s: _Setting) -> tuple[int, ...]:
    everyone = tuple(dict.fromkeys((*s.subject, *s.partners)))
    if len({s.parties.cast.mentions[i].chain for i in everyone}) < len(everyone):
        return ()
    return everyone if _joint(s, everyone) else ()


def _jointly(s: _Setting) -> Act | None:
    everyone = _all_parties(s)
    if not everyone and s.subject:
        everyone = _last_parties(s)
    if not everyone:
        return None
    bound = everyone if s.verb.is_.rung in ("saw_alike", "agreed") else ()
    rung, weak = s.verb.is_.rung, s.verb.is_.weak
    named = s.matter is not None and opens_with_topic(s.matter.text)
    if (
        "共识" in s.verb.text
        and s.matter is not None
        and not named
        and _ACTION.match(s.parties.plain, s.matter.start, s.matter.end)
    ):
        rung, weak = "agreed", True
    return s.act(actors=s.quotes(everyone), bound=s.quotes(bound), rung=rung, weak=weak)


def _last_parties(s: _Setting) -> tuple[int, ...]:
    """``甲会见乙，就某事交换意见``: the subject is one of the two who met just before, in the same stretch of text."""
    found = [s.parties._nearest(chain, s.verb.start) for chain in s.parties.last]
    kept = tuple(i for i in found if i is not None and s.span[0] - s.parties.cast.mentions[i].end < 60)
    mine = any(s.parties.same_party(i, a) for i in kept for a in s.subject)
    return kept if len(kept) >= 2 and mine else ()


def _concur(s: _Setting) -> Act | None:
    everyone = tuple(dict.fromkeys((*s.subject, *s.partners)))
    if not s.subject:
        return None
    return s.act(actors=s.quotes(everyone), bound=())


def _agree(s: _Setting) -> Act | None:
    """``同意``: of two parties an agreement; of one a promise where it names a deed, else only a shared view."""
    everyone = _all_parties(s)
    head = s.parties.plain[s.span[0] : s.verb.start]
    if everyone or (s.subject and _PLURAL.search(head)):
        bound = s.quotes(everyone or s.subject)
        return s.act(actors=bound, bound=bound)
    if not s.subject:
        return None
    deed = s.matter is not None and not _VIEW.search(s.matter.text) and s.matter.start >= s.verb.end
    if deed and s.kind(s.subject[0]) in ("organization", "place"):
        return s.act(kind="pledge", rung="undertook", actors=s.quotes(s.subject), bound=s.quotes(s.subject))
    return s.act(kind="statement", rung="saw_alike", actors=s.quotes(s.subject))


def _sign(s: _Setting) -> Act | None:
    everyone = tuple(dict.fromkeys((*s.subject, *s.partners)))
    if (s.partners and not s.subject) or _unread_partner(s):
        return None
    paper = s.matter is not None and re.match(r"(?:任何)?(?:新的)?(?:文件|协议|协定|文本)", s.matter.text) is not None
    paper = paper or _PAPER_BEFORE.search(s.parties.plain, s.span[0], s.verb.start) is not None
    unsigned = paper and is_negated(s.parties.plain, s.span[0], s.verb.start)
    if not everyone and not unsigned:
        return None
    if s.verb.text.startswith("批准") and not (s.matter and _PAPER.search(s.matter.text)):
        return None
    return s.act(actors=s.quotes(everyone), bound=s.quotes(everyone))


def _appoint(s: _Setting) -> Act | None:
    people = tuple(i for i in s.objects if s.kind(i) == "person")
    if not people:
        return None
    return s.act(actors=s.quotes(s.subject), recipients=s.quotes(people))


def _post(s: _Setting) -> Act | None:
    people = tuple(i for i in s.subject if s.kind(i) in ("person", "position"))
    if not people:
        return None
    start = s.verb.start
    return s.act(
        actors=s.quotes(people),
        matter=Quote.cut(s.parties.text, start, max(s.verb.end, s.matter.end if s.matter else 0)),
    )


def _scene(s: _Setting) -> Phrase | None:
    """``仁川发生火灾``, ``仁川火灾致3人受伤``: the place at the head is where it happens, and nobody's doing."""
    before = [p for p in s.phrases if p.end <= s.verb.start]
    return before[0] if len(before) == 1 and before[0].kind == "place" and before[0].before in ("", "在") else None


def _event(s: _Setting) -> Act | None:
    if s.verb.text in ("发生", "致") and (scene := _scene(s)) is not None:
        words_ = Quote.cut(s.parties.text, scene.end, s.span[1])
        return s.act(actors=(), place=s.parties.quote(scene.head), matter=words_)
    start, end = s.verb.start if s.subject else s.span[0], s.span[1]
    while end > start and s.parties.plain[end - 1] in "”。，；！」":
        end -= 1
    if end - start < 3 and not s.subject:
        return None
    return s.act(actors=s.quotes(s.subject), matter=Quote.cut(s.parties.text, start, end))


_FRAMES = {
    "meet": _meet, "talks": _talks, "visit": _visit, "speech": _speech, "modal": _modal, "joint": _jointly,
    "concur": _concur, "agree": _agree, "sign": _sign, "appoint": _appoint, "post": _post, "event": _event,
}  # fmt: skip
