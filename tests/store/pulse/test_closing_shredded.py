"""After the close nothing opens any more, with every copy there ever was, and nothing is left over.

Whoever attacks has the secret of the environment, the database as it was after each vote, and every
byte of every file that is there after the close.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing as closed_after
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import text

from program.pulse.survey import SurveyState
from store.pulse import janitor
from store.pulse.voting import Cast
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.pulse import SECRET, OpenPulse, open_pulse
from tests.kit.pulse_closed import answered, close, of

PROBE = 32
PAGE = 4096


def kept_of(pulse: OpenPulse) -> tuple[bytes, bytes, list[bytes], list[bytes]]:
    """The database's share, the public key, all sealed bytes and all tokens of an open survey."""
    with pulse.store.engines.look.connect() as connection:
        mine = "SELECT db_share, public_key FROM pulse_survey WHERE id = :id"
        row = connection.execute(text(mine), {"id": pulse.survey.id}).one()
        sealed = connection.execute(text("SELECT sealed FROM pulse_slot")).scalars()
        tokens = connection.execute(text("SELECT token FROM pulse_roll")).scalars()
        return bytes(row[0]), bytes(row[1]), [bytes(o) for o in sealed], [bytes(o) for o in tokens]


def public_key_of(share: bytes, db_share: bytes, survey_id: str, digest: str) -> bytes:
    """What 3.3 of the design derives, written once more."""
    info = f"pulse/v1|{survey_id}|{digest}".encode()
    out = HKDF(algorithm=SHA256(), length=64, salt=None, info=info).derive(
        SECRET + share + db_share
    )
    return X25519PrivateKey.from_private_bytes(out[:32]).public_key().public_bytes_raw()


def windows(content: bytes) -> Iterator[bytes]:
    """Every run of 32 bytes that may be drawn by lot: fewer than one share in 10,000 is not."""
    for start in range(len(content) - PROBE + 1):
        one = content[start : start + PROBE]
        if len(set(one)) >= 24 and sum(byte > 127 for byte in one) >= 5:
            yield one


def pieces(files: Iterable[Path]) -> set[bytes]:
    """All pages of all files, each once, and with the first bytes of the next one."""
    return {
        content[start : start + PAGE + PROBE - 1]
        for content in (one.read_bytes() for one in files if one.is_file())
        for start in range(0, len(content), PAGE)
    }


def copies_of(file: Path) -> bytes:
    """Database and log as a thief finds them."""
    log = file.with_name(f"{file.name}-wal")
    return file.read_bytes() + (log.read_bytes() if log.exists() else b"")


def test_no_share_is_found_in_any_byte_that_is_left(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock, tmp_path: Path
) -> None:
    pulse = open_pulse(sqlite_store, home_alone.id, people=8, comments=1)
    (tmp_path / "copies").mkdir()
    for number, person in enumerate(pulse.people[:6]):
        assert pulse.cast(person, comments={"better": "More time."}) is Cast.COUNTED
        (tmp_path / "copies" / f"{number}").write_bytes(copies_of(tmp_path / "data" / "baton.db"))
    db_share, public_key, _, _ = kept_of(pulse)
    share = sqlite_store.vault.share(pulse.survey.id)
    assert public_key_of(share, db_share, pulse.survey.id, pulse.survey.digest) == public_key
    assert share in set(windows(b"before" + share + b"after")), "the search can find one"

    assert close(pulse, clock) is SurveyState.CLOSED

    left = {window for piece in pieces(tmp_path.rglob("*")) for window in windows(piece)}
    assert share not in left
    assert left, "keys and ids are random bytes, too"
    opening = [
        one
        for one in left
        if public_key_of(one, db_share, pulse.survey.id, pulse.survey.digest) == public_key
    ]
    assert opening == []


def test_nothing_of_slips_and_tokens_is_left_in_the_files_of_sqlite(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock, tmp_path: Path
) -> None:
    file = tmp_path / "data" / "baton.db"
    for votes in (30, 3):
        pulse = answered(sqlite_store, home_alone.id, votes, people=40)
        _, _, sealed, tokens = kept_of(pulse)
        probes = {one[:PROBE] for one in sealed} | {one[-PROBE:] for one in sealed} | set(tokens)
        assert any(one in copies_of(file) for one in tokens), "the search can find one"

        close(pulse, clock)

        left = copies_of(file)
        assert [one for one in probes if one in left] == []
        assert not of(pulse).has_share
        with closed_after(sqlite3.connect(file)) as raw:
            assert raw.execute("SELECT count(*) FROM pulse_slot").fetchone() == (0,)


def test_nothing_is_left_in_the_tables_of_postgresql(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    if store.engines.is_sqlite:
        return
    pulse = answered(store, home.id, votes=12, people=20)

    close(pulse, clock)

    with store.engines.look.connect() as connection:
        sizes = [
            connection.execute(text(f"SELECT pg_relation_size('{name}')")).scalar()
            for name in ("pulse_roll", "pulse_slot")
        ]
    assert sizes == [0, 0], "a table without a page holds no byte of a token"


def test_while_another_survey_is_open_the_slips_go_at_once_and_the_tokens_at_its_end(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    if store.engines.is_sqlite:
        return
    first = answered(store, home.id, votes=6)
    clock.move(days=2)
    second = answered(store, home.id, votes=6)
    clock.set(first.survey.closes_at)
    close(first, clock)
    assert second.cast(second.people[9]).value == "counted"

    clock.set(second.survey.closes_at)
    close(second, clock)

    with store.engines.look.connect() as connection:
        size = connection.execute(text("SELECT pg_relation_size('pulse_roll')")).scalar()
    assert size == 0


def test_a_long_reader_puts_off_the_scrubbing_and_nothing_else(
    store: Store, home: Workspace, clock: FrozenClock
) -> None:
    if store.engines.is_sqlite:
        return
    pulse = answered(store, home.id, votes=6)
    with store.engines.look.connect() as reader:
        reader.execute(text("SELECT count(*) FROM pulse_roll"))
        assert close(pulse, clock) is SurveyState.CLOSED
        assert of(pulse).document is not None

    janitor.sweep(store)

    with store.engines.look.connect() as connection:
        size = connection.execute(text("SELECT pg_relation_size('pulse_roll')")).scalar()
        assert connection.execute(text("SHOW lock_timeout")).scalar() == "10s"
    assert size == 0


def test_with_one_answer_and_with_four_the_database_is_the_same_afterwards(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock, tmp_path: Path
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=0)
    sqlite_store.empty_log()
    file = tmp_path / "data" / "baton.db"
    opened, opened_at = file.read_bytes(), clock.now
    afterwards = {}
    for votes in (1, 4):
        folder = tmp_path / f"{votes}"
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "baton.db").write_bytes(opened)
        vault = sqlite_store.vault
        store = Store.open(
            f"sqlite:///{folder / 'data' / 'baton.db'}",
            sqlite_store.keys,
            clock,
            vault=vault,
            durable=False,
        )
        share = vault.share(pulse.survey.id)
        there = replace(pulse, store=store)
        for person in there.people[:votes]:
            there.cast(person, comments={"better": "More time."})
        assert close(there, clock) is SurveyState.VOID
        store.close()
        clock.set(opened_at)
        (vault.folder / f"{pulse.survey.id}.share").write_bytes(share)
        afterwards[votes] = (folder / "data" / "baton.db").read_bytes()
    assert without_counters(afterwards[1]) == without_counters(afterwards[4])


def without_counters(content: bytes) -> bytes:
    """Without what SQLite's header counts up: changes, and the one the page count is of."""
    return content[:24] + content[28:92] + content[96:]
