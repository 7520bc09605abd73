"""Every command against its published shape: keys, codes, ids, and what is set aside while the rest goes on."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from run_line import dateline, examples

ARTICLE_KEYS = {
    "schema", "id", "source", "url", "outlet", "lang", "headline", "standfirst", "byline", "published",
    "published_basis", "updated", "wire", "text", "blocks", "disclosures",
}  # fmt: skip
DATE_KEYS = {"text", "start", "end", "timex3", "mod", "edtf", "earliest", "latest", "tz", "basis"}
ACT_KEYS = {
    "kind", "rung", "polarity", "realis", "actors", "recipients", "bound", "place", "time", "topics", "condition",
    "hedge", "said_by", "plover", "start", "end",
}  # fmt: skip
RUN_KEYS = [
    "schema",
    "articles",
    "rejected",
    "origins",
    "stories",
    "reports",
    "facts",
    "withheld",
    "computed",
    "site",
    "newsroom",
]
EN = "Transport Minister Orla Wenham met Halvard Lindqvist in Oslo on March 3, 2026. “We discussed the ferries,” Wenham said."
KO = "한세린 해양수산부 장관은 4일 부산에서 탄웨이링 싱가포르 교통부 장관과 회담했다. 두 장관은 해운 협력을 논의했다."
JA = "柳沢梢外相は4日、東京でカナダの運輸相と会談した。両氏は海運の協力について意見を交わした。"
ZH = "外交部部长沈嘉禾4日在北京会见新加坡交通部部长。双方就航运合作交换了意见。"
TW = "外交部長沈嘉禾4日在臺北會見新加坡交通部長。雙方就航運合作交換意見。"
FR = "Le ministre des Transports, Armand Delvaux, a rencontré mardi à Lyon son homologue pour parler des liaisons maritimes."


def page(words: str, charset: str | None) -> str:
    """A small page that declares ``charset``, or none."""
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<!doctype html><html><head>{meta}<title>x</title></head><body><h1>{words[:12]}</h1><p>{words}</p></body></html>"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any]]:
    """A newsroom run on two articles, a broken line and a binary file, and the last line it wrote."""
    folder = tmp_path_factory.mktemp("room")
    examples.lay_out(folder)
    (folder / "in").mkdir()
    for name in ("gazette.html", "garam.txt"):
        (folder / name).rename(folder / "in" / name)
    (folder / "in" / "zeros.txt").write_bytes(bytes(400))
    code, lines, said = dateline("run in --json --out site --newsroom room", folder)
    assert code == 0, said
    return folder, lines


def test_run_ends_with_its_summary_and_computes_nothing_twice(room: tuple[Path, list[Any]]) -> None:
    folder, lines = room
    assert len(lines) == 1
    assert list(lines[0]) == RUN_KEYS
    assert (lines[0]["articles"], lines[0]["rejected"], lines[0]["stories"]) == (2, 1, 1)
    assert set(lines[0]["facts"]) == {"corroborated", "single_origin", "disputed", "no_independent_origin"}
    for path in (
        "site/index.html",
        "site/en/index.html",
        "site/ja/index.html",
        "site/ko/index.html",
        "site/zh/index.html",
    ):
        assert (folder / path).is_file()
    _, lines, said = dateline("run in --json --out site --newsroom room", folder)
    assert set(lines[-1]["computed"].values()) == {0}
    assert said.count("no address for complaints") == 1
    (folder / "room" / "dateline.toml").write_text('[site]\ncontact = "mailto:desk@desk.example"\n', encoding="utf-8")
    assert "complaints" not in dateline("run in --json --out site --newsroom room", folder)[2]
    (folder / "room" / "dateline.toml").unlink()


def test_record_rows_have_their_keys_and_filters(room: tuple[Path, list[Any]]) -> None:
    folder, _ = room
    code, rows, _ = dateline("record all --newsroom room", folder)
    assert code == 0
    meetings = [r for r in rows if r["kind"] == "meeting"]
    assert len(meetings) == 1
    needed = {
        "schema",
        "id",
        "kind",
        "title",
        "participants",
        "place",
        "time",
        "rung",
        "polarity",
        "outcome",
        "status",
        "origins",
        "anchors",
        "history",
    }
    assert needed <= set(meetings[0])
    assert set(meetings[0]["time"]) == DATE_KEYS
    assert set(meetings[0]["title"]) == {"en", "ja", "ko", "zh"}
    texts = {a["id"]: a["text"] for a in dateline("export --newsroom room", folder)[1] if a["object"] == "article"}
    assert all(texts[a["article"]][a["start"] : a["end"]] == a["exact"] for a in meetings[0]["anchors"])
    assert dateline("record meeting --newsroom room --until 2026-03-03", folder)[1] == []
    assert dateline("record meeting --newsroom room --country KR --country SG", folder)[1] == meetings
    assert dateline("record nonsense --newsroom room", folder)[0] == 2
    assert dateline("record all --newsroom nowhere", folder)[0] == 2


def test_export_names_every_object(room: tuple[Path, list[Any]]) -> None:
    code, rows, _ = dateline("export --newsroom room", room[0])
    assert code == 0
    kinds = {r["object"] for r in rows}
    assert {"article", "entity", "mention", "act", "origin", "story", "fact", "report"} <= kinds
    assert kinds <= {
        "article",
        "entity",
        "judgement",
        "mention",
        "act",
        "origin",
        "story",
        "fact",
        "report",
        "finding",
        "correction",
    }
    facts = [r for r in rows if r["object"] == "fact"]
    assert all({"id", "story", "text", "support", "origins", "values", "cause", "anchors"} <= set(f) for f in facts)
    texts = {a["id"]: a["text"] for a in rows if a["object"] == "article"}
    reports = [r for r in rows if r["object"] == "report"]
    assert all(r["label"] and r["digital_source_type"].endswith("/algorithmicMedia") for r in reports)
    mentions = [r for r in rows if r["object"] == "mention"]
    assert all(texts[m["article"]][m["start"] : m["end"]] == m["text"] for m in mentions)


def test_extract_leaves_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(EN, "utf-8"), encoding="utf-8")
    code, lines, _ = dateline("extract a.html --published 2026-03-04", tmp_path)
    assert code == 0
    assert set(lines[0]) >= ARTICLE_KEYS
    assert (lines[0]["published"], lines[0]["published_basis"], lines[0]["url"]) == ("2026-03-04", "given", None)
    assert [set(b) for b in lines[0]["blocks"]] == [{"kind", "start", "end", "lang"}] * 2


@pytest.mark.parametrize(
    ("words", "charset", "lang"),
    [
        (KO, "euc-kr", "ko"), (KO, "utf-16", "ko"), (JA, "shift_jis", "ja"), (JA, "euc-jp", "ja"), (JA, "iso-2022-jp", "ja"),
        (ZH, "gb18030", "zh"), (TW, "big5", "zh"), (EN, "utf-16", "en"),
    ],
)  # fmt: skip
def test_charsets_are_read(words: str, charset: str, lang: str, tmp_path: Path) -> None:
    words = words.replace("“", '"').replace("”", '"')
    (tmp_path / "said.html").write_bytes(page(words, charset).encode(charset))
    (tmp_path / "unsaid.html").write_bytes(page(words, None).encode(charset))
    (tmp_path / "plain.txt").write_bytes(words.encode(charset))
    (tmp_path / "packed.txt.gz").write_bytes(gzip.compress(words.encode(charset)))
    code, lines, _ = dateline("extract said.html unsaid.html plain.txt packed.txt.gz", tmp_path)
    assert code == 0
    for article in lines:
        body = [article["text"][b["start"] : b["end"]] for b in article["blocks"] if b["kind"] == "body"]
        assert (article["lang"], body) == (lang, [words])


def test_what_is_no_article_is_set_aside_with_its_code(tmp_path: Path) -> None:
    inputs: dict[str, bytes] = {
        "zeros.txt": bytes(300), "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(range(200)), "blank.txt": b" \n\n",
        "mark.txt": b"\xef\xbb\xbf", "french.html": page(FR, "utf-8").encode(), "frame.html": b"<html><body></body></html>",
        "deep.html": b"<html>" + b"<div>" * 4000 + EN.encode(), "torn.gz": gzip.compress(EN.encode() * 50)[:60],
        "torn.warc.gz": b"\x1f\x8b\x08torn", "new.jsonl": b'{"schema": 99, "text": "x"}', "bare.jsonl": b'{"id": "x"}',
    }  # fmt: skip
    for name, data in inputs.items():
        (tmp_path / name).write_bytes(data)
    code, lines, _ = dateline(f"extract {' '.join(inputs)} https://x.example/1", tmp_path)
    assert code == 3
    assert [set(line) for line in lines] == [{"schema", "rejected"}] * (len(inputs) + 1)
    codes = {line["rejected"]["input"]: line["rejected"]["code"] for line in lines}
    assert codes == {
        "zeros.txt": "binary", "picture.html": "binary", "blank.txt": "empty", "mark.txt": "empty",
        "french.html": "language", "frame.html": "no_text", "deep.html": "too_deep", "torn.gz": "archive",
        "torn.warc.gz": "archive", "new.jsonl#1": "future_schema", "bare.jsonl#1": "broken_record",
        "https://x.example/1": "not_allowed",
    }  # fmt: skip


def test_json_lines_go_on_after_a_broken_one(tmp_path: Path) -> None:
    records = [{"id": "k7", "text": KO}, {"text": EN}, {"id": "lone", "text": "\ud800 " + EN}]
    stream = "{broken\n" + "".join(f"{json.dumps(r)}\n" for r in records) + "[]\n"
    code, lines, _ = dateline("extract -", tmp_path, stream)
    assert code == 0
    assert [("rejected" in line) for line in lines] == [True, False, False, False, True]
    assert [line["id"] for line in lines[1:4]][0::2] == ["k7", "lone"]
    assert [b["kind"] for b in lines[1]["blocks"]] == ["body"]
    assert lines[1]["text"] == KO
    assert lines[3]["text"].startswith("\ufffd Transport")


def test_extract_pipes_into_read_with_its_ids_and_rejections(tmp_path: Path) -> None:
    out = dateline("extract -", tmp_path, f'{{"id": "w1", "text": {json.dumps(EN)}}}\n{{torn')[1]
    code, lines, _ = dateline("read", tmp_path, "\n".join(json.dumps(line) for line in out))
    assert code == 0
    assert lines[0]["article"] == "w1"
    assert lines[1] == out[1]
    reading = lines[0]
    assert {"schema", "article", "sentences", "mentions", "dates", "quotations", "acts", "claims"} <= set(reading)
    for kind in ("mentions", "dates", "quotations", "claims"):
        assert reading[kind], kind
        assert all(EN[m["start"] : m["end"]] == m["text"] for m in reading[kind])
    assert all(set(d) == DATE_KEYS for d in reading["dates"])
    assert all(set(a) >= ACT_KEYS for a in reading["acts"])
    assert any(a["kind"] == "meeting" and a["rung"] == "done" for a in reading["acts"])


def test_pages_and_plain_words_on_standard_input(tmp_path: Path) -> None:
    assert dateline("extract -", tmp_path, page(EN, "utf-8"))[1][0]["blocks"][-1]["kind"] == "body"
    assert dateline("extract -", tmp_path, KO)[1][0]["text"] == KO


def test_a_folder_and_a_feed_with_entities(tmp_path: Path) -> None:
    (tmp_path / "day" / "deeper").mkdir(parents=True)
    (tmp_path / "day" / "deeper" / "a.txt").write_text(KO, encoding="utf-8")
    (tmp_path / "day" / "skipped.exe").write_bytes(b"MZ")
    words = f"&lt;p&gt;{EN}&lt;/p&gt;&lt;p&gt;The caf&amp;eacute; of the port stayed open.&lt;/p&gt;"
    link = "<title>Ports &amp;amp; ferries</title><link>https://f.example/1</link>"
    item = f"<item>{link}<description>{words}</description></item>"
    feed = f'<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>Fjord Post</title>{item}</channel></rss>'
    (tmp_path / "day" / "f.rss").write_bytes(feed.encode("utf-16"))
    code, lines, _ = dateline("extract day", tmp_path)
    assert code == 0
    assert [line["lang"] for line in lines] == ["ko", "en"]
    assert (lines[1]["headline"], lines[1]["outlet"], lines[1]["url"]) == (
        "Ports & ferries",
        "Fjord Post",
        "https://f.example/1",
    )
    assert lines[1]["text"].endswith("The café of the port stayed open.")


def test_dates_echo_the_text_in_nfc(tmp_path: Path) -> None:
    line = unicodedata.normalize("NFD", "오는 13일 회담")
    code, lines, _ = dateline("dates --lang ko --published 2026-01-08", tmp_path, line + "\r\n\n")
    assert code == 0
    assert [row["text"] for row in lines] == ["오는 13일 회담", ""]
    found = lines[0]["dates"][0]
    assert set(found) == DATE_KEYS
    assert (found["start"], found["end"], found["earliest"], found["basis"]) == (
        0,
        6,
        "2026-01-13",
        "relative_to_publication",
    )
    assert dateline("dates --lang ko", tmp_path, "오는 13일")[1][0]["dates"][0]["earliest"] is None


@pytest.mark.parametrize("code", ["zh", "zh-Hans", "zh-CN", "zh-TW", "zh-Hant", "ZH-cn"])
def test_every_name_of_chinese_is_taken(code: str, tmp_path: Path) -> None:
    ended, lines, _ = dateline(f"dates --lang {code} --published 2026-01-08", tmp_path, "1月9日")
    assert (ended, lines[0]["dates"][0]["earliest"]) == (0, "2026-01-09")


def test_names_in_pairs_and_among_a_pool(tmp_path: Path) -> None:
    pairs = '\ufeff{"a": "한세린", "b": "Han Se-rin"}\nnot json\n{"a": "한세린"}\n{"a": "한세린", "b": "박도윤"}\n'
    code, lines, _ = dateline("names", tmp_path, pairs)
    assert code == 0
    assert [set(line) for line in lines[0::3]] == [{"schema", "a", "b", "same", "why"}] * 2
    assert lines[0]["same"] >= 0.5 > lines[3]["same"]
    assert [line["rejected"]["code"] for line in lines[1:3]] == ["broken_record"] * 2
    (tmp_path / "pool.txt").write_text("Tan Wei Ling\nHan Se-rin\n", encoding="utf-8")
    code, lines, _ = dateline("names --among pool.txt -", tmp_path, "한세린\nGudrun Halvorsen\n")
    assert [(line["query"], line["match"]) for line in lines] == [("한세린", "Han Se-rin"), ("Gudrun Halvorsen", None)]
    assert [set(line) for line in lines] == [{"schema", "query", "match", "score", "why"}] * 2


def test_group_gives_every_article_a_story_and_an_origin(tmp_path: Path) -> None:
    rows = [{"id": name, "text": EN, "outlet": name, "published": "2026-03-03"} for name in ("one", "two")]
    code, lines, _ = dateline("group", tmp_path, "\n".join(json.dumps(r) for r in rows))
    assert code == 0
    assert {line["article"] for line in lines} == {"one", "two"}
    keys = {"schema", "article", "story", "origin", "origin_kind", "independent", "why"}
    assert all(set(line) == keys and line["origin"] and line["why"] for line in lines)
    assert len({line["story"] for line in lines}) == 1


def test_check_answers_under_the_id_given(tmp_path: Path) -> None:
    source = "Oceans Minister Han Se-rin met Transport Minister Tan Wei Ling in Busan on March 4. They exchanged 40 trainees."
    pairs: list[dict[str, Any]] = [
        {"id": 5, "claim": "Han Se-rin met Tan Wei Ling in Busan.", "source": source},
        {"id": "wrong", "claim": "They exchanged 400 trainees.", "source": [source], "published": "yesterday"},
        {"id": "asks", "claim": "Did Han Se-rin meet Tan Wei Ling?", "source": source},
        {"id": "french", "claim": FR, "source": source},
        {"id": "none", "claim": "They exchanged 40 trainees.", "source": []},
        {"claim": 7, "source": source},
        {"claim": "They exchanged 40 trainees.", "source": source, "source_lang": "en", "claim_lang": "en"},
    ]
    code, lines, _ = dateline("check", tmp_path, "\n".join(json.dumps(p) for p in pairs))
    assert code == 0
    assert lines[5]["rejected"]["code"] == "broken_record"
    answers = [line for line in lines if "rejected" not in line]
    assert [a["id"] for a in answers] == [5, "wrong", "asks", "french", "none", "7"]
    for answer in answers:
        assert {"schema", "id", "support", "verdict", "findings"} <= set(answer)
        assert (answer["verdict"] == "supported") == (answer["support"] >= 0.5)
        assert (answer["reason"] is not None) == (answer["verdict"] == "not_checked")
        for finding in answer["findings"]:
            assert {"code", "start", "end", "message", "severity", "evidence"} == set(finding)
    assert [a["verdict"] == "supported" for a in answers] == [True, False, False, False, False, True]
    assert [a["verdict"] for a in answers[2:5]] == ["not_checked"] * 3
    assert answers[1]["findings"][0]["code"].startswith("DL3")


def test_check_fails_only_when_told(tmp_path: Path) -> None:
    pair = '{"claim": "The port sent 400 trainees to Osaka.", "source": "The port sent 40 trainees to Osaka."}'
    assert [dateline(f"check {flag}", tmp_path, pair)[0] for flag in ("", "--fail")] == [0, 1]


def test_audit_takes_sources_in_either_way(tmp_path: Path) -> None:
    examples.lay_out(tmp_path)
    listed = dateline("audit rewrite.txt --json --against gazette.html garam.txt", tmp_path)
    repeated = dateline("audit rewrite.txt --json --against gazette.html --against garam.txt", tmp_path)
    assert listed == repeated
    code, lines, _ = listed
    assert code == 1
    audit = lines[0]
    assert {"schema", "document", "sentences", "summary"} <= set(audit)
    assert set(audit["summary"]) == {"supported", "overstated", "refuted", "not_enough_information", "not_checked"}
    assert set(audit["document"]) >= ARTICLE_KEYS - {"schema"}
    keys = {"start", "end", "block", "verdict", "support", "findings"}
    assert all(keys <= set(s) for s in audit["sentences"])
    assert [s["verdict"] == "supported" for s in audit["sentences"]] == [False, True, False]
    for sentence in audit["sentences"]:
        assert (sentence["verdict"] == "supported") == (sentence["support"] >= 0.5)
        for evidence in (e for f in sentence["findings"] for e in f["evidence"]):
            assert set(evidence) == {"source", "start", "end", "exact", "stance"}
    assert dateline("audit gazette.html --against gazette.html --html out/page.html", tmp_path)[0] == 0
    assert (tmp_path / "out" / "page.html").read_text(encoding="utf-8").startswith("<!")


def test_the_schema_describes_what_is_written(tmp_path: Path) -> None:
    ran = examples.run_command("dateline schema", tmp_path)
    schema = json.loads("\n".join(ran.lines))
    assert ran.code == 0
    assert {"Article", "Reading", "PairVerdict", "RecordRow", "Fact", "Placement"} <= set(schema["$defs"])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("--version", 0), ("extract --help", 0), ("", 2), ("nonsense", 2), ("dates --lang fr", 2), ("extract", 2),
        ("dates --lang en --published yesterday", 2), ("run --offline https://x.example/a --json", 3), ("read", 3),
        ("extract nothing-here.txt", 3), ("check", 3), ("names", 3),
    ],
)  # fmt: skip
def test_exit_codes(line: str, code: int, tmp_path: Path) -> None:
    assert dateline(line, tmp_path)[0] == code


def test_a_fault_of_ours_ends_with_70(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ImportError("gone")

    monkeypatch.setattr("dateline.newsroom.date_lines", fail)
    code, _, said = dateline("dates --lang en", tmp_path, "today\n")
    assert (code, "a fault of ours" in said) == (70, True)


def test_the_installed_program_ends_with_the_same_codes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dateline.cli"]
    ended = subprocess.run([*command, "extract", "nothing-here.txt"], capture_output=True, cwd=tmp_path, timeout=120)
    assert ended.returncode == 3
    assert json.loads(ended.stdout)["rejected"]["code"] == "empty"


def test_record_answers_in_every_format_and_as_of_a_day(room: tuple[Path, list[Any]]) -> None:
    folder, _ = room
    asked = "record all --newsroom room"
    rows = dateline(asked, folder)[1]
    assert dateline(f"{asked} --as-of 2026-03-03", folder)[1] == []
    assert [r["id"] for r in dateline(f"{asked} --as-of 2026-03-04", folder)[1]] == [r["id"] for r in rows]
    for word in ("ports", "항만", "港湾"):
        assert {r["id"] for r in dateline(f"{asked} --topic {word}", folder)[1]} == {
            r["id"] for r in rows if "ports" in r["topics"]
        }
    assert [r["kind"] for r in dateline(f"{asked} --rung done", folder)[1]] == ["meeting"]
    assert dateline(f"{asked} --body Nobody", folder)[1] == []
    for wrong in ("--topic nonsense", "--rung high", "--as-of soon", "--format xml", "--position mayor"):
        assert dateline(f"{asked} {wrong}", folder)[0] == 2


def test_record_says_who_held_an_office_on_a_day(room: tuple[Path, list[Any]]) -> None:
    folder, _ = room
    asked = "record office --newsroom room --country SG"
    (held,) = dateline(f"{asked} --position transport_minister --on 2026-03-10", folder)[1]
    assert (held["kind"], held["of"], held["status"], held["on"]) == ("office", "SG", "current", "2026-03-10")
    assert (held["attested"], held["origins"]) == (["2026-03-04"], 1)  # the second text is a translation of the first
    texts = {a["id"]: a["text"] for a in dateline("export --newsroom room", folder)[1] if a["object"] == "article"}
    assert all(texts[a["article"]][a["start"] : a["end"]] == a["exact"] for a in held["anchors"])
    assert dateline(f"{asked} --on 2031-01-01", folder)[1] == []
    assert dateline(f"{asked} --format ics", folder)[0] == 2
    assert dateline(f"{asked} --topic ports", folder)[0] == 2


def test_the_package_is_the_command_too() -> None:
    done = subprocess.run([sys.executable, "-m", "dateline", "--version"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.split(",")[0]) == (0, "dateline")
