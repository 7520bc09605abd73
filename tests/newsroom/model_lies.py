"""Ways in which a model lies when it retells a sentence: ten a language, each a change that makes it say something else."""

from __future__ import annotations

import re

from msgspec import Struct


class Lie(Struct, frozen=True):
    """A change of words; sentences without the words stay as they are."""

    lang: str
    kind: str
    pattern: str
    wrong: str

    def tell(self, text: str) -> str:
        """The sentence as the liar has it."""
        return re.sub(self.pattern, self.wrong, text, count=1)


LIES = [
    Lie("en", "rung", r"discussed", "agreed on"),
    Lie("en", "rung-hope", r"(expressed hope for|hoped for|called for)", "promised"),
    Lie("en", "sign", r"held talks", "refused to hold talks"),
    Lie("en", "place", r"in Seoul", "in Beijing"),
    Lie("en", "day", r"Jan\. (\d)\b", "Jan. 2\\1"),
    Lie("en", "detail", r"\.$", " in a warm atmosphere after years of enmity."),
    Lie("en", "cause", r"\.$", " because the economy had collapsed."),
    Lie("en", "outcome", r"\.$", ", and the two sides signed a treaty."),
    Lie("en", "office", r"(Prime Minister|Foreign Minister|President)", "former defence minister"),
    Lie("en", "number", r"\.$", ", with 4,700 officials in attendance."),
    Lie("en", "stranger", r"^", "Ruritanian envoy Milo Varga and "),
    Lie("ja", "rung", r"協議した", "合意した"),
    Lie("ja", "sign", r"会談した", "会談しなかった"),
    Lie("ja", "place", r"ソウル", "北京"),
    Lie("ja", "day", r"1月(\d)日", r"1月2\1日"),
    Lie("ja", "detail", r"。$", "。会場は歓声に包まれた。"),
    Lie("ja", "outcome", r"会談した", "会談し、条約に署名した"),
    Lie("ja", "office", r"(首相|外相|大統領)", "前防衛相"),
    Lie("ja", "number", r"会談した", "議員4700人と会談した"),
    Lie("ja", "order", r"会談した", "辞任後に会談した"),
    Lie("ja", "kind", r"会談した", "電話で口論した"),
    Lie("ko", "rung", r"논의했다", "합의했다"),
    Lie("ko", "sign", r"회담했다", "회담하지 않았다"),
    Lie("ko", "place", r"서울", "베이징"),
    Lie("ko", "day", r"1월 (\d)일", r"1월 2\1일"),
    Lie("ko", "detail", r"\.$", ". 회담장은 환호로 가득했다."),
    Lie("ko", "outcome", r"회담했다", "회담하고 조약에 서명했다"),
    Lie("ko", "office", r"(총리|외교부 장관|외교장관|대통령)", "전 국방부 장관"),
    Lie("ko", "number", r"회담했다", "의원 4700명과 회담했다"),
    Lie("ko", "order", r"회담했다", "사임한 뒤 회담했다"),
    Lie("ko", "kind", r"회담했다", "전화로 다퉜다"),
    Lie("zh", "rung", r"讨论了", "就此达成协议并签署了"),
    Lie("zh", "sign", r"举行会谈", "拒绝举行会谈"),
    Lie("zh", "place", r"首尔", "北京"),
    Lie("zh", "day", r"1月(\d)日", r"1月2\1日"),
    Lie("zh", "detail", r"。$", "，现场气氛热烈，掌声不断。"),
    Lie("zh", "outcome", r"举行会谈", "举行会谈并签署条约"),
    Lie("zh", "office", r"(总理|首相|外交部长|总统)", "前国防部长"),
    Lie("zh", "number", r"举行会谈", "率4700人举行会谈"),
    Lie("zh", "order", r"举行会谈", "辞职后举行会谈"),
    Lie("zh", "kind", r"举行会谈", "通电话争吵"),
]
