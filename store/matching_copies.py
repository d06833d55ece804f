"""Sealed copies of runs, compressed: what a draft was made from and the pairs that came of it."""

import base64
import zlib
from collections.abc import Mapping

from sqlalchemy import delete, select

from program.matching.frozen import (
    freeze_inputs,
    freeze_solution,
    solution_without,
    thaw_inputs,
    thaw_solution,
    without_person,
)
from program.matching.records import Inputs, Solution
from store.matching_tables import MatchingDraftRow, MatchingEditRow, MatchingPartRow
from store.session import StoreSession

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


def take_out(session: StoreSession, person_id: str) -> Mapping[str, int]:
    """Take somebody out of the copies of one draft they are in; how many copies, by table.

    One draft at a time, since a large copy takes a while to be written anew. Asked again until
    nothing is left; killed in between, nothing of that draft was changed.
    """
    part = session.scalars(
        select(MatchingPartRow).where(MatchingPartRow.person_id == person_id).limit(1)
    ).one_or_none()
    if part is None:
        return {}
    row = session.scalars(
        select(MatchingDraftRow).where(MatchingDraftRow.id == part.draft_id).with_for_update()
    ).one()
    kept = inputs(session, row)
    if kept is not None:
        seal_inputs(session, row, freeze_inputs(without_person(kept, person_id)))
    edits = session.scalars(select(MatchingEditRow).where(MatchingEditRow.draft_id == row.id))
    for one in (row, *edits):
        pairs = result(session, one)
        if pairs is not None:
            seal_result(session, one, solution_without(pairs, person_id))
    row.erased += 1
    session.flush()
    session.execute(
        delete(MatchingPartRow)
        .where(MatchingPartRow.id == part.id)
        .execution_options(synchronize_session=False)
    )
    return {MatchingPartRow.__tablename__: 1}


def _packed(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode("ascii")


def _unpacked(packed: str) -> str:
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(base64.b64decode(packed), _LARGEST)
    if unpacking.unconsumed_tail:
        raise ValueError("A copy larger than any run is")
    return text.decode()
