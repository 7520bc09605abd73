"""``dateline record``: what the newsroom knows of who met, promised, signed and held what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.commands.terminal import LANG, checked_date, existing_newsroom, short_code, write_line

if TYPE_CHECKING:
    from dateline.newsroom.asking import Asked

_FORMATS = ("json", "table", "csv", "ftm", "ics", "plover")
_OF_PERIODS = ("ics", "plover")


class _Day(click.ParamType[str]):
    """A day as ISO; of a time, its day."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return (checked_date(value) or "")[:10]


_DAY = _Day()


@click.command()
@click.argument("kind", default="all")
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
@click.option("--country", "countries", multiple=True, help="Two-letter code; name two for a country pair.")
@click.option("--person", help="A name, in any of the scripts.")
@click.option("--body", help="A body, by name or key, itself or through who holds an office of it.")
@click.option("--topic", help="A topic, by key or by a word for it in any language.")
@click.option("--rung", help="How far it went: raised, asked, would, undertook, exchanged, … done.")
@click.option("--since", type=_DAY, help="Earliest day, as 2026-01-08.")
@click.option("--until", type=_DAY, help="Latest day.")
@click.option("--as-of", type=_DAY, help="What was known on a day: from articles published by then.")
@click.option("--position", help="For `office`: a position, by key or by title in any language.")
@click.option("--on", type=_DAY, help="For `office`: who held it on this day.")
@click.option(
    "--format", "format", type=click.Choice(_FORMATS), default="json", show_default=True, help="Of the answer."
)
@click.option("--lang", type=LANG, default="en", help="Of titles in a table, CSV, iCalendar.")
def record(kind: str, room: str, position: str | None, on: str | None, format: str, lang: str, **asked: object) -> None:
    """The record: meeting, visit, call, statement, agreement, signing, pledge, plan, appointment, other or all; and
    office, who held which office when."""
    from dateline.newsroom import RECORD_KINDS, UnknownWord, office_answer, record_answer

    if kind not in (*RECORD_KINDS, "all", "office"):
        raise click.UsageError(f"no record of kind {kind!r}; there is {', '.join(RECORD_KINDS)}, office and all")
    if kind != "office" and (position or on):
        raise click.UsageError("--position and --on ask for an office: dateline record office --position … --on …")
    if kind == "office" and format in _OF_PERIODS:
        raise click.UsageError(
            f"an office is no event: --format {format} has no form for it; take json, table, csv or ftm"
        )
    question: Asked = asked  # type: ignore[assignment]
    for code in question.get("countries", ()):
        if len(code) != 2 or not code.isalpha():
            raise click.UsageError(f"{code!r} is no country code; write two letters, as KR")
    newsroom = existing_newsroom(room)
    try:
        if kind == "office":
            lines = office_answer(newsroom, (position, on), format, short_code(lang), **_for_offices(question))
        else:
            lines = record_answer(newsroom, kind, format, short_code(lang), **question)
        for line in lines:
            write_line(line)
    except UnknownWord as error:
        raise click.UsageError(str(error)) from error
    finally:
        newsroom.close()


def _for_offices(asked: Asked) -> Asked:
    """The part of a question that offices answer; the rest would be passed over unheard. Raises UsageError."""
    unheard = [name for name in ("body", "topic", "rung", "since", "until") if asked.get(name)]
    if unheard:
        raise click.UsageError(
            f"--{unheard[0]} asks for acts, not offices; ask by --position, --country, --person, --on"
        )
    return asked
