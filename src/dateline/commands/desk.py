"""``dateline desk``: the editors' desk and the API, served from this machine."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import TYPE_CHECKING

import click

from dateline.commands.terminal import existing_newsroom, say

if TYPE_CHECKING:
    from dateline.newsroom import Newsroom


@click.command()
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
@click.option("--out", default="site", show_default=True, help="Folder of the site that the desk publishes to.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve from; others demand users.")
@click.option("--port", default=8020, show_default=True, type=click.IntRange(1, 65535), help="Port to serve from.")
@click.option("--https", is_flag=True, help="The desk is reached by https, through a proxy in front of it.")
@click.option("--name", help="Who signs in by the key while there are no users; your name here unless told.")
@click.option("--users", "list_users", is_flag=True, help="List who may sign in, and end.")
@click.option(
    "--add-user", metavar="NAME", help="Enter a user, whose password is asked for or read from input, and end."
)
@click.option("--role", type=click.Choice(["reader", "editor", "admin"]), default="editor", help="Role of that user.")
def desk(
    *,
    room: str,
    out: str,
    host: str,
    port: int,
    https: bool,
    name: str | None,
    list_users: bool,
    add_user: str | None,
    role: str,
) -> None:
    """Serve the editors' desk: review and sign-off, stories, people, complaints, and the API."""
    newsroom = existing_newsroom(room)
    try:
        if add_user is not None:
            _add_user(newsroom, add_user, role)
        elif list_users:
            _list_users(newsroom)
        else:
            _serve(newsroom, out, host, port, https=https, name=name)
    finally:
        newsroom.close()


def _add_user(newsroom: Newsroom, name: str, role: str) -> None:
    from dateline.desk import hash_password
    from dateline.newsroom.users import RANKS, put_user

    asked = getpass.getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        hashed = hash_password(asked)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    made = put_user(newsroom, name, next(r for r in RANKS if r == role), hashed, by="the command line")
    say(f"{made.name} may sign in as {made.role}")


def _list_users(newsroom: Newsroom) -> None:
    from dateline.newsroom.users import desk_users

    found = [user for user in desk_users(newsroom).values() if user.hash]
    for user in found:
        say(f"{user.name}  {user.role}")
    if not found:
        say("no users: the desk serves this machine alone, and prints the address that signs its user in")


def _serve(newsroom: Newsroom, out: str, host: str, port: int, *, https: bool, name: str | None) -> None:
    import uvicorn

    from dateline.desk import EXPOSED_AUDITS, EXPOSED_PACE, LOOPBACK, DeskSettings, create_app
    from dateline.newsroom.users import desk_users

    is_local, has_users = host in LOOPBACK, any(u.hash for u in desk_users(newsroom).values())
    if not is_local and not has_users:
        raise click.UsageError(f"to serve from {host} there must be users: enter one with --add-user NAME --role admin")
    if not is_local:
        more = "" if https else ", and add --https"
        say(f"dateline: others can reach {host}: put a proxy with https before it{more}", err=True)
    key = None if has_users else secrets.token_urlsafe(24)
    settings = DeskSettings(
        site=out,
        key=key,
        name=name or getpass.getuser(),
        hosts=DeskSettings().hosts if is_local else ("*",),
        secure=https,
        pace=() if is_local else EXPOSED_PACE,
        audits=() if is_local else EXPOSED_AUDITS,
    )
    app = create_app(newsroom, settings)
    shown = f"[{host}]" if ":" in host else host
    say(f"desk: http://{shown}:{port}/{'' if key is None else f'enter?key={key}'}")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)
