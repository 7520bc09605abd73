"""The generated pages of the reference: commands, settings, shapes. ``--check`` says whether they are as the code has them."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec.inspect import type_info

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
_MADE = "<!-- made by scripts/docs_reference.py from the code: change that -->"


def commands() -> str:
    """Every command with its arguments and options, from the command line itself."""
    from dateline.cli import cli

    parts = ["# Every command and option", _MADE, "What each does, with an example: [the command line](../cli.md)."]
    for name, command in sorted(cli.commands.items()):
        arguments = " ".join(
            p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)
        )
        parts.append(f"## dateline {name}\n\n`{f'dateline {name} [OPTIONS] {arguments}'.strip()}`")
        parts.append(_words(command.help))
        rows = [_option(p) for p in command.params if isinstance(p, click.Option)]
        if rows:
            parts.append("| option | takes | unless told | meaning |\n|---|---|---|---|\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _option(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    takes = "" if option.is_flag else option.type.name
    if isinstance(option.type, click.Choice):
        takes = ", ".join(str(c) for c in option.type.choices)
    given = option.default if isinstance(option.default, str | int | float) and not option.is_flag else ""
    many = " (may be repeated)" if option.multiple else ""
    return f"| {names} | {_cell(takes)}{many} | {_cell(str(given))} | {_cell(_words(option.help))} |"


def settings() -> str:
    """Every key of ``dateline.toml`` with its kind and default, from the types that read it."""
    from dateline.newsroom.settings import ModelSettings, NewsroomSettings, SiteSettings

    parts = ["# Every setting", _MADE, "What they do: [settings](../settings.md)."]
    for title, struct in (("The file", NewsroomSettings), ("[site]", SiteSettings), ("[model]", ModelSettings)):
        rows = "\n".join(
            f"| `{f.name}` | {_cell(_kind(f.type))} | {_default(f)} |" for f in msgspec.structs.fields(struct)
        )
        parts.append(f"## {title}\n\n{_words(struct.__doc__)}\n\n| key | kind | unless told |\n|---|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"


def shapes() -> str:
    """Every type that goes over the wire, from the types themselves."""
    parts = [
        "# Shapes on the wire",
        _MADE,
        "`dateline schema` prints the same as JSON Schema. `schema: 1` stands first in every object.",
    ]
    for struct in _wire_types():
        rows = "\n".join(
            f"| `{f.name}` | {_cell(_kind(f.type))} | {_default(f)} |" for f in msgspec.structs.fields(struct)
        )
        parts.append(
            f"## {struct.__name__}\n\n{_words(struct.__doc__)}\n\n| field | kind | unless given |\n|---|---|---|\n{rows}"
        )
    return "\n\n".join(parts) + "\n"


def _wire_types() -> Iterator[type[msgspec.Struct]]:
    import dateline.model

    for name in sorted(dateline.model.__all__):
        found = getattr(dateline.model, name)
        if inspect.isclass(found) and issubclass(found, msgspec.Struct):
            type_info(found)
            yield found


def _kind(kind: Any) -> str:
    words = kind.__name__ if inspect.isclass(kind) and not hasattr(kind, "__args__") else str(kind)
    words = re.sub(r"(?:typing|dateline(?:\.\w+)*|datetime)\.", "", words)
    words = re.sub(r"Optional\[(.*)\]$", r"\1 | None", words)
    return re.sub(r"Literal\[(.*?)\]", lambda m: m[1].replace(", ", " or "), words)


def _default(field: Any) -> str:
    if field.required:
        return "required"
    value = field.default if field.default is not msgspec.NODEFAULT else None
    return "none" if value in (None, ()) else f"`{value}`"


def _words(text: str | None) -> str:
    return " ".join((text or "").replace("\b", "").split()).replace("``", "`")


def _cell(text: str) -> str:
    return text.replace("|", "or").replace("or None", "or none")


PAGES = {"commands.md": commands, "settings.md": settings, "shapes.md": shapes}


def main() -> int:
    """Write the pages, or with ``--check`` name those that are not as the code has them."""
    stale = [n for n, make in PAGES.items() if not (FOLDER / n).exists() or (FOLDER / n).read_text("utf-8") != make()]
    if "--check" in sys.argv:
        print(
            "\n".join(f"{name} is not as the code has it: python scripts/docs_reference.py" for name in stale), end=""
        )
        return bool(stale)
    for name in stale:
        (FOLDER / name).write_text(PAGES[name](), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
