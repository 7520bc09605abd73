"""Property tests run the same examples everywhere, and a busy machine fails none of them. A PostgreSQL server of the tests'
own, on loopback, for those that ask for one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

_NAMES = count(1)


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a fresh server, up to the name of the database; stopped and removed at the end."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (make test installs it where it may)")
    pytest.importorskip("psycopg", reason="psycopg is not installed here: make test installs it")
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    as_owner: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"cwd": "/", "stdout": subprocess.DEVNULL, "check": True, "timeout": 120}
    data = folder / "data"
    init = [
        *as_owner,
        str(programs / "initdb"),
        "-D",
        str(data),
        "-U",
        "desk",
        "--auth=trust",
        "-E",
        "UTF8",
        "--locale=C",
        "-N",
    ]
    subprocess.run(init, **quiet)  # type: ignore[call-overload]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    server = [*as_owner, str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
    subprocess.run([*server, "-o", options, "start"], **quiet)  # type: ignore[call-overload]
    yield f"postgresql://desk@127.0.0.1:{port}"
    subprocess.run([*server, "-m", "immediate", "stop"], **quiet)  # type: ignore[call-overload]
    for _ in range(5):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(0.2)


@pytest.fixture
def database(postgres: str) -> str:
    """The URL of an empty database."""
    import psycopg

    name = f"newsroom_{next(_NAMES)}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}".encode())
    return f"{postgres}/{name}"
