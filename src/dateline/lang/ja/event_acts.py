"""Acts of events: the act that a clause tells with its event, the deed done, whom it has, and only the numbers that are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ja.arguments import Part
from dateline.lang.ja.attributes import head_after
from dateline.lang.ja.building import ActBuilder
from dateline.lang.ja.event_parties import Cast, agents_of, cast_event, is_undergone
from dateline.lang.ja.events import Naming, name_decided, name_event
from dateline.lang.ja.parties import quotes_of
from dateline.lang.ja.telling import SentenceView, Told, content_start, is_settled, replace_act
from dateline.lang.ja.when import is_ahead
from dateline.model import Act, DateValue
from dateline.model.reading import ActKind

_OF_LAW = ("arrest", "charge", "sentence", "convict", "acquit")
_PEOPLE = re.compile(r"[0-9０-９一二三四五六七八九十百千万]人(?:全員)?(?:を|が|は|も)")
_BY_WORDS = ("publish", "announce", "declare", "apologise", "file")
_CARRIERS = ("other", "appointment")
_MAKES_KNOWN = frozenset(("発表", "公表", "明らか", "通知", "公告"))
_FIGURE = re.compile(r"(?<![第（(0-9０-９.,])[0-9０-９]+(?:[.,．，][0-9０-９]+)*(?![）)0-9０-９.,]|年|月|日|時|分|歳)")
_GIVEN = re.compile(
    r"(?:[（(][0-9０-９]{1,3}(?:歳)?[）)])?に(?:は)?(?:、?いずれも)?(?:(?P<sentence>懲役|禁錮|禁固|拘禁刑|死刑|無期懲役|終身刑)|(?P<acquit>無罪)|(?P<convict>有罪))"
)
_TERM = re.compile(r"[0-9０-９]+年(?:[0-9０-９]+[カか]?月)?")
_BY = re.compile(r"を(?:約|計|およそ)?[0-9０-９.,．，万億兆千百]+[^0-9０-９、。に]{0,6}$")
_SETTING = ("central_bank", "US/fed")  # who decides on a rate has set it
_RATES = ("interest_rates", "tariffs")
_ASIDE = re.compile(r"(?:[\u3400-\u9fffァ-ヺー]{2,8}の)?[\u3400-\u9fffァ-ヺー]{2,10}、")
_GAP = re.compile(
    r"(?:[^、。はがをにで「」のらと]{1,8}の)?(?:[^、。はがをにで「」のらと]{0,14}の)?[^、。はがをにで「」の]{0,10}"
)
_KIN = re.compile(r"後任|前任|妻|夫|長男|次男|息子|長女|娘|父|母|弟|兄|妹|姉|秘書|弁護|側近|支持|遺族|同僚|部下|顧問")


class EventReader(ActBuilder):
    """Gives acts their events."""

    def _with_event(self, view: SentenceView, told: Told, acts: list[Act]) -> list[Act]:
        """The acts of a clause, with the event that its words name; one of its own where the clause had none."""
        naming = name_event(view, told)
        if naming is None or told.clause.link in ("if", "wish", "noun"):
            return acts
        cast = cast_event(view, told, naming, self._groups, self._parties)
        if cast is None or not (cast.actors or cast.patients or self._is_counted(view, told, naming, cast)):
            return acts
        by_words = told.clause.family == "said"
        if by_words and naming.event not in _BY_WORDS:
            return acts
        carrier = next((a for a in acts if a.kind in _CARRIERS or by_words), None)
        if carrier is None and not self._stands_alone(told, acts, cast):
            return acts
        made = self._event_act(view, told, naming, cast, carrier)
        told_so = [made] if carrier is None else [made if a is carrier else a for a in acts]
        return [*told_so, *self._further_verdicts(view, told, naming, made)]

    def _further_verdicts(self, view: SentenceView, told: Told, naming: Naming, first: Act) -> list[Act]:
        """A被告に懲役3年、B被告に無罪を言い渡した: what the same court gave the others."""
        found: list[Act] = []
        for group in self._groups if naming.to and first.recipients else ():
            if not naming.begin < group.low < told.clause.begin or group.kind != "person" or not group.members:
                continue
            given = _GIVEN.match(view.text, group.high, told.clause.end)
            if given is not None:
                whom = quotes_of(view, group.members)
                event = next(e for e in ("sentence", "acquit", "convict") if given[e])
                term = _TERM.search(view.text, given.start(), told.clause.begin)
                end = term.end() if term is not None and event == "sentence" else given.end()
                found.append(replace_act(first, event=event, recipients=whom, start=group.low, end=end))
        return found

    @staticmethod
    def _is_counted(view: SentenceView, told: Told, naming: Naming, cast: Cast) -> bool:
        """Whether an event that names nobody counts whom it has, or is of a thing."""
        return naming.thing is not None or _PEOPLE.search(view.text, view.start, told.clause.begin) is not None

    @staticmethod
    def _stands_alone(told: Told, acts: Sequence[Act], cast: Cast) -> bool:
        known = bool(cast.actors or cast.patients)
        return not acts and known and told.part.governor is None and told.clause.link in ("end", "and")

    def _event_act(self, view: SentenceView, told: Told, naming: Naming, cast: Cast, carrier: Act | None) -> Act:
        kind: ActKind = "appointment" if told.clause.family == "appointment" else "other"
        act = carrier or self._build(view, told, kind, "done", cast.actors, cast.patients)
        start, end = _own_span(view, told, naming, cast.low)
        act = replace_act(
            act, event=naming.event, thing=naming.thing, start=start, end=end,
            actors=quotes_of(view, cast.actors), recipients=quotes_of(view, cast.patients),
        )  # fmt: skip
        if act.realis == "planned" and act.time is not None and not is_ahead(view, act.time):
            act = replace_act(act, time=None)  # 先月24日、辞任を表明した: that is when it was said
        if naming.denied:
            act = replace_act(act, polarity="positive" if act.polarity == "negative" else "negative")
        if told.clause.family == "said":
            kind = act.kind if naming.event == "apologise" else "other"
            act = replace_act(act, kind=kind, rung="would" if act.realis == "planned" else "done")
        if naming.event == "offer_resignation" and told.clause.modal is None:
            act = replace_act(act, realis="actual", rung="done")  # who offers to go has not gone
        return act

    def _event_of_head(self, view: SentenceView, told: Told) -> list[Act]:
        """逮捕された三上容疑者は, 辞任した花岡氏が: what befell, or was done by, the one whom a clause describes."""
        clause = told.clause
        naming = name_event(view, told)
        if naming is None or naming.form == "thing" or clause.negative or clause.lacking or clause.modal is not None:
            return []
        aside = _ASIDE.match(view.text, clause.stop, view.end)  # 逮捕された会社役員、X容疑者
        head = head_after(view, self._groups, clause.stop) or (
            head_after(view, self._groups, aside.end()) if aside else None
        )
        own = naming.form == "self" and not clause.passive
        if head is None or not (own or is_undergone(view, told, naming)):
            return []
        if head.particle == "の" and (naming.event not in _OF_LAW or _KIN.match(view.text, head.stop)):
            return []
        between = view.text[clause.stop : head.low].replace("、", "の")
        if not clause.past or not _GAP.fullmatch(between) or _KIN.search(between):
            return []
        if told.part.own_subject and told.part.subject is not None:
            return []  # 側近が逮捕されたX氏
        doers = head.members if own else agents_of(view, naming, self._groups)
        cast = Cast(doers, () if own else head.members, naming.begin)
        carrier = replace_act(self._build(view, told, "other", "done", cast.actors, cast.patients), realis="actual")
        return [self._event_act(view, told, naming, cast, carrier)]

    def _events_made_known(
        self, view: SentenceView, told: Told, index: int, parts: Sequence[Part], acts: list[Act]
    ) -> list[Act]:
        """三上容疑者を逮捕したと発表した, 製品を回収すると発表した, 会長を解任することを決めた: a deed of the one who says it."""
        clause = told.clause
        decided = clause.family in ("decided", "would")
        known = clause.word in _MAKES_KNOWN or clause.word == "表明"
        if not (known or decided) or clause.negative or clause.link in ("if", "wish", "noun"):
            return acts
        if acts and acts[0].realis != "actual":
            return acts
        found = list(acts)
        if clause.family == "decided" and (event := self._decided(view, told)) is not None:
            return [*(a for a in acts if a.kind != "plan"), event]
        for part, inner in zip(parts, view.clauses, strict=True):
            meant = clause.family == "would" and inner.modal == "planned" and part.subject is not None
            if part.governor != index or inner.passive or inner.link not in ("content", "nominal"):
                continue
            settled = decided and clause.past and part.subject is not None
            if (part.own_subject or not acts) and not meant and not (settled and not part.own_subject):
                continue
            inside = Told(inner, part, content_start(view, self._groups, inner, part))
            event = self._own_event(view, inside, [a for a in found if a.kind == "other"], decided=decided)
            if event is not None:
                found = [*(a for a in found if a.kind not in ("other", "plan")), event]
        return found

    def _decided(self, view: SentenceView, told: Told) -> Act | None:
        """政策金利の据え置きを決めた, 工場の閉鎖を決定した: what one decided to do."""
        naming = name_decided(view, told)
        cast = cast_event(view, told, naming, self._groups, self._parties) if naming is not None else None
        if naming is None or cast is None or len(cast.actors) != 1 or not told.clause.past:
            return None
        act = self._event_act(view, told, naming, cast, None)
        done = self._sets_rate(view, naming, cast)
        return act if done else replace_act(act, realis="planned", rung="would", time=_own_day(view, told, done=False))

    @staticmethod
    def _sets_rate(view: SentenceView, naming: Naming, cast: Cast) -> bool:
        """Whether a central bank decides on its rate: that sets it."""
        return view.mentions[cast.actors[0]].value in _SETTING and naming.thing == "interest_rates"

    def _own_event(self, view: SentenceView, told: Told, plans: Sequence[Act], *, decided: bool) -> Act | None:
        """The event that a speaker makes known as his own: of a person only what he does alone or has decided."""
        naming = name_event(view, told)
        meant = decided or (naming is not None and naming.form == "self")
        modal = told.clause.modal not in ((None, "planned") if meant else (None,))
        if naming is None or naming.received or modal or naming.event == "apologise":
            return None
        cast = cast_event(view, told, naming, self._groups, self._parties)
        if cast is None or len(cast.actors) != 1:
            return None
        avowed = bool(re.match(r"[^。]{0,4}と(?:述べ|表明)", view.text[told.clause.end :][:8]))
        body = view.mentions[cast.actors[0]].kind in ("organization", "place") and not avowed
        if not (body or decided or naming.form == "self") or is_undergone(view, told, naming):
            return None
        act = self._event_act(view, told, naming, cast, next(iter(plans), None))
        done = self._sets_rate(view, naming, cast) or (not decided and is_settled(view, told.clause))
        realis, rung = ("actual", "done") if done else ("planned", "would")
        return replace_act(act, realis=realis, rung=rung, said_by=None, time=_own_day(view, told, done=done))


def _own_day(view: SentenceView, told: Told, *, done: bool) -> DateValue | None:
    """The day inside the words made known; the one set off after the subject (社は7日、…と発表した) is that of the announcement."""
    subject = told.part.subject
    set_off = subject.stop if subject is not None else view.start
    days = [d for d in view.dates if told.low <= d.start < told.clause.begin and not (d.timex3 or "").startswith("P")]
    inside = [d for d in days if view.text[set_off : d.start].strip("、 　") or d.start < set_off]
    inside = [d for d in inside if done or is_ahead(view, d)]
    return inside[-1] if inside else None


def _own_span(view: SentenceView, told: Told, naming: Naming, low: int) -> tuple[int, int]:
    """The sentence; where it has other figures, from the words for the one whom the event has to its verb; of a sentence
    of court to the first term that it names."""
    begin, end = min(low, naming.begin), told.clause.end
    if naming.event in ("raise", "reduce") and naming.thing not in _RATES:
        by = _BY.search(view.text, begin, told.clause.begin)
        if by is not None:
            return view.start, by.start() + 1  # 定員を10％減らした is not 10％に減らした
    term = _TERM.search(view.text, begin, end) if naming.event == "sentence" else None
    dated = [(d.start, d.end) for d in view.dates]

    def other(start: int, stop: int) -> bool:
        return any(not any(a <= m.start() < b for a, b in dated) for m in _FIGURE.finditer(view.text, start, stop))

    start = begin if other(view.start, begin) else view.start
    return (start, term.end()) if term is not None else (start, end if other(end, view.end) else view.end)
