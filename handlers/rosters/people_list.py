"""The roster as a list of the program team: a filter, a line for each person, the download."""

from collections.abc import Mapping, Sequence

from documents.sheet import Cell, Sheet
from handlers import blocks
from handlers.feature import Block
from handlers.ids import Rosters
from handlers.rosters import people_words, views
from handlers.said import mention
from program.permissions import Act, may
from services import roster_import, roster_people
from services.desk import Look
from services.roster_people import Listed


def filters(look: Look) -> Mapping[str, str]:
    """Everyone, those something is missing of, then by location and function."""
    found = {
        one.key: people_words.place_filter(one.name, one.people)
        for one in roster_people.places(look)
    }
    return {**people_words.FILTERS, **found}


def shown(one: Listed, look: Look) -> list[Block]:
    """One person, with the way to their tie for whoever may."""
    return row(one, may_tie=may(look.actor, Act.ROSTERS_TIE))


def row(one: Listed, *, may_tie: bool) -> list[Block]:
    """One person: name, account, what they do and for whom."""
    colleague = one.colleague
    who = f"*{people_words.entry_name(colleague.name)}*"
    if one.account is not None:
        closed = f" ({people_words.CLOSED})" if one.account.deactivated else ""
        who += f" · {mention(one.account.slack_user)}{closed}"
    else:
        who += f" · {people_words.NO_ACCOUNT}"
    who += "" if colleague.listed else f" · {people_words.NO_LONGER}"
    line = people_words.entry_line(colleague.title, colleague.function, colleague.location)
    manager = people_words.reports_to(one.manager) if one.manager else ""
    text = "\n".join(part for part in (who, line, manager) if part)
    tie = blocks.button(
        people_words.TIE,
        Rosters.TIE,
        ids={"colleague": colleague.id},
        spoken=people_words.account_of(colleague.name),
    )
    return [blocks.section(text, tie if may_tie else None)]


def sheet(rows: Sequence[Listed], _: Look) -> Sheet:
    """The same people for the download."""
    return Sheet(people_words.PEOPLE, people_words.PEOPLE_HEADING, [_cells(one) for one in rows])


def top(look: Look) -> list[Block]:
    """The way to a new import, for whoever may."""
    return import_row() if roster_import.may_import(look) else []


def import_row() -> list[Block]:
    return [blocks.actions(views.import_button())]


def empty(shown: str, sought: str) -> list[Block]:
    """Nobody under this filter, or nobody at all."""
    nobody = not sought and shown in ("", roster_people.EVERYONE)
    return [blocks.section(people_words.NOBODY if nobody else people_words.NOBODY_FOUND)]


def _cells(one: Listed) -> tuple[Cell, ...]:
    colleague, account = one.colleague, one.account
    return (
        colleague.name,
        colleague.employee_id,
        colleague.title,
        colleague.level,
        colleague.function,
        colleague.location,
        one.manager,
        ", ".join(colleague.languages),
        colleague.hired_on,
        account.name if account else people_words.NO_ACCOUNT,
        colleague.listed,
    )
