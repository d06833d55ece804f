"""How messages about the roster look, in every state of the import they speak of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from documents.sheet import Sheet, workbook
from handlers.blocks import actions, button, confirm, section
from handlers.feature import Block
from handlers.ids import Rosters
from handlers.rosters import tie_words, views, words
from handlers.said import mention
from handlers.words import yours
from program.delivery import Delivery, File, Rendered
from program.person import Person
from program.refusal import Refusal
from program.roster_import import ImportState, RosterImport
from services import governance, people, roster_import, roster_offers, roster_ties
from services.deliveries import Message
from services.desk import Look
from services.roster_people import NO_LONGER


@dataclass(frozen=True)
class TieTold:
    """Whose entry it is about, and who decided."""

    entry: str = field(repr=False)
    by: Person


def checked(found: RosterImport) -> Rendered:
    """What a file would change, or what became of that."""
    if found.state is not ImportState.CHECKED:
        again = [actions(views.import_button())] if found.state is ImportState.EXPIRED else []
        return _shown(views.state(found), again)
    text = words.checked(found.rows, found.counts)
    ids = {"import": found.id}
    label = words.import_rows(found.rows)
    asked = confirm(words.CHECKED_TITLE, words.would(found.counts), yes=words.YES, no=words.NOT_YET)
    yes = button(label, Rosters.APPLY, ids=ids, style="primary", confirm=asked)
    left_out = found.counts.get("left_out", 0)
    see = words.see_left_out(left_out) if left_out else words.SEE_CHANGES
    rest = [button(see, Rosters.CHECKED, ids=ids), button(words.STOP, Rosters.STOP, ids=ids)]
    changes = any(found.counts.get(one) for one in ("new", "updated", "missing"))
    return _shown(text, [actions(*([yes] if changes and found.rows else []), *rest)])


def imported(found: RosterImport) -> Rendered:
    """What was written."""
    missing = found.counts.get("missing", 0)
    listed = {"list": "rosters.people", "shown": NO_LONGER}
    buttons = []
    if missing:
        buttons.append(button(words.see_missing(missing), Rosters.PEOPLE, ids=listed))
    if found.counts.get("left_out", 0) + found.counts.get("partly", 0):
        buttons.append(button(words.SHEET_SHORT, Rosters.SHEET, ids={"import": found.id}))
    buttons = buttons or [views.people_button()]
    return _shown(words.imported(found.counts), [actions(*buttons)])


def refused(found: RosterImport) -> Rendered:
    """Why nothing was imported."""
    return _shown(views.trouble(found), [actions(views.import_button())])


def offered(found: tuple[str, RosterImport | None]) -> Rendered:
    """A dropped file, and whether it is a roster."""
    slack_file, answer = found
    text = words.offered(answer.state.value if answer else None)
    yes = button(words.READ, Rosters.READ, ids={"file": slack_file}, style="primary")
    return _shown(text, [] if answer else [actions(yes)])


def not_theirs(managers: tuple[Person, ...]) -> Rendered:
    """A file from somebody who imports no rosters."""
    return _shown(words.not_for_them(yours(managers)), [actions(views.home_button())])


def left_out(sheet: Sheet) -> Rendered:
    """Everything that was not taken over, as a file."""
    name = f"{words.SHEET_NAME.lower()}.xlsx"
    file = File(name, words.SHEET_NAME, workbook([sheet]))
    return Rendered(words.sheet_comes(len(sheet.rows)), file=file)


def tied(told: TieTold) -> Rendered:
    return _shown(tie_words.tied(told.entry, mention(told.by.slack_user)), [])


def untied(told: TieTold) -> Rendered:
    return _shown(tie_words.untied(told.entry, mention(told.by.slack_user)), [])


def _shown(text: str, rest: list[Block]) -> Rendered:
    return Rendered(text, (section(text), *rest))


def _wanted(look: Look, delivery: Delivery) -> bool:
    return roster_import.may_import(look.seen_by(delivery.recipient or ""))


def _import(look: Look, delivery: Delivery) -> RosterImport:
    reader = look.seen_by(delivery.recipient or "")
    return roster_import.of_id(reader, delivery.about["roster_import"])


def _offer(look: Look, delivery: Delivery) -> tuple[str, RosterImport | None]:
    return delivery.about["slack_file"], roster_offers.answered(look, delivery)


def _managers(look: Look, _: Delivery) -> tuple[Person, ...]:
    return governance.program_managers(look)


def _sheet(look: Look, delivery: Delivery) -> Sheet:
    reader = look.seen_by(delivery.recipient or "")
    found = roster_import.left_out(reader, delivery.about["roster_import"])
    if not found:
        raise Refusal("rosters.left_out_gone")
    return views.sheet(found)


def _told(look: Look, delivery: Delivery) -> TieTold:
    about = delivery.about
    by = people.named(look, [about["by"]])
    return TieTold(roster_ties.entry_name(look, about["colleague"]), by[about["by"]])


def _always(_look: Look, _delivery: Delivery) -> bool:
    return True


def _kind(
    name: str,
    content: Callable[[Look, Delivery], Any],
    render: Callable[[Any], Rendered],
    wanted: Callable[[Look, Delivery], bool] = _wanted,
) -> Message:
    return Message(f"rosters.{name}", wanted, content, render)


MESSAGES = (
    _kind("checked", _import, checked),
    _kind("imported", _import, imported),
    _kind("refused", _import, refused),
    _kind("offered", _offer, offered),
    _kind("not_theirs", _managers, not_theirs, _always),
    _kind("left_out", _sheet, left_out),
    _kind("tied", _told, tied, _always),
    _kind("untied", _told, untied, _always),
)
