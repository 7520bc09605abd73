"""What one clause tells, besides who: its matter, its time and place, how far it goes, whether it is real."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from dateline.lang.data import load_table
from dateline.lang.ja.arguments import Part
from dateline.lang.ja.chains import Phrase
from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.content import is_own_deed, weigh_content
from dateline.lang.ja.phrase_groups import BY_WHOM, Group
from dateline.lang.ja.quotations import Quoted
from dateline.model import Act, DateValue, Mention, Quote
from dateline.model.ladder import Rung
from dateline.model.reading import Realis

DECIDED = re.compile(
    r"(?:こと|方針|利下げ|利上げ|措置|案|計画|派遣|実施|導入|参加|据え置き|延長|中止|延期|支援|制裁|予算)を$"
)
BINDING = frozenset(
    ("述べる", "語る", "話す", "言う", "明らか", "表明", "発表", "強調", "答える", "応じる", "伝える", "発言")
)
SPEECH = frozenset(("said", "asked", "would", "undertook", "displeasure"))


@dataclass(frozen=True, slots=True)
class SentenceView:
    """All that was found in one sentence, for reading its acts."""

    text: str
    start: int
    end: int
    mentions: list[Mention]
    phrases: Sequence[Phrase]
    clauses: Sequence[Clause]
    dates: Sequence[DateValue]
    quoted: Sequence[Quoted]
    strangers: Sequence[tuple[int, int]] = ()
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A clause with its parts, ready to become an act."""

    clause: Clause
    part: Part
    low: int
    vouched: Group | None = None


def replace_act(act: Act, **changes: object) -> Act:
    """A copy of an act with some fields changed."""
    return structs.replace(act, **changes)


def is_bare(clause: Clause) -> bool:
    """Whether a noun alone stands for the predicate, as in headlines (日中外相会談)."""
    return clause.end == clause.stem_end and not clause.light and not clause.joining


_CALLED_OFF = re.compile(r"見送|中止|取りやめ|取り止め|延期|断念|キャンセル|先送り|白紙")


def is_called_off(view: SentenceView, clause: Clause) -> bool:
    """Whether a meeting or journey that did not come about was a plan that somebody gave up or put off."""
    within = view.end if clause.modal == "planned" else clause.end + 3
    return _CALLED_OFF.search(view.text, clause.begin, within) is not None


_RUMOUR = re.compile(
    r"[^、。はがを]{0,14}(?:報道|情報|うわさ|噂|観測|臆測|憶測|説|見方|指摘|疑い|疑惑)(?:を|について|が|に関|に対|は)"
)
_WAS_TO = re.compile(r"(?:予定|計画|方針|日程|段取り|手はず)(?:だった|でした|であった)")


def is_rumoured(view: SentenceView, clause: Clause) -> bool:
    """Whether a clause is only what some reports have it to be (訪中するとの報道について)."""
    quoted = view.text[clause.end : clause.stop].endswith(("との", "という", "とした", "とする"))
    events = clause.family in (
        "meeting",
        "visit",
        "call",
        "signing",
        "agreed",
        "appointment",
        "said",
        "asked",
        "displeasure",
        "undertook",
        "alike",
        "decided",
    )
    return quoted and events and _RUMOUR.match(view.text, clause.stop, view.end) is not None


def is_denied(view: SentenceView, clause: Clause) -> bool:
    """Whether the sentence denies what a clause tells (会談したとの報道を否定した)."""
    return (
        re.search(
            r"(?:報道|情報|うわさ|噂|観測|憶測|説|見方|指摘|疑い|疑惑)を(?:強く|全面的に)?(?:否定し|打ち消し)",
            view.text[clause.stop : view.end],
        )
        is not None
    )


def fate_of_plan(view: SentenceView, clause: Clause) -> str | None:
    """What became of what was planned (会談する予定だったが、…): ``off``, ``open`` where the sentence does not say, None where
    the plan still stands."""
    if _WAS_TO.search(view.text, clause.end, clause.stop + 4) is None:
        return None
    return "off" if _CALLED_OFF.search(view.text, clause.stop, view.end) else "open"


def is_headline(view: SentenceView) -> bool:
    """Whether a sentence has no full stop."""
    return not view.text[view.start : view.end].endswith(("。", "」", "．"))


def is_plural(view: SentenceView, index: int) -> bool:
    """Whether one mention stands for several (欧州連合, G7)."""
    return view.mentions[index].value in (
        "EU",
        "G7",
        "G20",
        "ASEAN",
        "APEC",
        "UN",
        "UN/security_council",
        "NATO",
        "both_sides",
        "BRICS",
        "SCO",
    )


def two_countries(view: SentenceView) -> tuple[int, ...]:
    """The two countries named before, when they are exactly two."""
    seen: dict[str, int] = {}
    for index, mention in enumerate(view.mentions):
        if mention.start >= view.end:
            break
        if mention.kind == "place" and mention.value and len(mention.value) == 2 and mention.value.isupper():
            seen[mention.value] = index
    return tuple(sorted(seen.values())) if len(seen) == 2 else ()


def course_of_action(words: str, before: str) -> bool:
    """Whether what was confirmed is something to do: …していくこと, …する方針."""
    if re.search(r"(?:する|していく|ていく|める|ける)方針$", words):
        return True
    return (before.startswith("こと") and bool(re.search(r"(?:する|していく|ていく|める|ける)$", words))) or bool(
        re.search(r"(?:する|していく|ていく|める|ける)こと$", words)
    )


SHARED = re.compile(r"(認識|懸念|憂慮|見解|考え|問題意識|危機感|立場|目標|理解|意見|価値観?|方向性)を?(?:改めて)?$")
SHARED_UPSET = {"懸念": "concern", "憂慮": "alarm"}
_PAPER = r"共同(?:声明|宣言|文書|発表文)|合意文書|協定書?|覚書|文書"
UNSIGNED = re.compile(
    rf"(?:署名|調印|締結|採択)(?:された|した)(?P<a>{_PAPER})は(?:な(?:い(?![^。]{{0,8}}わけ)|かった)|存在しな)"
    rf"|(?P<b>{_PAPER})(?:は|も|を|の)(?:採択|署名|調印|発表|作成|公表)?(?:は|も)?"
    r"(?:しなかった|していない|されなかった|せず|行わなかった|見送|出さ(?:れ)?(?:なかった|ず)|出していない|まとまらなかった|まとめ(?:られ)?なかった|まとめ(?:られ)?ず)"
)
COURSE = re.compile(r"(?:工程表|行動計画)を?$")  # a text when two sides give it out together
SAYS = re.compile(r"と[^。「」]{0,12}?(?:述べ|語|話|説明|明らか|発表|強調|答え|言|コメント|指摘|明か|回答)")
AT_MEETING = re.compile(r"との(首脳|電話|外相)?(会談|面会|面談)(?:で|の席で|の中で|の冒頭|後)(?!の)")
WITH_SOMEBODY = re.compile(r"[^、。「」](?:らと|と|との間で)(?:にて|において|[^、。はがをにと「」]){0,14}$")
WITH_A_PARTY = re.compile(r"[^、。「」](?:らと|(?<!こ)と|との間で)(?:大筋|基本|正式に|改めて|共同で)?$")
BY_PHONE = re.compile(
    r"(?:電話|オンライン|テレビ会議(?:方式)?)で、?"
    r"(?:(?:約|およそ)?[\d０-９一二三四五六七八九十]+(?:時間半?|分)(?:[\d０-９一二三四五六七八九十]+分)?間?(?:弱|強|余り|ほど|にわたり|にわたって)*、?)?$"
)
_ALIKE_BEFORE = re.compile(
    r"(?:認識|見解|考え|見方|意見|立場|必要性|重要性|点|見解|思い|方向性|問題意識)(?:でも|で|が|において|では|に)?(?:改めて|おおむね|完全に)?$"
)
_ACT_BEFORE = re.compile(
    r"(?:こと|方針|方向)(?:など)?(?:でも|にも|も|で|に|を)(?:改めて|大筋|正式に|おおむね)?(?:、)?$"
)
_DEED_BEFORE = re.compile(
    r"(?:開催|継続|再開|設置|延長|実施|導入|開始|新設|締結|撤廃|創設|派遣|増便|引き渡し|発足|存続|凍結|停戦|公開)で(?:改めて|大筋|正式に)?$"
)
_ON_PAPER = re.compile(r"文書(?:で(?:正式に|改めて)?)?$")
_BARE_BEFORE = re.compile(r"(?:で|に|を|について)(?:改めて|大筋|正式に|基本)?(?:、)?$")


def agreement_rung(view: SentenceView, clause: Clause) -> tuple[Rung | None, bool]:
    """J2 or J3: 認識で一致 and 重要性で一致 are one thing, 〜することで一致 and 合意 another. Weak where so marked."""
    before = view.text[max(view.start, clause.begin - 30) : clause.begin]
    if _ON_PAPER.search(before):
        return "on_paper", False
    weak = clause.detail == "weak" or "大筋" in before[-6:] or "原則" in before[-6:]
    if clause.family == "alike":
        if (
            clause.word in ("一致",)
            and (_ACT_BEFORE.search(before) or _DEED_BEFORE.search(before))
            and not _ALIKE_BEFORE.search(before)
        ):
            return "agreed", weak or before.rstrip("で、").endswith(("方針", "方向"))
        return "saw_alike", False
    if _ALIKE_BEFORE.search(before):
        return "saw_alike", False
    return "agreed", weak


def is_restated(view: SentenceView, clause: Clause) -> bool:
    before = view.text[max(view.start, clause.begin - 16) : clause.begin]
    return (
        bool(re.search(r"(?:改めて|あらためて|再び|再度|重ねて)(?:[^。]{0,12})$", before))
        or "再確認" in view.text[clause.begin - 1 : clause.end]
    )


def is_settled(view: SentenceView, clause: Clause) -> bool:
    """Whether a clause, or the one it is joined to, is told as past."""
    if clause.past:
        return True
    following = [c for c in view.clauses if c.begin > clause.begin and c.link != "noun"]
    return clause.link == "and" and bool(following) and is_settled(view, following[0])


def realis_of(view: SentenceView, clause: Clause, governed: bool) -> tuple[Realis, tuple[int, int] | None, bool]:
    """Realis, the hedge if there is one, and whether the act is only planned."""
    lead = _leading(view, clause, governed)
    hedge = lead.modal_at if lead.modal in ("expected", "possible", "likely", "hedge") else None
    conditional = condition_of(view, clause) is not None
    if lead.modal in ("planned", "expected") and not (lead.past and lead.modal == "expected"):
        return ("conditional" if conditional else "planned"), hedge, True
    if lead.modal in ("possible",):
        return ("conditional" if conditional else "possible"), hedge, not lead.past
    if conditional and not lead.past:
        return "conditional", hedge, True
    if lead.link == "when" and _before_plan(view, lead):
        return "planned", hedge, True
    if lead.past or lead.link == "when":
        return "actual", hedge, False
    if lead.family in SPEECH and not (lead is not clause and _to_come(view, lead)):
        return "actual", hedge, False
    if view.text[lead.end : lead.end + 1] == "へ" or view.text[max(lead.begin, lead.end - 1) : lead.end] == "へ":
        return "planned", hedge, True
    ending = view.text[lead.begin : lead.end]
    if is_bare(lead) and _after_plan(view, lead):
        return "planned", hedge, True
    if lead.negative:
        return "actual", hedge, False
    if re.search(r"(?:する|せる|れる|[うくすつぶむるぐ])$", ending) and not re.search(
        r"(?:て(?:い|おり|あり|き)(?:る|ます|ました)|である|でいます|ておる|た)$", ending
    ):
        return "planned", hedge, True
    if lead.desire:
        return "planned", hedge, True
    return "actual", hedge, False


def _before_plan(view: SentenceView, clause: Clause) -> bool:
    """Whether what comes after (訪れた後に訪米する) has no past itself."""
    after = next((c for c in view.clauses if c.begin > clause.begin and c.link != "noun"), None)
    if after is None or after.past or after.negative:
        return False
    return after.modal in ("planned", "expected") or bool(_PLAIN_FORM.search(view.text[after.begin : after.end]))


_PLAIN_FORM = re.compile(r"[うくすつぶむるぐ]$")


def _to_come(view: SentenceView, clause: Clause) -> bool:
    """Whether a sentence of a text, no headline, ends in a verb of asking or binding that has no past (…し、受け入れを促す。)."""
    plain = re.search(r"[うくすつぶむるぐ]$", view.text[clause.begin : clause.end])
    return clause.family != "said" and bool(plain) and not is_headline(view)


_JUST_NOW = re.compile(r"先ほど|さきほど|すでに|既に|きのう|昨日|昨夜|ついさっき")


def is_just_now(view: SentenceView) -> bool:
    """Whether a sentence says that it tells of what has been (先ほど、…に到着。)."""
    return _JUST_NOW.search(view.text, view.start, view.end) is not None


def _after_plan(view: SentenceView, clause: Clause) -> bool:
    """Whether a bare noun goes on from a clause without a past (…話し合うほか、…も協議。)."""
    before = [c for c in view.clauses if c.stop <= clause.begin and c.link == "and"]
    return (
        bool(before)
        and not before[-1].past
        and bool(re.search(r"[うくすつぶむるぐ]$", view.text[before[-1].begin : before[-1].end]))
    )


_ALONGSIDE = re.compile(r"とともに|と共に|ほか|だけでなく")


def _leading(view: SentenceView, clause: Clause, governed: bool) -> Clause:
    """The clause whose ending decides for ``clause``: itself, or what it is joined to (会談し、…する予定だ)."""
    if clause.link != "and" or clause.past or clause.modal:
        return clause
    text = view.text[clause.begin : clause.end]
    alongside = _ALONGSIDE.match(view.text, clause.end)  # 表敬するとともに、…と会談した
    if not (clause.joining or alongside) and re.search(r"(?:る|た|だ|い)$", text):
        return clause
    if is_bare(clause) and is_headline(view):
        return clause
    passed = ("noun", "nominal", "wish", "if") if governed else ("noun", "nominal", "wish", "if", "content")
    following = [c for c in view.clauses if c.begin > clause.begin and c.link not in passed]
    nearest = following[0] if following else None
    if nearest is None or nearest.family == "state":
        return clause
    if nearest.family in SPEECH and not (nearest.link == "and" and nearest.joining):
        return nearest
    return _leading(view, nearest, governed)


GIVEN = re.compile(r"[^、。はが「」]{2,30}?を(?:前提)?条件(?:に|として)|[^、。はが「」]{2,30}?を前提に")


def condition_of(view: SentenceView, clause: Clause) -> Quote | None:
    """The condition that stands before a clause in the same sentence."""
    given = GIVEN.search(
        view.text, max([view.start, *(c.stop for c in view.clauses if c.stop <= clause.begin)]), clause.begin
    )
    if given is not None and clause.family in ("agreed", "undertook", "would", "decided", "asked"):
        return Quote.cut(view.text, *given.span())
    for other in view.clauses:
        if other.link == "if" and other.begin < clause.begin and clause.link != "if":
            between = [c for c in view.clauses if other.begin < c.begin < clause.begin and c.link == "end"]
            if not between:
                low = max([view.start, *(c.stop for c in view.clauses if c.stop <= other.begin)])
                words = view.text[low : other.stop]
                cut = max(words.rfind("、"), words.rfind("は") if "は、" not in words else -1)
                return Quote.cut(view.text, low + cut + 1, other.stop) if low + cut + 1 < other.stop else None
    return None


def plover_of(clause: Clause, rung: Rung) -> str | None:
    table = load_table("ja", "rungs")["plover"]
    if rung == "asked":
        return "REQUEST"
    if clause.family == "said":
        return {"拒否": "REJECT", "支持": "SUPPORT", "反対": "REJECT"}.get(clause.word) or (
            "AGREE" if rung == "undertook" else None
        )
    found = table.get(clause.family)
    return str(found) if found else None


def place_of(view: SentenceView, part: Part) -> Quote | None:
    if part.place is None:
        return None
    mention = view.mentions[part.place]
    return Quote(mention.text, mention.start, mention.end)


def unnamed_speaker(view: SentenceView, part: Part) -> Quote | None:
    """A speaker that is no mention (関係筋は) stays with the act as the reason to be careful."""
    if part.governor is None or part.speaker is None or part.speaker.kind != "unknown":
        return None
    words = view.text[part.speaker.low : part.speaker.high]
    return None if words in ("こと", "の", "もの") else Quote.cut(view.text, part.speaker.low, part.speaker.high)


def _copula(view: SentenceView, clause: Clause) -> bool:
    """重要である: the words go on."""
    return clause.family == "state" and view.text.startswith(("ある", "あり"), clause.stop)


def content_start(view: SentenceView, groups: Sequence[Group], clause: Clause, part: Part) -> int:
    """Where the words of a clause begin: after what went before, the topic and a date set off by a comma."""
    low = max(
        [
            view.start,
            *(
                c.stop
                for c in view.clauses
                if c.stop <= clause.begin and c.link in ("and", "end", "when", "if") and not _copula(view, c)
            ),
        ]
    )
    for group in groups:
        speaks = group.topic or (group.particle == "から" and part.subject is group)
        if low <= group.low < clause.begin and (speaks or group.particle in ("に対し", "に対して", *BY_WHOM)):
            own = part.subject is group and part.own_subject and part.governor is not None
            if own and clause.family not in SPEECH:
                continue
            low = max(low, group.stop)
    if part.subject is not None and part.own_subject and part.governor is not None:
        low = max(low, part.subject.low)
    return low


_MEANS = re.compile(r"(?:意向|考え|方針|意欲|決意|用意|構え|つもり|計画|予定)(?:が|で|だ)$")


def speech_rung(
    view: SentenceView, clause: Clause, content: tuple[int, int] | None
) -> tuple[Rung, tuple[int, int] | None]:
    if clause.family == "asked":
        return "asked", None
    if clause.family == "undertook":
        quoted = content is not None and view.text[content[1] : content[1] + 1] in ("と", "」")
        if quoted and clause.word == "明言" and content is not None:
            weight = weigh_content(view.text, *content)
            return weight.rung, weight.condition
        quoting = content is not None and view.text[content[0] - 1] == "「"
        return "undertook", weigh_content(view.text, *content).condition if quoting and content is not None else None
    if clause.family == "would":
        return "would", None
    if clause.family == "displeasure":
        return "raised", None
    if is_own_deed(view.text, clause, content):
        return "undertook", None
    if content is not None and _MEANS.search(view.text[content[0] : content[1] + 1]):
        return "would", None
    if content is None or view.text[content[1] : content[1] + 1] in ("を", "に", "の"):
        if content is not None and re.search(r"(?:意向|考え|方針|意欲|決意)$", view.text[slice(*content)]):
            return "would", None
        return "raised", None
    if re.search(r"よう(?:に)?$", view.text[slice(*content)]):
        return "asked", None
    weight = weigh_content(view.text, *content)
    if weight.rung == "undertook" and clause.word not in BINDING:
        return "raised", weight.condition
    return weight.rung, weight.condition
