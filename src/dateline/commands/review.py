"""``dateline review`` and ``dateline judge``: links that the rules are unsure of, and what people say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.commands.terminal import existing_newsroom, say, write_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.model import Judgement
    from dateline.newsroom import ReviewRow
    from dateline.newsroom.reviewing import Side


@click.command()
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
@click.option("--person", help="Only links of a name, in any of the scripts.")
@click.option("--judged", is_flag=True, help="What people have judged so far, and whether it is in force.")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def review(room: str, person: str | None, judged: bool, format: str) -> None:
    """Links of names that the rules are unsure of: kept apart until somebody judges them."""
    from dateline.newsroom import judgements_made, review_rows

    newsroom = existing_newsroom(room)
    try:
        if judged:
            _show_judgements(judgements_made(newsroom), format)
            return
        rows = review_rows(newsroom, person=person)
        for row in rows:
            _show_row(row, format)
        if format == "text":
            say(f"{len(rows)} to judge: dateline judge ID --same, or --different")
    finally:
        newsroom.close()


@click.command()
@click.argument("pair", nargs=-1, required=True)
@click.option("--same", "verdict", flag_value="same", help="They are one.")
@click.option("--different", "verdict", flag_value="different", help="They are two.")
@click.option("--undo", "verdict", flag_value="undo", help="Make an earlier judgement (its ID) void.")
@click.option("--by", required=True, help="Who judges.")
@click.option("--why", multiple=True, help="A reason, kept with the judgement.")
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
def judge(pair: tuple[str, ...], verdict: str | None, by: str, why: tuple[str, ...], room: str) -> None:
    """Judge PAIR: the id of a row of `dateline review`, or two ids of entities. Judgements are added, never changed, and
    hold from the next run on."""
    from dateline.model import encode
    from dateline.newsroom import ReviewError, judge_pair, undo_judgement

    if verdict is None:
        raise click.UsageError("say --same, --different or --undo")
    if by.strip().lower() == "rule" or not by.strip():
        raise click.UsageError("--by is the name of the person who judges")
    newsroom = existing_newsroom(room)
    try:
        if verdict == "undo":
            if len(pair) != 1:
                raise click.UsageError("--undo takes the id of one judgement")
            made = undo_judgement(newsroom, pair[0], by=by.strip())
        else:
            made = judge_pair(newsroom, pair, same=verdict == "same", by=by.strip(), why=why)
    except ReviewError as error:
        raise click.UsageError(str(error)) from error
    finally:
        newsroom.close()
    write_line(encode(made))


def _show_row(row: ReviewRow, format: str) -> None:
    from dateline.model import encode

    if format == "json":
        write_line(encode(row))
        return
    say(f"{row.id}  {row.score:.2f}  {row.a.name} | {row.b.name}")
    for side in (row.a, row.b):
        _show_side(side)
    say(f"    why: {'; '.join(row.why)}")


def _show_side(side: Side) -> None:
    others = ", ".join(n for n in side.names if n != side.name)
    offices = ", ".join(side.offices)
    told = "; ".join(part for part in (others and f"also {others}", offices) if part)
    source = f"{side.outlet}, {(side.published or '')[:10] or 'no date'} [{side.place}]" if side.place else "the list"
    say(f"    {side.name}{f' ({told})' if told else ''}: {source}")
    if side.exact:
        say(f"        {' '.join(side.exact.split())}")


def _show_judgements(rows: Iterable[tuple[Judgement, bool]], format: str) -> None:
    from dateline.model import encode

    for judgement, stands in rows:
        if format == "json":
            write_line(encode(judgement, in_force=stands))
            continue
        verdict = f"undoes {judgement.undoes}" if judgement.undoes else "same" if judgement.same else "different"
        state = "" if stands else "  (undone)"
        say(f"{judgement.id}  {verdict}  {judgement.a} | {judgement.b}  {judgement.by}, {judgement.at}{state}")
