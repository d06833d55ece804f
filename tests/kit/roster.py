"""Entries of the roster, written straight into their rows."""

import json

from program.person import SlackPerson
from program.roster import TiedBy
from store.base import new_id
from store.roster_tables import ColleagueRow, ReportingLineRow
from tests.kit.cast import Stage


def listed(
    stage: Stage,
    account: SlackPerson | None,
    *,
    name: str | None = None,
    location: str = "Lyon",
    function: str = "Finance",
    manager: str | None = None,
) -> str:
    """An entry, tied to an account if one is given; answers its id."""
    person_id = stage.person_id(account) if account else None
    with stage.desk.open_work_in(stage.workspace_id) as work:
        row = ColleagueRow(id=new_id(), person_id=person_id, listed=True, version=1)
        row.tied_by = TiedBy.ADDRESS if account else None
        said = {
            "name": name or (account.name if account else "Somebody"),
            "location": location,
            "function": function,
        }
        work.session.seal(row, "details", json.dumps(said))
        work.session.add(row)
        work.session.flush()
        if manager is not None:
            line = ReportingLineRow(
                id=new_id(), colleague_id=row.id, superior_id=manager, dotted=False
            )
            work.session.add(line)
        return row.id
