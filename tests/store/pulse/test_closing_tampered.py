"""Somebody who can write in the database, and has no key, gets no result: none or the true one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlalchemy import Row, text

from program.pulse.survey import SurveyState
from store.pulse import janitor
from store.pulse.slips import SCORE_BYTES
from store.pulse.voting import Cast
from store.store import Store
from store.workspaces import Workspace
from tests.kit.clock import FrozenClock
from tests.kit.pulse import OpenPulse
from tests.kit.pulse_closed import NO_ROWS, answered, begin, close, of

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def write(pulse: OpenPulse, statement: str, **values: object) -> int:
    """One change by hand; how many rows it met."""
    with pulse.store.engines.work.begin() as connection:
        return connection.execute(text(statement), values).rowcount


def slots(pulse: OpenPulse, kind: int, filled: int = 1) -> list[Row[int, bytes]]:
    asked = text(
        "SELECT id, sealed FROM pulse_slot WHERE kind = :kind AND filled = :filled ORDER BY id"
    )
    with pulse.store.engines.look.connect() as connection:
        return list(connection.execute(asked, {"kind": kind, "filled": filled}))


def _lower_k(pulse: OpenPulse) -> int:
    lowered = "UPDATE pulse_survey SET policy = replace(policy, :five, :three)"
    return write(pulse, lowered, five='"k":5', three='"k":3')


def _edit_a_question(pulse: OpenPulse) -> int:
    return write(pulse, "UPDATE pulse_survey SET policy = replace(policy, 'openly', 'freely')")


def _spoil_the_policy(pulse: OpenPulse) -> int:
    return write(pulse, "UPDATE pulse_survey SET policy = 'nothing'")


def _copy_a_slip(pulse: OpenPulse) -> int:
    first, second, *_ = slots(pulse, 0)
    return write(
        pulse, "UPDATE pulse_slot SET sealed = :slip WHERE id = :id", slip=first[1], id=second[0]
    )


def _copy_a_comment_to_the_other_question(pulse: OpenPulse) -> int:
    (_, comment), (other, _) = slots(pulse, 1)[0], slots(pulse, 2)[0]
    return write(
        pulse, "UPDATE pulse_slot SET sealed = :slip WHERE id = :id", slip=comment, id=other
    )


def _put_in_a_slip_of_ones_own(pulse: OpenPulse) -> int:
    with pulse.store.engines.look.connect() as connection:
        key = connection.execute(text("SELECT public_key FROM pulse_survey")).scalar_one()
    plain = bytes(SCORE_BYTES - 48)
    purpose = f"pulse/v1|{pulse.survey.id}".encode()
    forged = SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(bytes(key)), info=purpose)
    return write(
        pulse,
        "UPDATE pulse_slot SET sealed = :slip WHERE id = :id",
        slip=forged,
        id=slots(pulse, 0)[0][0],
    )


def _change_one_byte(pulse: OpenPulse) -> int:
    place, slip = slots(pulse, 1)[0]
    changed = bytes([slip[0] ^ 1]) + slip[1:]
    return write(
        pulse, "UPDATE pulse_slot SET sealed = :slip WHERE id = :id", slip=changed, id=place
    )


def _clear_a_slip(pulse: OpenPulse) -> int:
    place = slots(pulse, 0)[0][0]
    return write(pulse, "UPDATE pulse_slot SET filled = 0 WHERE id = :id", id=place)


def _fill_a_slot(pulse: OpenPulse) -> int:
    place = slots(pulse, 0, filled=0)[0][0]
    return write(pulse, "UPDATE pulse_slot SET filled = 1 WHERE id = :id", id=place)


def _delete_a_slip(pulse: OpenPulse) -> int:
    return write(pulse, "DELETE FROM pulse_slot WHERE id = :id", id=slots(pulse, 2)[0][0])


def _unmark_somebody(pulse: OpenPulse) -> int:
    one = "SELECT min(id) FROM pulse_roll WHERE marked = 1"
    return write(pulse, f"UPDATE pulse_roll SET marked = 0 WHERE id = ({one})")  # noqa: S608


def _mark_somebody(pulse: OpenPulse) -> int:
    one = "SELECT min(id) FROM pulse_roll WHERE marked = 0"
    return write(pulse, f"UPDATE pulse_roll SET marked = 1 WHERE id = ({one})")  # noqa: S608


def _swap_the_public_key(pulse: OpenPulse) -> int:
    mine = X25519PrivateKey.generate().public_key().public_bytes_raw()
    return write(pulse, "UPDATE pulse_survey SET public_key = :key", key=mine)


def _swap_the_share(pulse: OpenPulse) -> int:
    return write(pulse, "UPDATE pulse_survey SET db_share = :share", share=bytes(32))


def _ask_for_fewer_comments(pulse: OpenPulse) -> int:
    return write(pulse, "UPDATE pulse_survey SET comment_kinds = 1")


TAMPERINGS = (
    _lower_k,
    _edit_a_question,
    _spoil_the_policy,
    _copy_a_slip,
    _copy_a_comment_to_the_other_question,
    _put_in_a_slip_of_ones_own,
    _change_one_byte,
    _clear_a_slip,
    _fill_a_slot,
    _delete_a_slip,
    _unmark_somebody,
    _mark_somebody,
    _swap_the_public_key,
    _swap_the_share,
    _ask_for_fewer_comments,
)


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda one: one.__name__.strip("_"))
def test_whatever_is_changed_by_hand_there_is_no_result(
    sqlite_store: Store,
    home_alone: Workspace,
    clock: FrozenClock,
    tamper: Callable[[OpenPulse], int],
) -> None:
    has_no_result(answered(sqlite_store, home_alone.id, votes=7), clock, tamper)


@pytest.mark.parametrize("tamper", [_copy_a_slip, _mark_somebody, _swap_the_public_key])
def test_on_either_database(
    store: Store, home: Workspace, clock: FrozenClock, tamper: Callable[[OpenPulse], int]
) -> None:
    has_no_result(answered(store, home.id, votes=7), clock, tamper)


def has_no_result(pulse: OpenPulse, clock: FrozenClock, tamper: Callable[[OpenPulse], int]) -> None:
    assert tamper(pulse) == 1

    assert close(pulse, clock) is SurveyState.VOID

    ended = of(pulse)
    assert (ended.why_void, ended.answers, ended.document) == ("check", None, None)
    assert ended.rows == NO_ROWS
    assert pulse.store.vault.shares() == ()


@pytest.mark.parametrize(
    "tamper",
    [_lower_k, _edit_a_question, _swap_the_public_key, _swap_the_share],
    ids=lambda one: one.__name__.strip("_"),
)
def test_a_vote_under_other_rules_or_keys_is_refused_before_anything_is_stored(
    sqlite_store: Store, home_alone: Workspace, tamper: Callable[[OpenPulse], int]
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=5)
    tamper(pulse)

    assert pulse.cast(pulse.people[6]) in {Cast.CHANGED, Cast.KEY_GONE}

    assert pulse.marked() == 5
    assert [len(slots(pulse, kind)) for kind in range(3)] == [5, 5, 5]


def test_a_lower_minimum_publishes_nothing_of_fewer(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=4)
    _lower_k(pulse)

    assert close(pulse, clock) is SurveyState.VOID
    assert (of(pulse).why_void, of(pulse).document) == ("few", None)


@pytest.mark.parametrize("state", ["open", "closing"])
def test_a_closed_survey_that_is_called_open_keeps_its_one_release(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock, state: str
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=6)
    close(pulse, clock)
    closed = of(pulse)
    clock.move(days=-3)

    write(pulse, "UPDATE pulse_survey SET state = :state", state=state)

    assert pulse.cast(pulse.people[8]) in {Cast.KEY_GONE, Cast.NOT_INVITED, Cast.CLOSED}
    janitor.sweep(sqlite_store)
    assert of(pulse) == closed
    write(pulse, "UPDATE pulse_survey SET state = :state", state=state)
    close(pulse, clock)
    assert of(pulse) == closed


def test_a_void_survey_that_is_called_open_stays_without_a_result(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=4)
    close(pulse, clock)
    clock.move(days=-3)
    write(pulse, "UPDATE pulse_survey SET state = 'open'")

    assert pulse.cast(pulse.people[8]) in {Cast.KEY_GONE, Cast.NOT_INVITED}
    assert close(pulse, clock) is SurveyState.VOID
    assert of(pulse).document is None


def test_a_close_that_was_moved_in_by_hand_is_put_right(
    sqlite_store: Store, home_alone: Workspace, clock: FrozenClock
) -> None:
    pulse = answered(sqlite_store, home_alone.id, votes=6)
    write(pulse, "UPDATE pulse_survey SET closes_at = :soon", soon=clock() + timedelta(hours=1))
    clock.move(days=1)

    assert not begin(pulse)
    assert pulse.now().closes_at == pulse.survey.policy.closes_at
    assert pulse.cast(pulse.people[8]) is Cast.COUNTED
