"""What a file and a server must do alike: search, decisions, streams, backup from one to the other, schemas."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Article, Block, Judgement, Rejected
from dateline.store import BackupError, Originals, Store, StoreError, back_up, restore
from dateline.store.tokens import fold, phrases_of, tokens_of


def article(id: str, lang: str, text: str, published: str | None = None) -> Article:
    return Article(
        id=id,
        source=f"{id}.txt",
        lang=lang,
        text=text,
        published=published,
        blocks=(Block("body", 0, len(text), lang),),
    )


TEXTS = [
    article("a1", "ko", "한일 외교장관이 도쿄에서 회담하고 경제협력을 논의했다.", "2026-03-01"),
    article("a2", "ja", "日韓外相が東京で会談し、経済協力について協議した。", "2026-03-02"),
    article("a3", "zh", "日韩外长在东京举行会谈，讨论经济合作。", "2026-03-03"),
    article("a4", "en", "The Foreign Ministers met in Tokyo; Tokyo's hosts spoke of O'Hara and AT&T.", "2026-03-04"),
    article(
        "a6",
        "ko",
        "BTS는 G7 세계대회에서 3일 공연했다. 𠮷田さんもG7外相会議のcafé Größeに3日の外相会談で行った。",
        "2026-02-01",
    ),
    article("a5", "ja", "東京タワーの前で、東京の人が東京の話をした。ﾀﾜｰは高い。", "2026-03-01"),
]
FOUND = {
    "회담": ["a1"],
    "경제협력": ["a1"],
    "협력을 도쿄": ["a1"],
    "外相": ["a6", "a2"],
    "BTS": ["a6"],
    "공연": ["a6"],
    "세계대회": ["a6"],
    "外相会談": ["a6"],
    "𠮷田": ["a6"],
    "CAFE grosse": ["a6"],
    "Größe café": ["a6"],
    "東京": ["a5", "a2"],
    "タワー": ["a5"],
    "经济合作 会谈": ["a3"],
    "tokyo": ["a4"],
    "TOKYO o'hara": ["a4"],
    "at&t": ["a4"],
    "京都": [],
    "회의": [],
    "": [],
    "\"*' OR 1 -- )": [],
    "  ": [],
}


@pytest.mark.parametrize("query", FOUND)
def test_words_are_found_without_spaces(empty: Store, query: str) -> None:
    empty.put_articles(TEXTS)
    assert [a.id for a in empty.search(query)] == FOUND[query]


@given(st.text(max_size=60), st.text(max_size=20))
def test_what_stands_in_a_text_is_found_by_its_phrases(text: str, word: str) -> None:
    whole = tokens_of(f"{text} {word} {text}")
    for phrase in phrases_of(word):
        assert any(whole[i : i + len(phrase)] == phrase for i in range(len(whole)))
    assert all((token and token == fold(token)) or not token.isascii() for token in whole)


@given(st.text(max_size=80))
def test_any_text_can_be_stored_and_searched(text: str) -> None:
    with Store(":memory:") as store:
        store.put_articles([article("a1", "en", text)])
        found = store.search(text)
        assert [a.id for a in found] == (["a1"] if phrases_of(text) else [])


def test_articles_are_kept_once_and_come_in_order(empty: Store) -> None:
    empty.put_articles(TEXTS[::-1])
    empty.put_articles(TEXTS)
    assert list(empty.articles()) == sorted(TEXTS, key=lambda a: a.id)
    assert empty.article("a3") == TEXTS[2]
    assert empty.article("none") is None


def test_long_texts_and_long_words_are_found(empty: Store) -> None:
    """What a server takes no word, no text or no place of in one piece."""
    cjk = "".join(chr(0x4E00 + i * 7919 % 20_000) for i in range(30_000))
    texts = {
        "b1": "x" * 5_000 + " tail",
        "b2": " ".join(f"word{i}" for i in range(60_000)) + " tail",
        "b3": f"{cjk}外相会談{cjk[:5_000]}",
        "b4": "会談した" * 3_000 + "日韓首脳",
        "b5": "nul\x00tail",
        "b6": " ".join(f"{i:0200d}" for i in range(8_000)),
    }
    empty.put_articles([article(id, "en", text) for id, text in texts.items()])
    found = {
        q: {a.id for a in empty.search(q)} for q in ("tail", "x" * 5_000, "word59999", "外相会談", "日韓首脳", "7999")
    }
    assert found == {
        "tail": {"b1", "b2", "b5"},
        "x" * 5_000: {"b1"},
        "word59999": {"b2"},
        "外相会談": {"b3"},
        "日韓首脳": {"b4"},
        "7999": set(),
    }
    for at in range(0, 30_000, 997):  # wherever a part ends
        assert [a.id for a in empty.search(cjk[at : at + 9])] == ["b3"]
    assert {a.id: a.text for a in empty.articles()} == texts


def test_of_many_hits_the_newest_are_told(empty: Store) -> None:
    empty.put_articles(article(f"a{n:04d}", "en", f"harbour {n}", f"2026-01-{n % 28 + 1:02d}") for n in range(700))
    found = empty.search("harbour", 30)
    assert [a.published for a in found] == ["2026-01-28"] * 25 + ["2026-01-27"] * 5
    assert [a.id for a in found[:2]] == ["a0699", "a0671"]


def test_a_changed_byte_of_a_value_is_noticed(empty: Store) -> None:
    empty.put_state("ledger", ["harbour"])
    ((stored,),) = empty._db.rows("SELECT data FROM state")
    for at in range(len(stored)):
        wrong = bytes(stored[:at]) + bytes([stored[at] ^ 4]) + bytes(stored[at + 1 :])
        empty._db.write("UPDATE state SET data = ?", [(wrong,)])
        with pytest.raises(StoreError, match="restore a backup"):
            empty.state("ledger", list[str])
    empty._db.write("UPDATE state SET data = ?, name = 'grouping'", [(bytes(stored),)])
    with pytest.raises(StoreError, match="damaged: state grouping"):
        empty.state("grouping", list[str])


def test_decisions_are_appended_by_kind(empty: Store) -> None:
    empty.put_decision("review", "d2", {"by": "ada"})
    empty.put_decision("merge", "d1", {"by": "bo"})
    empty.put_decision("review", "d3", {"by": "cy"})
    empty.put_decision("review", "d2", {"by": "somebody else"})
    assert empty.decisions("review", dict) == ({"by": "ada"}, {"by": "cy"})


def fill(store: Store, folder: Path) -> str:
    store.put_articles(TEXTS)
    store.put_rejections([Rejected("y.bin", "binary", "no text")])
    store.put_judgements([Judgement(id=f"j{n}", a="a1#0", b="a2#0", same=True, score=0.9) for n in (3, 1, 2)])
    store.put_decision("review", "d1", {"by": "ada"})
    store.put_allotments({"a1": "s1"})
    store.put_state("facts", [])
    store.put_result("read", "k", {"x": b"\x00\xff"})
    return Originals(store, folder).put("원문".encode(), name="x.txt")


@pytest.mark.parametrize("way", [("sqlite", "postgres"), ("postgres", "sqlite"), ("sqlite", "sqlite")])
def test_a_newsroom_moves_by_its_backup(way: tuple[str, str], tmp_path: Path, request: pytest.FixtureRequest) -> None:
    places = []
    for number, kind in enumerate(way):
        places.append(str(tmp_path / f"{number}.db") if kind == "sqlite" else str(request.getfixturevalue("database")))
    with Store(places[0]) as one, Store(places[1]) as other:
        original = fill(one, tmp_path / "originals")
        rows = back_up(one, tmp_path / "room.backup")
        assert restore(other, tmp_path / "room.backup") == rows
        assert list(other.articles()) == list(one.articles())
        assert other.judgements() == one.judgements()
        assert other.decisions("review", dict) == one.decisions("review", dict)
        assert other.result("read", "k", dict) == {"x": b"\x00\xff"}
        for query, ids in FOUND.items():
            assert [a.id for a in other.search(query)] == ids
        assert Originals(other, tmp_path / "originals").get(original) == "원문".encode()
        back_up(other, tmp_path / "again.backup")
        packed = [gzip.decompress((tmp_path / n).read_bytes()) for n in ("room.backup", "again.backup")]
        assert packed[0] == packed[1]
        with pytest.raises(BackupError, match="not empty"):
            restore(other, tmp_path / "room.backup")


def test_a_snapshot_is_of_one_moment(place: str) -> None:
    with Store(place) as reader, Store(place) as writer:
        writer.put_articles(TEXTS[:1])
        with reader.snapshot():
            assert len(list(reader.table("articles", ("id",), "id"))) == 1
            writer.put_articles(TEXTS[1:])
            writer.put_allotments({"a2": "s2"})
            assert len(list(reader.table("articles", ("id",), "id"))) == 1
            assert not list(reader.table("allotments", ("article",), "article"))
        assert len(list(reader.articles())) == len(TEXTS)


def test_what_is_written_as_a_whole_stays_or_goes_as_a_whole(place: str) -> None:
    with Store(place) as store:

        def stop_midway() -> None:
            with store.whole():
                store.put_articles(TEXTS)
                store.put_state("facts", [1])
                raise ValueError("midway")

        with pytest.raises(ValueError, match="midway"):
            stop_midway()
        assert not list(store.articles())
        assert store.search("東京") == []
        with store.whole():
            store.put_articles(TEXTS)
        assert [a.id for a in store.search("東京")] == ["a5", "a2"]


def test_a_newsroom_on_a_server_is_backed_up_and_restored_by_the_command_line(database: str, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from dateline.cli import cli

    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "dateline.toml").write_text(f'store = "{database}"\n')
    with Store(database) as store:
        fill(store, tmp_path / "room" / "originals")
    file = str(tmp_path / "room.backup")
    made = CliRunner().invoke(cli, ["backup", file, "--newsroom", str(tmp_path / "room")])
    again = CliRunner().invoke(cli, ["restore", file, "--newsroom", str(tmp_path / "room")])
    back = CliRunner().invoke(cli, ["restore", file, "--newsroom", str(tmp_path / "new")])
    assert (made.exit_code, back.exit_code) == (0, 0), made.output + back.output
    assert "copy the folder originals" in back.output
    assert again.exit_code != 0
    assert "not empty" in again.output
    with Store(tmp_path / "new" / "newsroom.db") as new:
        assert {a.id for a in new.articles()} == {a.id for a in TEXTS}
        assert Originals(new, tmp_path / "room" / "originals").get("i0") is None


def test_a_damaged_backup_restores_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "one.db") as one:
        fill(one, tmp_path / "originals")
        back_up(one, tmp_path / "room.backup")
    whole = (tmp_path / "room.backup").read_bytes()
    plain = gzip.decompress(whole)
    flipped = plain.replace(b"a1.txt", b"a9.txt", 1)
    for name, data in {
        "cut": whole[: len(whole) // 2],
        "other": b"no backup",
        "flipped": gzip.compress(flipped),
    }.items():
        (tmp_path / name).write_bytes(data)
        with Store(tmp_path / f"{name}.db") as other:
            with pytest.raises(BackupError, match=name):
                restore(other, tmp_path / name)
            assert list(other.articles()) == []


def test_a_backup_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with Store(":memory:") as store, pytest.raises(BackupError, match="check free space"):
        back_up(store, tmp_path / "no" / "such" / "folder.backup")


def test_originals_are_kept_once_byte_for_byte(empty: Store, tmp_path: Path) -> None:
    archive = Originals(empty, tmp_path / "originals")
    inputs = [b"", b"\x00\xff" * 99, "서울".encode("cp949"), b"WARC/1.0\r\n\r\n"]
    ids = [archive.put(data, name="제목\n.html", url="https://gazette.example/a?b=1") for data in inputs]
    assert [archive.put(data, name="again") for data in inputs] == ids
    assert [archive.get(i) for i in ids] == inputs
    assert archive.get("i0") is None
    assert len(list((tmp_path / "originals").iterdir())) == 1


def test_a_server_that_is_away_is_named_without_its_password() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed here")
    with pytest.raises(StoreError, match=r"postgresql://127\.0\.0\.1:9/room") as error:
        Store("postgresql://desk:secret@127.0.0.1:9/room")
    assert "secret" not in str(error.value)


def test_a_server_of_a_newer_dateline_is_refused(database: str) -> None:
    import psycopg

    Store(database).close()
    with psycopg.connect(database, autocommit=True) as db:
        db.execute("UPDATE schema_version SET version = 99")
    with pytest.raises(StoreError, match="newer Dateline"):
        Store(database)


def test_a_connection_that_broke_is_made_anew(database: str) -> None:
    import psycopg

    def cut() -> None:
        with psycopg.connect(database, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    def write_whole(store: Store) -> None:
        with store.whole():
            store.put_articles(TEXTS[:1])
            cut()
            store.put_articles(TEXTS[1:])

    with Store(database) as store:
        store.put_state("ledger", [1])
        cut()
        with pytest.raises(StoreError, match="check that the server runs"):
            store.state("ledger", list[int])
        assert store.state("ledger", list[int]) == [1]
        with pytest.raises(StoreError, match="check that the server runs"):
            write_whole(store)
        assert list(store.articles()) == []
        store.put_articles(TEXTS)
        assert len(list(store.articles())) == len(TEXTS)


def test_a_table_that_another_holds_is_not_waited_for_without_end(database: str) -> None:
    import psycopg

    with Store(database) as store, psycopg.connect(database) as other:
        store._db._db.execute("SET lock_timeout = '200ms'")  # type: ignore[attr-defined]
        other.execute("LOCK TABLE state IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StoreError, match="another run holds it"):
            store.put_state("ledger", 1)
        other.rollback()
        store.put_state("ledger", 1)


@pytest.mark.parametrize("sign", ["%zz", "[", ":x", "@@"])
def test_an_address_that_cannot_be_read_is_not_repeated(sign: str) -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed here")
    with pytest.raises(StoreError, match="cannot open") as error:
        Store(f"postgresql://desk:secret{sign}@127.0.0.1:9{sign}/room")
    assert "secret" not in str(error.value)


def test_a_database_of_another_make_is_named() -> None:
    with pytest.raises(StoreError, match="postgresql://HOST/NAME"):
        Store("mysql://desk:secret@127.0.0.1/room")


@pytest.mark.parametrize("schema", range(5))
def test_a_file_of_an_earlier_schema_is_brought_forward(schema: int, tmp_path: Path) -> None:
    from dateline.store.backend import migration_steps

    path = tmp_path / "old.db"
    with sqlite3.connect(path) as raw:
        raw.executescript(";".join(migration_steps("sqlite")[:schema]) + f";PRAGMA user_version = {schema};")
        if schema:
            rows = [(a.id, a.source, a.lang, a.published, a.text, msgspec.msgpack.encode(a)) for a in TEXTS]
            raw.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)", rows)
            made = [("read", key, msgspec.msgpack.encode(key * 9000)) for key in ("b", "a")]
            raw.executemany("INSERT INTO results VALUES (?, ?, ?)", [*made, ("write", "a", b"\xa1w")])
    raw.close()
    with Store(path) as store:
        if not schema:
            store.put_articles(TEXTS)
        else:
            assert list(store.results("read", str)) == [("a", "a" * 9000), ("b", "b" * 9000)]
            assert store.result("write", "a", str) == "w"
            assert store.kept("read") == {"a", "b"}
        for query, ids in FOUND.items():
            assert [a.id for a in store.search(query)] == ids
        ((stored,),) = store._db.rows("SELECT data FROM articles WHERE id = 'a1'")
        assert msgspec.msgpack.encode(TEXTS[0]) in stored != msgspec.msgpack.encode(TEXTS[0])


def test_several_open_a_new_or_an_earlier_newsroom_at_once(place: str) -> None:
    program = "import sys; from dateline.store import Store; Store(sys.argv[1]).close()"
    command = [sys.executable, "-c", program, place]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(5)]
    assert [process.communicate(timeout=120)[1] for process in running] == [""] * 5
    with Store(place) as store:
        store.put_articles(TEXTS)
        assert len(store.search("外相")) == 2


def test_a_state_larger_than_a_row_is_kept_in_parts(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    large, small = [f"번호 {number}" for number in range(500)], ["둘"]
    monkeypatch.setattr("dateline.store.store._PART", 64)
    with Store(place) as store:
        store.put_state("grouping", large)
        assert store.state("grouping", list[str]) == large
        store.put_state("grouping", small)
        assert store.state("grouping", list[str]) == small
        store.put_state("grouping", large[:300])
    with Store(place) as again:
        assert again.state("grouping", list[str]) == large[:300]
        again._db.write("UPDATE state SET data = ? WHERE name = ?", [(b"\xc1rotten", "grouping#3")])
        with pytest.raises(StoreError, match="damaged: state grouping#3"):
            again.state("grouping", list[str])
