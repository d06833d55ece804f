"""T25: what is inside the slips, opened with all keys. Every slip of a poll is looked at."""

from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlalchemy import select
from sqlalchemy.orm import Session

from program.pulse.survey import Dimension
from store.pulse.slips import COMMENT_BYTES, SCORE_BYTES, open_comment, open_scores
from store.pulse.tables import PulseSlotRow
from tests.attacks.opened import AllKeys, all_keys
from tests.attacks.station import COMMENTS, PLACES, ROLES, SCALES, station
from tests.kit.databases import SqliteFiles

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
NONCE = slice(16 + 2 + 8, 16 + 2 + 8 + 12)
"""After 16 bytes that only the bot can make, the length, and the digest of the rules."""


def slips_of(keys: AllKeys, kind: int) -> Sequence[bytes]:
    with Session(keys.station.store.engines.look) as session:
        return session.scalars(
            select(PulseSlotRow.sealed).where(PulseSlotRow.kind == kind, PulseSlotRow.filled == 1)
        ).all()


def plain(keys: AllKeys, sealed: bytes) -> bytes:
    return bytes(SUITE.decrypt(sealed, keys.keys.private, info=keys.keys.purpose))


def test_slips_hold_what_the_rules_name_and_share_nothing(
    sqlite_files: SqliteFiles, tmp_path: Path
) -> None:
    url = sqlite_files.fresh(tmp_path / "data")
    with station(url, tmp_path, invited=12, comments=2) as here:
        for voter in here.some(9):
            here.vote(voter)
        keys = all_keys(here)
        scores, first, second = (slips_of(keys, kind) for kind in range(3))
        sealed = [*scores, *first, *second]
        assert [len(scores), len(first), len(second)] == [9, 9, 9]

        policy, digest = here.policy, here.policy.digest()
        for one in scores:
            slip, _ = open_scores(keys.keys, policy, digest, one)
            assert set(slip.groups) <= {Dimension.ROLE}
            assert set(slip.groups.values()) <= set(ROLES)
            assert set(slip.scores) == {question.id for question in SCALES}
        written = {open_comment(keys.keys, policy, digest, 0, one)[0] for one in first}
        assert written <= {one.comment for one in here.voters}
        assert {open_comment(keys.keys, policy, digest, 1, one)[0] for one in second} == {""}

        words = [*ROLES, *PLACES, *(one.id for one in (*SCALES, *COMMENTS)), "Horizon"]
        people = [one.person_id for one in here.voters] + [one.slack_user for one in here.voters]
        opened = [plain(keys, one) for one in sealed]
        for content in opened:
            assert not [one for one in words + people if one.encode() in content]
        assert {len(one) for one in scores} == {SCORE_BYTES}
        assert {len(one) for one in (*first, *second)} == {COMMENT_BYTES}
        assert len({one[NONCE] for one in opened}) == len(opened)
        assert len({one[:32] for one in sealed}) == len(sealed)
        assert len({one[:16] for one in opened}) == len(opened)
