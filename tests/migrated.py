"""The tables of an installation: migrated once in a run of tests, and copied for everybody who wants a database of their own."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
ALONGSIDE = str(Path(sys.executable).parent / "alongside")
FOLDER = "TABLES_OF_THIS_RUN"
"""The environment variable by which all processes of a run of tests know where its tables are kept."""


def begin() -> Callable[[], None]:
    """A place for the tables of this run; gives what takes them away again."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-tables-"))
    os.environ[FOLDER] = str(folder)

    def end() -> None:
        if (folder / "postgres").exists():
            say(server(), f'DROP DATABASE IF EXISTS "{folder.name}" WITH (FORCE)')
        shutil.rmtree(folder)

    return end


def put(data: Path, *, database: str) -> None:
    """All tables, in the SQLite of that data folder or in the PostgreSQL database of that address, which is empty."""
    if not database:
        data.mkdir(parents=True, exist_ok=True)
        shutil.copy(ready("sqlite") / "alongside.sqlite3", data)
    elif beside(database, server()):
        name = Path(database).name
        template = ready("postgres").parent.name
        say(server(), f'DROP DATABASE "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    else:
        migrate(data, database=database)


def server() -> str:
    """The PostgreSQL that the tests run on; empty for SQLite."""
    return os.environ.get("ALONGSIDE_DATABASE", "")


def beside(one: str, other: str) -> bool:
    """Whether both addresses are of the same server: tables can be copied within one alone."""
    return urllib.parse.urlsplit(one).netloc == urllib.parse.urlsplit(other).netloc


def ready(kind: str) -> Path:
    """The data folder of the tables to copy, `sqlite` or `postgres`; the first to ask makes them while the others wait."""
    folder = Path(os.environ[FOLDER])
    made = folder / kind
    with (folder / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making = folder / f"{kind}.making"
            migrate(making, database=empty(folder.name) if kind == "postgres" else "")
            making.rename(made)
    return made


def empty(name: str) -> str:
    """The address of an empty database of that name."""
    say(server(), f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    return urllib.parse.urlsplit(server())._replace(path=f"/{name}").geturl()


def migrate(data: Path, *, database: str) -> None:
    """All tables, as an operator makes them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    own = {"ALONGSIDE_DATA": str(data), "ALONGSIDE_DATABASE": database}
    for words in (["migrate", "--verbosity", "0"], ["createcachetable"]):
        subprocess.run([ALONGSIDE, *words], env=kept | own, cwd=ROOT, check=True)


def say(address: str, *statements: str) -> None:
    """Run the statements outside of a transaction."""
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
