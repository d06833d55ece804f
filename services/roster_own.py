"""What the roster keeps of a person, for that person."""

from collections.abc import Sequence

from documents.sheet import Cell
from services.desk import Look
from services.my_data import Part, own
from store import rosters

Rows = Sequence[Sequence[Cell]]


def _entry(look: Look) -> Rows:
    person_id = own(look)
    found = rosters.of_persons(look.session, [person_id]).get(person_id)
    if found is None:
        return []
    superiors = rosters.of_ids(look.session, [one for one in (found.manager_id,) if one])
    beside = rosters.of_ids(look.session, found.dotted_ids)
    facts: dict[str, Cell] = {
        "Name": found.name,
        "Employee id": found.employee_id,
        "E-mail": rosters.address_of(look.session, found.id),
        "Title": found.title,
        "Level": found.level,
        "Function": found.function,
        "Location": found.location,
        "Languages": ", ".join(found.languages),
        "Day of hire": found.hired_on,
        "Reports to": ", ".join(one.name for one in superiors.values()),
        "Also reports to": ", ".join(one.name for one in beside.values()),
        "Tied to this account by": found.tied_by.value if found.tied_by else None,
        "In the last roster": "yes" if found.listed else "no",
    }
    return [(name, value) for name, value in facts.items() if value not in (None, "")]


MY_DATA = Part(
    name="Roster",
    what="your entry in the roster, as the organisation lists you",
    seen_by="The program team sees all of it; everyone sees title, function, location, languages.",
    heading=("What", "As it is kept"),
    rows=_entry,
)
