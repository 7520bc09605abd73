"""The command line: every command is a flow of the newsroom, or a stage as a filter."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from dateline import __version__
from dateline.commands.archive import backup, restore, search
from dateline.commands.desk import desk
from dateline.commands.known import known
from dateline.commands.recheck import recheck
from dateline.commands.record import record
from dateline.commands.replay import replay
from dateline.commands.review import judge, review
from dateline.commands.story import story
from dateline.commands.terminal import (
    FOLDER,
    LANG,
    PlainFile,
    PlainPath,
    existing_newsroom,
    published_date,
    say,
    short_code,
    write_line,
)
from dateline.commands.watch import watch

if TYPE_CHECKING:
    from dateline.model import Article, Rejected
    from dateline.newsroom import Outcome

OK, FOUND, USAGE, NOTHING, FAULT = 0, 1, 2, 3, 70


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def cli() -> None:
    """Dateline: a newsroom in a box. Source articles go in; one labelled report per event comes out, in each reader's
    language, and every sentence carries the source words it rests on."""


def main() -> NoReturn:
    """Run the command line; a fault of ours ends with 70 and a line that names it."""
    from dateline.store import StoreError

    try:
        # click gives back the code of an Exit here, rather than letting it rise
        sys.exit(cli.main(standalone_mode=False) or OK)
    except click.ClickException as error:
        held = io.StringIO()
        error.show(held)
        say(held.getvalue().rstrip("\n"), err=True)
        sys.exit(USAGE)
    except click.Abort:
        say("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(OK)
    except StoreError as error:
        say(f"dateline: {error}", err=True)
        sys.exit(FAULT)
    except (PermissionError, FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        say(f"dateline: {error.strerror}: {error.filename}; name another place", err=True)
        sys.exit(USAGE)
    except OSError as error:
        place = error.filename or "the newsroom or the site"
        say(
            f"dateline: {error.strerror or error}: {place}; free space or mend the disk, then run again: what was done is kept",
            err=True,
        )
        sys.exit(FAULT)
    except Exception as error:
        from dateline.engine import ClusterError
        from dateline.newsroom.settings import SettingsError

        if isinstance(error, ClusterError | SettingsError):
            say(f"dateline: {error}", err=True)
            sys.exit(USAGE)
        say(f"dateline: a fault of ours: {type(error).__name__}: {error}; please report it with the input", err=True)
        sys.exit(FAULT)


@cli.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--lang", "langs", multiple=True, type=LANG, help="Languages of the reports; all four unless told.")
@click.option("--out", default="site", show_default=True, type=FOLDER, help="Folder of the site.")
@click.option("--newsroom", "room", default=".dateline", show_default=True, type=FOLDER, help="Folder of the newsroom.")
@click.option("--published", help="Date for inputs that state none, as 2026-01-08 or with time and zone.")
@click.option("--json", "as_json", is_flag=True, help="End with one line of JSON.")
@click.option("--offline/--online", default=None, help="Whether addresses may be fetched; files need no network.")
@click.option("--workers", type=click.IntRange(1), help="Processes to read with; chosen by the amount of work.")
def run(
    sources: tuple[str, ...],
    langs: tuple[str, ...],
    out: str,
    room: str,
    published: str | None,
    as_json: bool,
    offline: bool | None,
    workers: int | None,
) -> None:
    """The day's work: take SOURCES (files, folders, addresses) in and publish the site."""
    from dateline.newsroom import LANGS, Newsroom

    chosen = tuple(code for code in LANGS if code in {short_code(x) for x in langs}) or LANGS
    has_address = any(s.startswith(("http://", "https://")) for s in sources)
    newsroom = Newsroom(room)
    with _Progress(quiet=as_json) as progress:
        outcome = newsroom.run(
            sources,
            langs=chosen,
            out=out,
            published=published_date(published),
            offline=(not has_address) if offline is None else offline,
            progress=progress.step,
            workers=workers,
        )
    newsroom.close()
    _show_outcome(outcome, as_json)
    if outcome.summary.articles == 0:
        _say_nothing_usable(outcome.set_aside)
        raise click.exceptions.Exit(NOTHING)
    if newsroom.settings.site.contact is None:
        where = Path(room) / "dateline.toml"
        say(
            f"dateline: the pages give readers no address for complaints; set `contact` under [site] in {where}, or at the desk",
            err=True,
        )


def _show_outcome(outcome: Outcome, as_json: bool) -> None:
    from dateline.model import encode

    if as_json:
        write_line(encode(outcome.summary))
        return
    s = outcome.summary
    say(f"articles taken    {s.articles}")
    say(f"set aside         {s.rejected}")
    for item in outcome.set_aside:
        say(f"  {item.input}: {item.code}: {item.reason}")
    say(f"origins           {s.origins}")
    say(f"stories           {s.stories}")
    say(f"reports           {s.reports}")
    facts = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in s.facts.items())
    say(f"facts             {facts}")
    say(f"withheld          {s.withheld}")
    for kept in outcome.withheld[:20]:
        say(f"  [{kept.lang}] {kept.draft}\n      {kept.reason}")
    if outcome.model is not None:
        m = outcome.model
        say(
            f"model             {m.name}: {m.kept} sentences kept, {len(m.refused)} refused; {m.answers} answers ({m.cached} kept)"
        )
        say(f"model tokens      {m.tokens_in} in, {m.tokens_out} out, cost {m.cost:.4f}")
        if m.fault:
            say(f"model fault       {m.fault}")
    say("computed          " + ", ".join(f"{k} {v}" for k, v in s.computed.items()))
    say(f"newsroom          {s.newsroom}")
    say(f"site              {s.site}")


@cli.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--published", help="Date for inputs that state none.")
@click.option("--licensed", multiple=True, metavar="HOST", help="A host whose reserved pages you are licensed to read.")
def extract(paths: tuple[str, ...], published: str | None, licensed: tuple[str, ...]) -> None:
    """Files, folders or pages to articles: one JSON object a line."""
    from dateline.model import Rejected, encode

    some = False
    for item in _taken(paths, published, licensed):
        if isinstance(item, Rejected):
            write_line(_rejected_line(item))
        else:
            some = True
            write_line(encode(item))
    _need(some)


@cli.command()
@click.argument("articles", nargs=-1)
def read(articles: tuple[str, ...]) -> None:
    """Articles (JSON Lines, or any input) to readings."""
    from dateline.model import Rejected, encode
    from dateline.newsroom import read_safely

    some = False
    for item in _taken(articles or ("-",), None):
        made = item if isinstance(item, Rejected) else read_safely(item)
        if isinstance(made, Rejected):
            write_line(_rejected_line(made))
        else:
            some = True
            write_line(encode(made))
    _need(some)


@cli.command()
@click.argument("file", type=PlainFile("rb"), default="-")
@click.option("--lang", required=True, type=LANG, help="Language of the lines.")
@click.option("--published", help="What relative dates are counted from.")
def dates(file: Any, lang: str, published: str | None) -> None:
    """Dates in lines of text, resolved."""
    import msgspec

    from dateline.model import SCHEMA, Rejected
    from dateline.newsroom import date_lines, text_lines

    day = published_date(published)
    some = False
    for line in text_lines(file, _name_of(file)):
        if isinstance(line, Rejected):
            write_line(_rejected_line(line))
            continue
        some = True
        text, found = date_lines(line, short_code(lang), day)
        write_line(msgspec.json.encode({"schema": SCHEMA, "text": text, "dates": found}))
    _need(some, _name_of(file))


@cli.command()
@click.argument("file", type=PlainFile("rb"), default="-")
@click.option("--among", type=PlainPath(), help="Pool of names, one a line.")
def names(file: Any, among: str | None) -> None:
    """Whether two names are one person's (PAIRS.jsonl), or the best match of each name among a pool (--among)."""
    _need(_match_names(file, among) if among else _compare_pairs(file), _name_of(file))


def _compare_pairs(file: Any) -> bool:
    import msgspec

    from dateline.model import SCHEMA, Rejected
    from dateline.newsroom import compare_names, json_rows

    some = False
    for pair in json_rows(file, _name_of(file), _names_lack):
        if isinstance(pair, Rejected):
            write_line(_rejected_line(pair))
            continue
        some = True
        found = compare_names(pair["a"], pair["b"])
        row = {"schema": SCHEMA, "a": pair["a"], "b": pair["b"], "same": round(found.score, 4), "why": found.why}
        write_line(msgspec.json.encode(row))
    return some


def _names_lack(record: dict[str, Any]) -> str | None:
    return None if all(isinstance(record.get(key), str) for key in "ab") else "two names are needed, a and b"


def _match_names(file: Any, among: str) -> bool:
    import msgspec

    from dateline.model import SCHEMA
    from dateline.newsroom import rank_names, text_lines

    with Path(among).open("rb") as stream:
        pool = [name for line in text_lines(stream, among) if isinstance(line, str) and (name := line.strip())]
    queries = [name for line in text_lines(file, _name_of(file)) if isinstance(line, str) and (name := line.strip())]
    for query, (match, score, why) in zip(queries, rank_names(queries, pool), strict=True):
        row = {"schema": SCHEMA, "query": query, "match": match, "score": round(score, 4), "why": why}
        write_line(msgspec.json.encode(row))
    return bool(queries)


@cli.command()
@click.argument("articles", nargs=-1)
def group(articles: tuple[str, ...]) -> None:
    """Articles to stories and origins, with the reasons."""
    from dateline.model import encode
    from dateline.newsroom import place_articles

    kept = _usable(_taken(articles or ("-",), None))
    for placement in place_articles(kept):
        write_line(encode(placement))
    _need(bool(kept))


@cli.command()
@click.argument("file", type=PlainFile("rb"), default="-")
@click.option("--fail", is_flag=True, help="Exit with 1 when a claim is not supported.")
@click.option("--lang", type=LANG, default="en", help="Language of the messages.")
def check(file: Any, fail: bool, lang: str) -> None:
    """Claims against their sources (PAIRS.jsonl)."""
    from dateline.model import Rejected, encode
    from dateline.newsroom import json_rows, judge_row, pair_lacks

    some = bad = False
    for row in json_rows(file, _name_of(file), pair_lacks):
        if isinstance(row, Rejected):
            write_line(_rejected_line(row))
            continue
        some = True
        judged = judge_row(row, lang=short_code(lang))
        bad = bad or judged.verdict != "supported"
        write_line(encode(judged))
    _need(some, _name_of(file))
    if fail and bad:
        raise click.exceptions.Exit(FOUND)


@cli.command(context_settings={"allow_extra_args": True})
@click.argument("text", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--against", multiple=True, type=click.Path(exists=True), help="A source; name as many as there are.")
@click.argument("more", nargs=-1, type=click.Path(exists=True))
@click.option("--published", help="Date for texts that state none.")
@click.option("--html", "html_path", type=click.Path(dir_okay=False), help="Write the audit page here.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of words.")
@click.option("--lang", type=LANG, default="en", help="Language of the messages.")
def audit(
    text: str,
    against: tuple[str, ...],
    more: tuple[str, ...],
    published: str | None,
    html_path: str | None,
    as_json: bool,
    lang: str,
) -> None:
    """Judge every sentence of TEXT against its sources. Exits with 1 when something was found."""
    from dateline.newsroom import audit_article, audit_html, audit_wire

    day = published_date(published)
    documents = _usable(_taken((text,), day))
    if not documents:
        raise click.exceptions.Exit(NOTHING)
    paths = (*against, *more)
    sources = _usable(_taken(paths, day)) if paths else []
    if paths and not sources:
        raise click.exceptions.Exit(NOTHING)
    audited = audit_article(documents[0], sources, lang=short_code(lang))
    if html_path:
        Path(html_path).parent.mkdir(parents=True, exist_ok=True)
        Path(html_path).write_bytes(audit_html(audited, short_code(lang)))
    if as_json:
        write_line(audit_wire(audited))
    else:
        _show_audit(audited)
        if html_path:
            say(f"page: {html_path}")
    if any(f.severity != "note" for s in audited.audit.sentences for f in s.findings):
        raise click.exceptions.Exit(FOUND)


def _show_audit(audited: Any) -> None:
    from dateline.model import summarize_verdicts

    for judged in audited.audit.sentences:
        words = audited.document.text[judged.start : judged.end]
        say(f"{judged.verdict:<24} {judged.support:.2f}  {words}")
        for finding in judged.findings:
            say(f"    {finding.code} {finding.severity}: {finding.message}")
        if judged.reason and not judged.findings:
            say(f"    {judged.reason}")
    for headline in audited.audit.lawful_headlines:
        say(f"a headline that the sources license: {headline}")
    counts = summarize_verdicts(audited.audit.sentences)
    say(", ".join(f"{n} {name.replace('_', ' ')}" for name, n in counts.items()))


cli.add_command(record)
cli.add_command(review)
cli.add_command(judge)
cli.add_command(known)
cli.add_command(story)
for command in (desk, search, backup, restore, replay, recheck, watch):
    cli.add_command(command)


@cli.command()
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
def export(room: str) -> None:
    """Every object of the newsroom, one JSON object a line."""
    from dateline.model import encode
    from dateline.newsroom import export_objects

    for named, item in export_objects(existing_newsroom(room)):
        write_line(encode(item, **named))


@cli.command()
def schema() -> None:
    """The JSON Schema of the wire form."""
    import msgspec

    from dateline.newsroom import wire_schema

    write_line(msgspec.json.format(msgspec.json.encode(wire_schema()), indent=1))


@cli.command()
@click.option("--out", default="demo", show_default=True, help="Folder of the demo's site, audit page and newsroom.")
@click.option(
    "--samples", "folder", type=click.Path(exists=True, file_okay=False), default="samples", show_default=True
)
def demo(out: str, folder: str) -> None:
    """The main job on the bundled samples: a site, and the audit of an AI rewrite."""
    from dateline.newsroom import run_demo

    if not (Path(folder) / "manifest.json").is_file():
        raise click.UsageError(f"{folder} has no manifest.json: name the folder `samples` of the source tree")
    with _Progress(quiet=False) as progress:
        made = run_demo(Path(folder), Path(out), progress.step)
    _show_outcome(made.outcome, as_json=False)
    say(f"\nsite:  {made.site}\naudit: {made.audit}")


class _Progress:
    """Progress on a terminal, and nothing elsewhere but that a run waits for another."""

    def __init__(self, *, quiet: bool) -> None:
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}
        self._on = not quiet and sys.stderr.isatty()
        self._has_waited = False

    def __enter__(self) -> _Progress:
        if self._on:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(self, *failure: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` (0: not known) items of a stage are through."""
        if stage == "wait" and not self._has_waited:
            self._has_waited = True
            say("dateline: another run is at work on this newsroom; this one goes on when that has ended", err=True)
        if self._bar is None:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total or None)
        self._bar.update(self._tasks[stage], completed=done, total=total or None)


def _taken(paths: Iterable[str], published: str | None, licensed: tuple[str, ...] = ()) -> Iterator[Article | Rejected]:
    from dateline.newsroom import take_inputs

    return take_inputs(paths, published=published_date(published), licensed=licensed, stdin=sys.stdin.buffer)


def _need(some: bool, name: str = "the input") -> None:
    """End with 3 and say so where an input had nothing usable."""
    if not some:
        say(f"dateline: nothing usable in {name}", err=True)
        raise click.exceptions.Exit(NOTHING)


def _usable(items: Iterable[Article | Rejected]) -> list[Article]:
    """The articles; what was set aside is named on stderr with its reason."""
    from dateline.model import Rejected

    kept: list[Article] = []
    for item in items:
        if isinstance(item, Rejected):
            _say_nothing_usable([item], heading=False)
        else:
            kept.append(item)
    return kept


def _say_nothing_usable(items: Iterable[Any], *, heading: bool = True) -> None:
    if heading:
        say("dateline: nothing usable in the input", err=True)
    for item in items:
        say(f"dateline: {item.input}: {item.code}: {item.reason}", err=True)


def _rejected_line(item: Any) -> bytes:
    import msgspec

    from dateline.model import SCHEMA

    return msgspec.json.encode({"schema": SCHEMA, "rejected": item})


def _name_of(file: Any) -> str:
    """The name of an open input as it was given; ``-`` for standard input."""
    name = str(getattr(file, "name", "-"))
    return "-" if name == "<stdin>" else name


if __name__ == "__main__":
    main()
