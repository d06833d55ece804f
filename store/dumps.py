"""A copy of a PostgreSQL database in one file, by the tools that come with PostgreSQL."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL

from store.engine import address
from store.keys import Keyring
from store.sqlite_copies import DUMP_BEGINS, SQLITE_BEGINS, Copy, beginning, fits, new_file
from store.troubles import StoreTrouble

PUT_ASIDE = "baton_before_"
"""Schemas in which a restore keeps what stood there before begin so."""
_COPIED = re.compile(r"^COPY (?:\w+\.)?(\w+) \(([^)]*)\) FROM stdin;$")


def back_up(url: str, keys: Keyring, file: Path) -> Copy:
    """Dumps the database at this moment into a new file that its owner alone may read.

    Raises StoreTrouble `backup.exists`, `backup.no_tool` (with the exact command), `backup.tool`,
    KeyTrouble, NewerDatabase. The file has its name only once it was read and found whole.
    """
    with new_file(file) as part:
        options = ["--format=custom", "--no-owner", "--no-privileges"]
        options += [f"--exclude-schema={PUT_ASIDE}*", f"--dbname={_plain(address(url))}"]
        shown = [*options, f"--file={file}"]
        _run("pg_dump", [*options, f"--file={part}"], url, shown=shown)
        return examined(part, keys)


def examined(file: Path, keys: Keyring) -> Copy:
    """Reads a dump, and holds it against the keys and this version.

    Raises StoreTrouble `backup.*`, NewerDatabase, KeyTrouble.
    """
    begins = beginning(file)
    if begins == SQLITE_BEGINS:
        raise StoreTrouble("backup.other_kind", file=str(file))
    if begins != DUMP_BEGINS:
        raise StoreTrouble("backup.not_ours", file=str(file))
    count = 0
    kept: dict[str, list[dict[str, str]]] = {"alembic_version": [], "key_check": []}
    for table, row in _rows(file):
        count += 1
        if table in kept:
            kept[table].append(row)
    if not all(kept.values()):
        raise StoreTrouble("backup.not_ours", file=str(file))
    revision = kept["alembic_version"][0]["version_num"]
    fits(revision, {row["key_id"]: row["fingerprint"] for row in kept["key_check"]}, keys)
    return Copy(size=file.stat().st_size, revision=revision, rows=count)


def bring_in(url: str, file: Path) -> None:
    """Writes a dump into an empty database, all of it or nothing. Raises StoreTrouble."""
    options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    command = [*options, f"--dbname={_plain(address(url))}", str(file)]
    _run("pg_restore", command, url, shown=command)


def _rows(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Every row of the dump with its table: reading all of it shows whether it is whole."""
    command = [_found("pg_restore", [str(file)]), "--data-only", "--file=-", str(file)]
    table, names = "", [""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reading:
        assert reading.stdout is not None  # noqa: S101 - it is a pipe
        for raw in reading.stdout:
            line = raw.decode("utf-8", "replace").rstrip("\n")
            begins = _COPIED.match(line)
            if begins:
                table, names = begins[1], begins[2].split(", ")
            elif line == "\\.":
                table = ""
            elif table:
                yield table, dict(zip(names, line.split("\t"), strict=False))
    if reading.returncode:
        raise StoreTrouble("backup.damaged", file=str(file))


def _run(tool: str, arguments: list[str], url: str, *, shown: list[str]) -> None:
    command = [_found(tool, shown), *arguments]
    password = address(url).password
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise StoreTrouble("backup.tool", tool=tool, said=_first(done.stderr))


def _found(tool: str, arguments: list[str]) -> str:
    """Where the tool is. Raises StoreTrouble with the command that somebody else can run."""
    path = shutil.which(tool)
    if path is None:
        raise StoreTrouble("backup.no_tool", command=shlex.join([tool, *arguments]))
    return path


def _first(said: bytes) -> str:
    """Its first line: those that follow may quote rows."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[0][:200] if lines else "nothing"


def _plain(where: URL) -> str:
    """The address as the tools want it, without the password: that goes by the environment."""
    plain = URL.create(
        "postgresql",
        username=where.username,
        host=where.host,
        port=where.port,
        database=where.database,
        query=where.query,
    )
    return plain.render_as_string()
