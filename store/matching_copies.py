"""Sealed copies of runs, compressed: what a draft was made from and the pairs that came of it."""

import base64
import zlib
from collections.abc import Mapping

from sqlalchemy import select

from program.matching.frozen import (
    freeze_solution,
    solution_without,
    thaw_inputs,
    thaw_solution,
    without_person,
)
from program.matching.records import Inputs, Solution
from store.matching_tables import MatchingDraftRow, MatchingEditRow, MatchingPartRow
from store.session import StoreSession

_AT_ONCE = 5
"""Copies written anew in one transaction."""
_LARGEST = 64 * 1024 * 1024
"""Bytes of one copy, unpacked: twenty thousand people take about a quarter of it."""


def seal_inputs(session: StoreSession, row: MatchingDraftRow, frozen: str) -> None:
    """Keep what a draft is made from."""
    session.seal(row, "inputs", _packed(frozen))


def inputs(session: StoreSession, row: MatchingDraftRow) -> Inputs | None:
    """What a draft was made from; None where nothing is kept."""
    packed = session.unseal(row, "inputs")
    return None if packed is None else thaw_inputs(_unpacked(packed))


def seal_result(
    session: StoreSession, row: MatchingDraftRow | MatchingEditRow, found: Solution
) -> None:
    """Keep the pairs that a run or an edit came to."""
    session.seal(row, "result", _packed(freeze_solution(found)))


def result(session: StoreSession, row: MatchingDraftRow | MatchingEditRow) -> Solution | None:
    """The pairs a run or an edit came to; None where none are kept with it."""
    packed = session.unseal(row, "result")
    return None if packed is None else thaw_solution(_unpacked(packed))


def take_out(session: StoreSession, person_id: str, most: int = _AT_ONCE) -> Mapping[str, int]:
    """Take somebody out of the copies of one draft they are in; how many rows that was, by table.

    A few copies at a time, since a large one takes a while to be written anew: first what edits
    came to; once none of that names them, what the draft is made from, which makes it another
    copy for whoever edits it at that moment. Asked again until nothing is left.
    """
    part = session.scalars(
        select(MatchingPartRow).where(MatchingPartRow.person_id == person_id).limit(1)
    ).one_or_none()
    if part is None:
        return {}
    row = session.scalars(
        select(MatchingDraftRow).where(MatchingDraftRow.id == part.draft_id).with_for_update()
    ).one()
    edits = select(MatchingEditRow).where(MatchingEditRow.draft_id == row.id)
    changed = 0
    for one in session.scalars(edits.order_by(MatchingEditRow.number)):
        changed += _result_without(session, one, person_id)
        if changed == most:
            break
    if changed:
        session.flush()
        return {MatchingEditRow.__tablename__: changed}
    _inputs_without(session, row, person_id)
    _result_without(session, row, person_id)
    row.erased += 1
    session.delete(part)
    session.flush()
    return {MatchingPartRow.__tablename__: 1}


def _inputs_without(session: StoreSession, row: MatchingDraftRow, person_id: str) -> None:
    packed = session.unseal(row, "inputs")
    if packed is not None:
        seal_inputs(session, row, without_person(_unpacked(packed), person_id))


def _result_without(
    session: StoreSession, row: MatchingDraftRow | MatchingEditRow, person_id: str
) -> bool:
    packed = session.unseal(row, "result")
    text = "" if packed is None else _unpacked(packed)
    if person_id not in text:
        return False
    session.seal(row, "result", _packed(solution_without(text, person_id)))
    return True


def _packed(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode("ascii")


def _unpacked(packed: str) -> str:
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(base64.b64decode(packed), _LARGEST)
    if unpacking.unconsumed_tail:
        raise ValueError("A copy larger than any run is")
    return text.decode()
