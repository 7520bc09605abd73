"""``dateline search``, ``backup``, ``restore``: what the store holds, found, saved and brought back."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.commands.terminal import PlainPath, existing_newsroom, say, write_line


@click.command()
@click.argument("words")
@click.option("--most", default=20, show_default=True, type=click.IntRange(1, 500), help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="One article a line, as `extract` gives it.")
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
def search(words: str, most: int, as_json: bool, room: str) -> None:
    """Find the articles that have all WORDS, in any of the languages."""
    from dateline.model import encode

    newsroom = existing_newsroom(room)
    found = newsroom.store.search(words, most)
    newsroom.close()
    for article in found:
        if as_json:
            write_line(encode(article))
        else:
            head = article.headline or article.text[:60].replace("\n", " ")
            say(f"{article.id}  {(article.published or '')[:10]:10}  {article.outlet or article.source}: {head}")
    if not found and not as_json:
        say("nothing was found", err=True)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
def backup(file: Path, room: str) -> None:
    """Write all that the newsroom's database holds to FILE (its folder `originals` is to be copied beside it)."""
    from dateline.store import BackupError, StoreError, back_up

    if file.exists():
        raise click.UsageError(f"{file} is there already: name a new file, or move it away first")
    newsroom = existing_newsroom(room)
    try:
        rows = back_up(newsroom.store, file)
    except (BackupError, StoreError) as error:
        raise click.ClickException(str(error)) from error
    finally:
        newsroom.close()
    say(f"{rows} rows in {file}")


@click.command()
@click.argument("file", type=PlainPath())
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the new newsroom.")
def restore(file: Path, room: str) -> None:
    """Fill a new newsroom from a backup, whatever database either has (`store` in its dateline.toml)."""
    from dateline.newsroom import Newsroom
    from dateline.store import BackupError, StoreError
    from dateline.store import restore as restore_rows

    newsroom = Newsroom(room)
    try:
        rows = restore_rows(newsroom.store, file)
        lacking = newsroom.originals.lacking()
    except (BackupError, StoreError) as error:
        raise click.ClickException(str(error)) from error
    finally:
        newsroom.close()
    say(f"{rows} rows restored into {room}")
    if lacking:
        say(
            f"copy the folder originals of the old newsroom into {room} too: {', '.join(lacking)} are not there",
            err=True,
        )
