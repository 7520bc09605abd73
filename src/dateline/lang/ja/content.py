"""What a stretch of speech amounts to: how far its last words go on the ladder."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.lang.ja.clauses import Clause
from dateline.model.ladder import Rung

_ASKED = re.compile(
    r"(?:て(?:ほしい|欲しい|もらいたい|いただきたい|頂きたい|ください|くれ)|を?(?:期待|希望)(?:する|している|したい|します|しています)|(?:望む|望んでいる|望みたい|望みます|願う|願っている|願いたい|"
    r"願っています|願います)|(?:求める|求めたい|求めている|求めます)|要請(?:する|したい)|(?:す)?べきだ|べきである|べきです|呼びかける|促したい|強く求める|提案(?:する|したい))(?:もの)?(?:だ)?(?:と思う|と考えている)?$"
)
_WOULD = re.compile(
    r"(?:たい(?:です|考えだ|考えである|意向だ)?|意向(?:だ|がある|である)|考え(?:だ|である|です)|方針(?:だ|である|です)|つもり(?:だ|です)|用意がある|検討(?:する|している|していく|したい|します)|"
    r"(?:目指す|目指していく|目指している|目指します)|努力(?:する|していく|します|を続ける)|努める|努めていく|ていきたい(?:です)?|ようとしている|準備(?:を|が|も)?(?:して|でき|進めて)いる|予定(?:だ|である|です)|取り組(?:む|んでいく|みたい)|"
    r"進めていく|模索(?:する|している)|(?:構え|計画)だ)$"
)
_UNDERTOOK = re.compile(
    r"(?:約束(?:する|したい|します)|確約する|誓う|誓います|保証する|必ず[^、。]{1,24}(?:する|します))$"
)
_PLAIN = re.compile(
    r"(?:[一-鿿ァ-ヺー](?:する|します|していく|していきます)|(?:[げべめけせてえ]る|[くすつぶむるう])(?:と)?)$"
)
_STATE = re.compile(
    r"(?:ある|いる|なる|できる|だ|ない|れる|られる|ある|異なる|要る|分かる|わかる|思う|考える|みる|言える|いえる|感じる|信じる|存在する|関係する|意味する|直面する|発展する|共有する|共感する|懸念する|歓迎する|支持する|評価する|理解する|反対する|"
    r"感謝する|一致する|成長する|進展する|変化する|拡大する|続く|進む|深まる|高まる|広がる|始まる|終わる|異なる|位置する|影響する|貢献となる)$"
)
_SUBJECT_INSIDE = re.compile(r"(?:は|が)(?=[^、。]*[一-鿿ァ-ヺぁ-ん])")
_CONDITION = re.compile(r"[^、。]*(?:れば|たら|なら|場合(?:は|には)?|限り)(?=、)")


@dataclass(frozen=True, slots=True)
class Weight:
    """How far words go, and the condition in them, if any."""

    rung: Rung
    condition: tuple[int, int] | None = None


def weigh_content(text: str, start: int, end: int) -> Weight:
    """The rung of speech: asked, would, undertook, or raised where it only states something.

    Only the last clause counts. A plain dictionary form binds the speaker only when the clause has no subject of its own
    and its verb is one of doing.
    """
    words = text[start:end].rstrip("。！? ？」』")
    condition = _CONDITION.search(words)
    where = (start + condition.start(), start + condition.end()) if condition else None
    last = re.split(r"。", words)[-1]
    if _ASKED.search(last):
        return Weight("asked", where)
    if _UNDERTOOK.search(last):
        return Weight("undertook", where)
    if _WOULD.search(last):
        own = last.endswith(("たい", "たいです")) or not _SUBJECT_INSIDE.search(last)
        return Weight("would" if own else "raised", where)
    clause = re.split(r"[、。]", last)[-1]
    if _PLAIN.search(last) and not _STATE.search(last) and not _SUBJECT_INSIDE.search(clause):
        return Weight("undertook", where)
    return Weight("raised", where)


_DECLINES = re.compile(
    r"(?:お答え|答え|回答|コメント|言及|説明|論評|発言|明言)(?:すること)?(?:は|を)?(?:差し)?控え(?:る|ます|たい|させて)|(?:お答え|答えること|コメント)(?:は|が)?でき(?:ない|ません|かねる)"
    r"|答えられ(?:ない|ません)|お答え(?:し(?:ない|ません|かねる|かねます)|いたしかねます)|ノーコメント|(?:言える|申し上げる|コメントする|お答えする)(?:段階|立場)に(?:は)?(?:ない|ありません)|コメント(?:すること)?は(?:ない|ありません)"
)


def declines(words: str) -> bool:
    """Whether what somebody says is that he will not say it (お答えを差し控える)."""
    return _DECLINES.search(words) is not None


_OWN_DEED = re.compile(  # 仮設住宅を供与する旨表明した
    r"(?:供与|提供|派遣|実施|支援|拠出|設置|公表|建設|増額|撤回|解除|送付|寄贈|供給|返還|釈放)する旨を?$|(?:行う|送る|贈る|始める)旨を?$"
)


def is_own_deed(text: str, clause: Clause, content: tuple[int, int] | None) -> bool:
    """Whether what is said is that the speaker's side will do something (…を供与する旨表明した)."""
    if content is None or clause.word not in ("表明", "伝える", "発言"):
        return False
    return _OWN_DEED.search(text[content[0] : clause.begin]) is not None
