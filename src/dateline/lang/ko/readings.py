"""Korean names as they sound and are spelled: Hangul, Hanja sounds, Latin and kana spellings of syllables.

Revised Romanization (2000), McCune-Reischauer without marks, the spellings that people and the press use, and the
transcription rules of 외래어 표기법 for Chinese names.
"""

from __future__ import annotations

from functools import cache

from dateline.lang.data import load_table, load_text

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

# The first spellings are those of the Revised Romanization or of wide use (cost 0); after the bar, looser ones (cost 1).
_LATIN_INITIALS = {
    "ㄱ": "g k",
    "ㄲ": "kk gg | k",
    "ㄴ": "n",
    "ㄷ": "d t",
    "ㄸ": "tt dd",
    "ㄹ": "r l",
    "ㅁ": "m",
    "ㅂ": "b p",
    "ㅃ": "pp bb",
    "ㅅ": "s",
    "ㅆ": "ss s",
    "ㅇ": "_",
    "ㅈ": "j ch | c z",
    "ㅉ": "jj tch",
    "ㅊ": "ch",
    "ㅋ": "k | kh",
    "ㅌ": "t | th",
    "ㅍ": "p | ph",
    "ㅎ": "h",
}
_LATIN_VOWELS = {
    "ㅏ": "a | ah",
    "ㅐ": "ae | ai e ay",
    "ㅑ": "ya",
    "ㅒ": "yae",
    "ㅓ": "eo u o | uh ou ur",
    "ㅔ": "e | eh ae",
    "ㅕ": "yeo yu yo | you yuh",
    "ㅖ": "ye e | yeh",
    "ㅗ": "o | oh",
    "ㅘ": "wa | wha oa",
    "ㅙ": "wae",
    "ㅚ": "oe oi | we",
    "ㅛ": "yo",
    "ㅜ": "u oo | ou",
    "ㅝ": "wo | weo o",
    "ㅞ": "we",
    "ㅟ": "wi | wie",
    "ㅠ": "yu yoo | you",
    "ㅡ": "eu u",
    "ㅢ": "ui | eui ee i hee",
    "ㅣ": "i | ee y yi ie",
}
_LATIN_FINALS = {
    "": "_",
    "ㄱ": "k g | c ck",
    "ㄲ": "k",
    "ㄴ": "n",
    "ㄷ": "t d",
    "ㄹ": "l r",
    "ㅁ": "m",
    "ㅂ": "p b",
    "ㅅ": "t s",
    "ㅆ": "t",
    "ㅇ": "ng",
    "ㅈ": "t j",
    "ㅊ": "t",
    "ㅎ": "h t",
    "ㅌ": "t",
    "ㅍ": "p",
    "ㅋ": "k",
}
_KANA_ROWS = {
    "ㄱ": ("カ", "ガ"),
    "ㄲ": ("カ",),
    "ㄴ": ("ナ",),
    "ㄷ": ("タ", "ダ"),
    "ㄸ": ("タ",),
    "ㄹ": ("ラ",),
    "ㅁ": ("マ",),
    "ㅂ": ("パ", "バ"),
    "ㅃ": ("パ",),
    "ㅅ": ("サ",),
    "ㅆ": ("サ",),
    "ㅇ": ("ア",),
    "ㅈ": ("チャ", "ジャ"),
    "ㅉ": ("チャ",),
    "ㅊ": ("チャ",),
    "ㅋ": ("カ",),
    "ㅌ": ("タ",),
    "ㅍ": ("パ",),
    "ㅎ": ("ハ",),
}
_KANA_VOWELS = {
    "ㅏ": "a",
    "ㅐ": "e",
    "ㅑ": "ya",
    "ㅒ": "ye",
    "ㅓ": "o",
    "ㅔ": "e",
    "ㅕ": "yo",
    "ㅖ": "ye e",
    "ㅗ": "o",
    "ㅘ": "wa",
    "ㅙ": "we",
    "ㅚ": "we",
    "ㅛ": "yo",
    "ㅜ": "u",
    "ㅝ": "wo",
    "ㅞ": "we",
    "ㅟ": "wi",
    "ㅠ": "yu",
    "ㅡ": "u",
    "ㅢ": "wi i ui",
    "ㅣ": "i",
}
_KANA_FINALS = {
    "": ("", "ー"),
    "ㄱ": ("ク", "ッ"),
    "ㄴ": ("ン",),
    "ㄷ": ("ッ", "ト"),
    "ㄹ": ("ル",),
    "ㅁ": ("ム", "ン"),
    "ㅂ": ("プ", "ッ"),
    "ㅅ": ("ッ", "ト"),
    "ㅇ": ("ン",),
}
_KANA_CELLS = {
    "カ": "a:カ i:キ u:ク e:ケ o:コ ya:キャ yu:キュ yo:キョ ye:ケ wa:クァ wo:クォ we:クェ wi:クィ ui:クイ",
    "ガ": "a:ガ i:ギ u:グ e:ゲ o:ゴ ya:ギャ yu:ギュ yo:ギョ ye:ゲ wa:グァ wo:グォ we:グェ wi:グィ ui:グイ",
    "ナ": "a:ナ i:ニ u:ヌ e:ネ o:ノ ya:ニャ yu:ニュ yo:ニョ ye:ネ",
    "タ": "a:タ i:ティ u:トゥ e:テ o:ト wa:トァ we:トェ wi:トゥィ",
    "ダ": "a:ダ i:ディ u:ドゥ e:デ o:ド wa:ドァ we:ドェ wi:ドゥィ",
    "ラ": "a:ラ i:リ u:ル e:レ o:ロ ya:リャ yu:リュ yo:リョ ye:レ",
    "マ": "a:マ i:ミ u:ム e:メ o:モ ya:ミャ yu:ミュ yo:ミョ ye:メ",
    "パ": "a:パ i:ピ u:プ e:ペ o:ポ ya:ピャ yu:ピュ yo:ピョ ye:ペ",
    "バ": "a:バ i:ビ u:ブ e:ベ o:ボ ya:ビャ yu:ビュ yo:ビョ ye:ベ",
    "サ": "a:サ i:シ u:ス e:セ o:ソ ya:シャ yu:シュ yo:ショ ye:セ wa:スァ wo:スォ we:スェ wi:スィ",
    "ア": "a:ア i:イ u:ウ e:エ o:オ ya:ヤ yu:ユ yo:ヨ ye:イェ wa:ワ wo:ウォ we:ウェ wi:ウィ ui:ウイ",
    "チャ": "a:チャ i:チ u:チュ e:チェ o:チョ ya:チャ yu:チュ yo:チョ ye:チェ wa:チュァ we:チェ wi:チュィ",
    "ジャ": "a:ジャ i:ジ u:ジュ e:ジェ o:ジョ ya:ジャ yu:ジュ yo:ジョ ye:ジェ wa:ジュァ we:ジェ wi:ジュィ",
    "ハ": "a:ハ i:ヒ u:フ e:ヘ o:ホ ya:ヒャ yu:ヒュ yo:ヒョ ye:ヘ wa:ファ wo:フォ we:フェ wi:フィ ui:フイ",
}


def split_syllable(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final jamo of a Hangul syllable (the final may be empty)."""
    code = ord(syllable) - 0xAC00
    return INITIALS[code // 588], VOWELS[code % 588 // 28], FINALS[code % 28]


def join_jamo(initial: str, vowel: str, final: str = "") -> str:
    """The Hangul syllable of three jamo."""
    return chr(0xAC00 + INITIALS.index(initial) * 588 + VOWELS.index(vowel) * 28 + FINALS.index(final))


@cache
def surname_table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Hangul family name -> its Han forms (one-character ones run together) and its Latin spellings."""
    rows = load_table("ko", "readings")["surnames"]
    return {str(name): (str(row["han"]), tuple(row["latin"])) for name, row in rows.items()}


@cache
def han_sounds() -> dict[str, frozenset[str]]:
    """Han character -> its Korean sounds, with the variants that the initial-sound law allows (리 / 이, 래 / 내)."""
    found: dict[str, set[str]] = {}
    for line in load_text("ko", "readings_hanja.tsv").splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        sound, characters = line.split("\t")
        for character in characters:
            found.setdefault(character, set()).update((sound, *_initial_law(sound)))
    return {character: frozenset(sounds) for character, sounds in found.items()}


def _initial_law(sound: str) -> tuple[str, ...]:
    """두음법칙: what a sound becomes at the start of a word."""
    initial, vowel, final = split_syllable(sound)
    if initial == "ㄹ":
        soft = vowel in "ㅑㅕㅖㅛㅠㅣ"
        return (join_jamo("ㅇ" if soft else "ㄴ", vowel, final),)
    if initial == "ㄴ" and vowel in "ㅕㅛㅠㅣ":
        return (join_jamo("ㅇ", vowel, final),)
    return ()


@cache
def name_syllables() -> tuple[str, ...]:
    """Hangul syllables that occur in Korean names: every Hanja sound and those of native given names."""
    native = "슬빛봄솔샘별늘찬들람름솜뜰힘꽃돌쇠벼랑롱울곰빈결잎누리나라고운맑듬초롬틈봉숙뽀쁨삐달님꿈"
    return tuple(sorted({s for sounds in han_sounds().values() for s in sounds} | set(native)))


@cache
def latin_spellings(syllable: str) -> dict[str, int]:
    """Latin spelling -> cost (0 usual, 1 and more loose) of one syllable."""
    initial, vowel, final = split_syllable(syllable)
    found: dict[str, int] = {}
    for a, x in _options(_LATIN_INITIALS[initial]):
        for b, y in _options(_LATIN_VOWELS[vowel]):
            for c, z in _options(_LATIN_FINALS.get(final, "_")):
                for spelling in _palatal(a, b, c):
                    found[spelling] = min(found.get(spelling, 9), x + y + z)
    for spelling in load_table("ko", "readings")["spellings"].get(syllable, ()):
        found[str(spelling)] = 0
    if initial == "ㅇ" and vowel == "ㅜ":
        found["woo" + _options(_LATIN_FINALS.get(final, "_"))[0][0]] = 0
    if final == "ㅇ" and vowel == "ㅕ":
        found[_options(_LATIN_INITIALS[initial])[0][0] + "young"] = 0
    return found


def _palatal(a: str, b: str, c: str) -> tuple[str, ...]:
    spelling = a + b + c
    return (spelling, "sh" + b + c) if a == "s" and b[0] in "iewy" else (spelling,)


def _options(text: str) -> list[tuple[str, int]]:
    usual, _, loose = text.partition("|")
    rows = [(s, 0) for s in usual.split()] + [(s, 1) for s in loose.split()]
    return [("" if s == "_" else s, cost) for s, cost in rows]


@cache
def kana_spellings(syllable: str) -> dict[str, int]:
    """Katakana spelling -> cost of one syllable, as the Japanese press writes Korean names."""
    initial, vowel, final = split_syllable(syllable)
    found: dict[str, int] = {}
    for row in _KANA_ROWS[initial]:
        cells = dict(cell.split(":") for cell in _KANA_CELLS[row].split())
        for sound in _KANA_VOWELS[vowel].split():
            if sound in cells:
                for cost, tail in enumerate(_KANA_FINALS.get(final, ("",))):
                    found.setdefault(cells[sound] + tail, cost)
    return found


# --- Chinese names in Hangul (외래어 표기법, 중국어) ---
_PINYIN_INITIALS = {
    "b": "ㅂ",
    "p": "ㅍ",
    "m": "ㅁ",
    "f": "ㅍ",
    "d": "ㄷ",
    "t": "ㅌ",
    "n": "ㄴ",
    "l": "ㄹ",
    "g": "ㄱ",
    "k": "ㅋ",
    "h": "ㅎ",
    "j": "ㅈ",
    "q": "ㅊ",
    "x": "ㅅ",
    "zh": "ㅈ",
    "ch": "ㅊ",
    "sh": "ㅅ",
    "r": "ㄹ",
    "z": "ㅉ",
    "c": "ㅊ",
    "s": "ㅆ",
    "": "ㅇ",
}
# each final as vowel + final of the first syllable, then what follows it
_PINYIN_FINALS = {
    "a": "ㅏ",
    "o": "ㅗ",
    "e": "ㅓ",
    "ai": "ㅏ/이",
    "ei": "ㅔ/이",
    "ao": "ㅏ/오",
    "ou": "ㅓ/우",
    "an": "ㅏㄴ",
    "en": "ㅓㄴ",
    "ang": "ㅏㅇ",
    "eng": "ㅓㅇ",
    "er": "ㅓㄹ",
    "i": "ㅣ",
    "ia": "ㅑ",
    "ie": "ㅖ",
    "iao": "ㅑ/오",
    "iu": "ㅠ",
    "ian": "ㅖㄴ",
    "in": "ㅣㄴ",
    "iang": "ㅑㅇ",
    "ing": "ㅣㅇ",
    "iong": "ㅠㅇ",
    "ong": "ㅜㅇ",
    "u": "ㅜ",
    "ua": "ㅘ",
    "uo": "ㅝ",
    "uai": "ㅘ/이",
    "ui": "ㅜ/이",
    "uan": "ㅘㄴ",
    "un": "ㅜㄴ",
    "uang": "ㅘㅇ",
    "v": "ㅟ",
    "ve": "ㅞ",
    "van": "ㅟ/안",
    "vn": "ㅟㄴ",
}
_PLAIN_AFTER_J = {"ㅑ": "ㅏ", "ㅖ": "ㅔ", "ㅠ": "ㅜ"}


@cache
def hangul_of_pinyin(initial: str, final: str) -> tuple[str, ...]:
    """Hangul spellings of a pinyin syllable given as initial and final (``v`` for ü); the rule's form first."""
    spelled = _PINYIN_FINALS.get(final)
    if spelled is None:
        return ()
    head, _, tail = spelled.partition("/")
    vowel, coda = head[0], head[1:]
    onset = _PINYIN_INITIALS[initial]
    if initial in ("zh", "ch", "sh", "r", "z", "c", "s") and final == "i":
        vowel = "ㅡ"
    if onset in "ㅈㅉㅊ":
        vowel = _PLAIN_AFTER_J.get(vowel, vowel)
    forms = [join_jamo(onset, vowel, coda) + tail]
    if initial == "" and final in ("ui", "un"):
        forms = [{"ui": "웨이", "un": "원"}[final]]
    plain = {"ㅉ": "ㅈ", "ㅆ": "ㅅ"}.get(onset)
    if plain:
        forms.append(join_jamo(plain, vowel, coda) + tail)
    if final == "ian":
        forms.append(join_jamo(onset, "ㅣ", "") + "안" if onset != "ㅇ" else "얀")
    return tuple(forms)
