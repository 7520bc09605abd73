"""``dateline story``: an editor's word on which articles are one story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.commands.terminal import existing_newsroom, write_line

if TYPE_CHECKING:
    from dateline.group import Ruling
    from dateline.newsroom import Newsroom

_ACTIONS = ("merge", "split", "undo", "rulings")


@click.command()
@click.argument("action", type=click.Choice(_ACTIONS))
@click.argument("ids", nargs=-1)
@click.option("--by", help="Who rules.")
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
def story(action: str, ids: tuple[str, ...], by: str | None, room: str) -> None:
    """Rule on stories: `merge STORY STORY`, `split STORY ARTICLE...`, `undo RULING`; `rulings` lists what was ruled. A ruling
    holds from the next run on."""
    from dateline.model import encode
    from dateline.newsroom import RulingError, rulings_made

    newsroom = existing_newsroom(room)
    try:
        made = rulings_made(newsroom) if action == "rulings" else (_rule(newsroom, action, ids, (by or "").strip()),)
    except RulingError as error:
        raise click.UsageError(str(error)) from error
    finally:
        newsroom.close()
    for ruling in made:
        write_line(encode(ruling))


def _rule(newsroom: Newsroom, action: str, ids: tuple[str, ...], by: str) -> Ruling:
    from dateline.newsroom import merge_stories, split_story, undo_ruling

    if not by:
        raise click.UsageError("--by names the person who rules")
    if action == "merge" and len(ids) == 2:
        return merge_stories(newsroom, ids[0], ids[1], by=by)
    if action == "split" and len(ids) > 1:
        return split_story(newsroom, ids[0], ids[1:], by=by)
    if action == "undo" and len(ids) == 1:
        return undo_ruling(newsroom, ids[0], by=by)
    raise click.UsageError("say merge STORY STORY, split STORY ARTICLE..., or undo RULING")
