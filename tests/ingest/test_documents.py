"""Documents, mail, lists and transcripts: what comes in whole, and hostile ones that must end in a reason."""

from __future__ import annotations

import gzip
import io
import json
import textwrap
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import ingest
from dateline.ingest import RawInput
from dateline.ingest.printed import join_lines
from dateline.ingest.turns import is_transcript, speaker_of
from dateline.model import Article, Rejected

KO = [
    "한빛시장, 새봄시 대표단 접견",
    "2026년 1월 8일",
    "한빛시는 8일 배진솔 시장이 새봄시 대표단을 접견했다고 밝혔다.",
    "배 시장은 청소년 교류를 늘리기를 희망한다고 말했다.",
]
JA = [
    "東湾市長、北港町の一行と会う",
    "東湾市は八日、佐野遥市長が北港町の一行と会ったと発表した。",
    "市長は交流を深めたいと話した。",
]
EN = [
    "Mayor receives delegation from Tarn",
    "8 January 2026",
    "The mayor of Harbour, Ines Okafor, received a delegation from Tarn on Thursday, her office said.",
    "She said that she hoped for more exchanges between the two towns' schools.",
]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HP = "http://www.hancom.co.kr/hwpml/2011/paragraph"


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def docx(paragraphs: list[str], extra: str = "") -> bytes:
    body = "".join(f"<w:p><w:pPr/><w:r><w:t>{p[:5]}</w:t></w:r><w:r><w:t>{p[5:]}</w:t></w:r></w:p>" for p in paragraphs)
    core = '<cp:coreProperties xmlns:cp="urn:c" xmlns:t="urn:t"><t:modified>2026-01-08T09:00:00Z</t:modified></cp:coreProperties>'
    page = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}{extra}</w:body></w:document>'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": page, "docProps/core.xml": core})


def hwpx(paragraphs: list[str]) -> bytes:
    body = "".join(f"<hp:p><hp:run><hp:t>{p}</hp:t></hp:run><hp:linesegarray/></hp:p>" for p in paragraphs[1:])
    sections = {
        "Contents/section0.xml": f'<hs:sec xmlns:hs="urn:s" xmlns:hp="{HP}"><hp:p><hp:run><hp:t>{paragraphs[0]}'
        "</hp:t></hp:run></hp:p></hs:sec>",
        "Contents/section1.xml": f'<hs:sec xmlns:hs="urn:s" xmlns:hp="{HP}"><hp:tbl><hp:tr><hp:tc>{body}</hp:tc></hp:tr></hp:tbl></hs:sec>',
    }
    return packed({"mimetype": "application/hwp+zip", **sections})


def pdf(lines: list[str]) -> bytes:
    """A one-page PDF with a text layer, made by hand."""
    words = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
    stream = f"BT /F1 11 Tf 40 780 Td {words}ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R/Info<</ModDate(D:20260109)>>>>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(out),
        )
    )


def taken(name: str, data: bytes) -> list[Article | Rejected]:
    start = time.process_time()
    made = list(ingest.extract_input(RawInput(name=name, data=data)))
    assert time.process_time() - start < 10
    assert made
    return made


def one(name: str, data: bytes) -> Article:
    (article,) = taken(name, data)
    assert isinstance(article, Article), article
    assert all(article.text[b.start : b.end].strip() for b in article.blocks)
    return article


def test_word_documents() -> None:
    article = one("readout.docx", docx(JA, "<w:p><w:del><w:r><w:delText>消した文。</w:delText></w:r></w:del></w:p>"))
    assert (article.headline, article.lang, article.published) == (JA[0], "ja", "2026-01-08T09:00:00+00:00")
    assert article.published_basis == "inferred"
    assert JA[1] in article.text
    assert "消した" not in article.text


def test_hangul_documents() -> None:
    article = one("readout.hwpx", hwpx(KO))
    assert (article.headline, article.lang, article.published) == (KO[0], "ko", "2026-01-08")
    assert KO[3] in article.text


def test_pdf_pages() -> None:
    wrapped = [EN[0], "", EN[1], "", *textwrap.wrap(EN[2], 60), "", *textwrap.wrap(EN[3], 60)]
    article = one("readout.pdf", pdf([line.replace("'", "\\222") if "'" in line else line for line in wrapped]))
    assert (article.headline, article.published) == (EN[0], "2026-01-08")
    assert EN[2] in article.text


def message(*, body: str, subtype: str = "plain", charset: str = "utf-8") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = '"한빛시 대변인실" <press@hanbit.go.kr>'
    mail["Subject"] = f"Fwd: {KO[0]}"
    mail["Date"] = "Thu, 08 Jan 2026 17:33:00 +0900"
    mail.set_content(body, subtype=subtype, charset=charset)
    return mail


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "iso-2022-kr"])
def test_mailed_readouts(charset: str) -> None:
    article = one("readout.eml", message(body="\n\n".join(KO[2:]) + "\n\n-- \n서명\n", charset=charset).as_bytes())
    assert (article.headline, article.published) == (KO[0], "2026-01-08T17:33:00+09:00")
    assert (article.source_class, article.official_of, article.outlet) == ("official", "KR", "한빛시 대변인실")
    assert KO[3] in article.text
    assert "서명" not in article.text


def test_mail_without_a_suffix_and_its_attachments() -> None:
    mail = message(body=f"<p>{KO[2]}</p><p>{KO[3]}</p>", subtype="html")
    mail.add_attachment(hwpx(KO), maintype="application", subtype="octet-stream", filename="자료.hwpx")
    first, second = taken("stdin", mail.as_bytes())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert KO[2] in first.text
    assert second.source == "stdin#1/자료.hwpx"


def test_a_news_sitemap_lists_headlines() -> None:
    text = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
     xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://harbour.example/1</loc><news:news>
     <news:publication><news:name>Harbour Gazette</news:name><news:language>en</news:language></news:publication>
     <news:publication_date>2026-01-08T17:33:00+01:00</news:publication_date><news:title>{EN[0]}</news:title></news:news></url></urlset>"""
    article = one("news.xml", text.encode())
    assert (article.headline, article.url, article.outlet) == (EN[0], "https://harbour.example/1", "Harbour Gazette")
    assert article.published == "2026-01-08T17:33:00+01:00"


RSS = "<rss version='2.0'><channel><title>Harbour Gazette</title>%s</channel></rss>"
ENTRY = "<item><title>%s</title><link>https://harbour.example/%d</link><description>%s</description></item>"


def test_an_outline_stands_for_its_feeds_and_a_fetched_feed_for_its_pages(tmp_path: Path) -> None:
    (tmp_path / "local.rss").write_text(RSS % (ENTRY % (EN[0], 1, EN[2])), encoding="utf-8")
    outline = (
        '<opml version="2.0"><body><outline xmlUrl="local.rss"/><outline text="x">'
        '<outline xmlUrl="https://harbour.example/feed"/></outline><outline xmlUrl="/etc/x.rss"/></body></opml>'
    )
    (tmp_path / "feeds.opml").write_text(outline, encoding="utf-8")
    offline = list(ingest.gather_inputs([tmp_path / "feeds.opml"]))
    assert [type(raw).__name__ for raw in offline] == ["RawInput", "Rejected", "Rejected"]
    page = f"<html><head><title>{EN[0]}</title></head><body><h1>{EN[0]}</h1><p>{EN[2]}</p><p>{EN[3]}</p></body></html>"
    pages = {
        "https://harbour.example/feed": RSS
        % (ENTRY % (EN[0], 1, "Short.") + ENTRY % ("Another matter in the town", 2, "Refused page.")),
        "https://harbour.example/1": page,
    }
    asked: list[str] = []

    def fetch(url: str) -> RawInput | Rejected:
        asked.append(url)
        if url not in pages:
            return Rejected(url, "not_allowed", "robots.txt does not allow it")
        return RawInput(name=url, data=pages[url].encode(), url=url)

    gathered = [
        raw for raw in ingest.gather_inputs([tmp_path / "feeds.opml"], fetch=fetch) if isinstance(raw, RawInput)
    ]
    assert asked == ["https://harbour.example/feed", "https://harbour.example/1", "https://harbour.example/2"]
    articles = [a for raw in gathered for a in ingest.extract_input(raw) if isinstance(a, Article)]
    assert [a.source for a in articles] == [
        "https://harbour.example/1",
        "https://harbour.example/1",
        "https://harbour.example/2",
    ]
    assert EN[3] in articles[1].text


TURNS = {
    "en": [
        "MS. OKAFOR: Good afternoon. The mayor met the delegation.",
        "The talks took an hour.",
        "QUESTION: Was anything signed?",
        "MS. OKAFOR: No. They will meet again in May.",
        "QUESTION: Where?",
        "MS. OKAFOR: In Tarn.",
    ],
    "ja": [
        "（記者）会談で何か決まりましたか。",
        "（市長）いいえ。意見を交わしました。",
        "来月も会う予定です。",
        "（記者）場所はどこですか。",
        "（市長）北港町です。",
        "（記者）ありがとうございました。",
    ],
    "ko": [
        "<질문> 서명한 것이 있습니까?",
        "<답변> 없습니다. 의견을 나눴습니다.",
        "<질문> 다음 만남은 언제입니까?",
        "<답변> 5월입니다.",
        "장소는 새봄시입니다.",
        "<질문> 감사합니다.",
    ],
    "zh": [
        "记者：双方签署文件了吗？",
        "沈若溪：没有。双方交换了意见。",
        "记者：下次会面在什么时候？",
        "沈若溪：五月。",
        "地点是江滨。",
        "记者：谢谢。",
    ],
}


@pytest.mark.parametrize("lang", sorted(TURNS))
def test_each_turn_is_a_block_that_begins_with_its_speaker(lang: str) -> None:
    title = {"en": EN[0], "ja": JA[0], "ko": KO[0], "zh": "临港市长会见江滨代表团"}[lang]
    article = one("briefing.txt", "\n\n".join([title, *TURNS[lang]]).encode())
    bodies = [article.text[b.start : b.end] for b in article.blocks if b.kind == "body"]
    assert len(bodies) == 5
    assert all(speaker_of(words) for words in bodies)
    assert article.source_class == "transcript"


def test_lists_of_facts_are_no_transcript() -> None:
    assert not is_transcript(
        ["일시: 1월 8일", "장소: 한빛시청", "참석: 시장", "주제: 교류", "문의: 대변인실", "붙임: 사진"]
    )
    assert not is_transcript([f"{EN[2]}", "He said: yes.", "She said: no.", EN[3]] * 3)


def test_broken_lines_become_paragraphs_again() -> None:
    assert join_lines([EN[2][:56], EN[2][57:], "", "• one", "• two"]) == [EN[2], "• one", "• two"]
    assert join_lines(["東湾市は八日、佐野遥市長が北港町の一行と会", "ったと発表した。"]) == [
        "東湾市は八日、佐野遥市長が北港町の一行と会ったと発表した。"
    ]


BOMB = gzip.compress(b"<p>" + b"x" * 80_000_000, 9)
WARC = b"WARC/1.0\r\nWARC-Type: response\r\n%sContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + BOMB
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
WORDS = '<w:p xmlns:w="u"><w:t>&c;</w:t></w:p>'
MAIL = b"From: a@b.example\r\nSubject: x\r\nDate: x\r\n"
HOSTILE: dict[str, tuple[str, bytes]] = {
    "a zip bomb": ("a.docx", packed({"word/document.xml": b"<w>" + b" " * 60_000_000})),
    "an entity bomb": ("a.docx", packed({"word/document.xml": ENTITIES + WORDS})),
    "a file from outside": ("a.docx", packed({"word/document.xml": OUTSIDE + WORDS})),
    "deep runs": (
        "a.hwpx",
        packed({"Contents/section0.xml": "<p>" + "<r>" * 5000 + "<t>x</t>" + "</r>" * 5000 + "</p>"}),
    ),
    "many parts": ("a.docx", packed({f"x{n}": b"" for n in range(5_100)})),
    "another package": ("a.zip", packed({"readme.txt": b"hello"})),
    "a cut package": ("a.docx", docx(EN)[:300]),
    "no XML": ("a.docx", packed({"word/document.xml": b"\x00\x01\x02"})),
    "an empty document": ("a.docx", docx([])),
    "a cut PDF": ("a.pdf", pdf(EN)[:400]),
    "a PDF of noise": ("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 50),
    "a PDF without text": ("a.pdf", pdf([])),
    "a PDF that circles": ("a.pdf", pdf(EN).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")),
    "a gzip bomb": ("a.html.gz", BOMB),
    "a WARC of bombs": ("a.warc", WARC % (b"WARC-Target-URI: https://a.example/\r\n", len(HTTP)) + HTTP + b"\r\n\r\n"),
    "a WARC without addresses": ("a.warc", WARC % (b"", len(HTTP)) + HTTP + b"\r\n\r\n"),
    "mail of nothing": ("a.eml", b"Subject: =?utf-8?b?//////8=?=\r\nFrom: <>\r\nDate: never\r\n\r\n"),
    "mail in mail": ("a.eml", MAIL + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" * 300),
    "an outline of nothing": ("a.opml", b"<opml><body/></opml>"),
    "a sitemap of nothing": ("a.xml", b"<urlset xmlns='urn:s'><url><loc>x</loc></url></urlset>"),
    "a sitemap bomb": ("a.xml", f"{ENTITIES}<urlset><url><loc>x</loc><title>&c;</title></url></urlset>".encode()),
}


@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_hostile_documents_end_in_a_reason(what: str) -> None:
    for made in taken(*HOSTILE[what]):
        assert isinstance(made, Rejected), made
        assert made.reason
        assert "root:" not in made.reason


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["docx", "hwpx", "pdf", "eml"]), st.integers(0, 900), st.binary(max_size=6))
def test_damaged_documents_never_raise(form: str, at: int, noise: bytes) -> None:
    whole = {"docx": docx(EN), "hwpx": hwpx(KO), "pdf": pdf(EN), "eml": message(body=KO[2]).as_bytes()}[form]
    for made in ingest.extract_input(RawInput(name=f"a.{form}", data=whole[:at] + noise + whole[at + len(noise) :])):
        assert isinstance(made, Article | Rejected)


def test_json_lines_stay_as_they_are() -> None:
    article = one("a.jsonl", json.dumps({"id": "k1", "text": "\n".join(TURNS["en"])}).encode())
    assert article.text == "\n".join(TURNS["en"])
