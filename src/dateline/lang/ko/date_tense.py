"""The way the words after a Korean date point: what is planned, or what was done."""

from __future__ import annotations

import re

from dateline.lang.resolve import Direction

_FUTURE = re.compile(
    r"예정|계획|전망|방침|[가-힣]겠(?=[다습고지])|[할갈열될릴볼올를]\s?것|앞두고|[가-힣]+[기키]로|[할될릴]\s?듯|시한|만료|다가오"
)
_TOLD = re.compile(
    r"만나|회담|회동|회의를|면담|접견|방문해|통화|갖고|열고|열어|마치고|합의하고|예정(?:이|됐|되었|이었)던|예정이었|[가-힣]려던"
)
_PAST = re.compile(
    r"[했었았였렸됐갔났졌겼웠혔켰왔랐섰뒀꼈폈쳤뗐뺐샀잤겪쏟][다고으지는던]|(?:열린|있었던|가진|치러진|체결[한된]|만난|발생한|발표[한된]|숨진|다친|체포된)\s"
)
_PRESENT = re.compile(r"(?:한|된|간|온|연|린|난|친|른|선|는|합니|됩니|옵니|갑니|엽니|립니|납니)다(?=[.\s,]|고\s|$)")
_ANNOUNCED = re.compile(
    r"[한된간온연린난친른선는]다고\s(?:\S+\s){0,3}?(?:지난\s)?\d{1,2}일\s"
)  # …을 시작한다고 15일 밝혔다
_SAID_TO_BE = re.compile(r"[한된간온연린난친른선는]다고\s")
_HAPPENED = re.compile(r"\s?(?:의\s)?(?:사건|사고|사태|참사|충돌|공격|폭발|화재|지진|침몰|피격)")  # 5월 12일 사건
_FELL = re.compile(
    r"(?:은|는|이|가|을|를|도)\s[^.]{0,30}?(?:철회|취소|무산|연기|보류|백지화|중단)"
)  # 7월 재개장 계획은 철회됐다
_HAD_AGREED = re.compile(r"\s(?:한|했던)\s")
_STOP = re.compile(r"(?<!\d)\.(?!\d)|[\n!?]")
_REACH = 60


_PLANS_OWN = re.compile(r"(?:을|를|도)?\s?(?:다시\s|또\s|함께\s)?")


def _told_before(text: str, end: int, plan: re.Match[str], last: int) -> bool:
    """Whether the day's own event is told before a plan; the plan's own verb and object are none (27일 다시 만나기로,
    27일 회담을 열기로)."""
    told = _TOLD.search(text, end, min(last, plan.end() + 4))
    if told is None:
        return False
    own = told.start() >= plan.start() or _PLANS_OWN.fullmatch(text, told.end(), plan.start()) is not None
    return not (own and plan.group().endswith("기로"))


def direction(text: str, at: tuple[int, int], bounds: tuple[int, int]) -> Direction:
    """Future where a plan follows with nothing between that tells the day's own event (8일 만나 재개하기로 합의했다),
    past where a deed follows; the present tense tells of what is to come, reported too where the day of saying so is named;
    nearest where the rest of the sentence does not say."""
    end = at[1]
    if _HAPPENED.match(text, end):
        return "past"
    stop = _STOP.search(text, end, bounds[1])
    last = min(stop.start() if stop else bounds[1], bounds[1])
    plan = _FUTURE.search(text, end, min(last, end + _REACH))
    if plan is not None and plan.group() in ("계획", "방침") and _FELL.match(text, plan.end(), last):
        return "nearest"
    if plan is not None and not _told_before(text, end, plan, last):
        return "nearest" if _HAD_AGREED.match(text, plan.end()) and plan.group().endswith("기로") else "future"
    if _ANNOUNCED.search(text, end, last):
        return "future"
    past = _PAST.search(text, end, last)
    if past is not None and "월" in text[at[0] : end] and _SAID_TO_BE.search(text, end, past.end()):
        return "nearest"  # 2월 20일 발사된다고 밝혔다; 3월 3일 회의에서 환영한다고 말했다
    if past is not None:
        return "past"
    return "future" if _PRESENT.search(text, end, last) else "nearest"
