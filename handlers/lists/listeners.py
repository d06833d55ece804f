"""Opens lists, turns their pages, narrows them, and sends them as files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from documents.sheet import Sheet, workbook
from handlers.feature import Form, Ids, ListOf, Opening, View, unpack
from handlers.ids import Lists
from handlers.lists import words
from handlers.lists.view import PAGE, SEARCH, Page, Place, listed
from handlers.replacing import replace as answer_with
from handlers.replacing import show_anew
from handlers.state import ids_of, line
from program.delivery import Delivery, File, Rendered
from program.hours import local_day
from program.refusal import Refusal
from services import sheets
from services.deliveries import Message
from services.desk import Desk, Look, Work
from services.sheets import SheetAsked

Ack = Callable[..., Any]
Body = dict[str, Any]


@dataclass(frozen=True)
class ListFile:
    """A list at the moment it goes out as a file."""

    title: str
    sheet: Sheet
    now: datetime
    zone: str


class AllLists:
    """Every list the features hand over, by name."""

    def __init__(self, lists: Sequence[ListOf]) -> None:
        self._lists: Mapping[str, ListOf] = {one.name: one for one in lists}

    def forms(self) -> tuple[Form, ...]:
        """A form for each list, so that buttons and words open it by id."""
        return tuple(Form(one.form, self._opener(one)) for one in self._lists.values())

    def view(self, look: Look, place: Place, *, note: str | None = None) -> View:
        """One page for the reader. Raises Refusal `lists.not_yours` without the right."""
        shown = self._for(look, place.name)
        filters = shown.filters(look)
        if place.shown not in filters:
            place = replace(place, shown=next(iter(filters), ""))
        rows = shown.rows(look, place.shown, place.words)
        last = max(0, (len(rows) - 1) // PAGE)
        place = replace(place, page=min(place.page, last))
        visible = rows[place.page * PAGE : (place.page + 1) * PAGE]
        return listed(
            Page(
                title=shown.title,
                place=place,
                filters=filters,
                top=shown.top(look),
                rows=[shown.show(row, look) for row in visible],
                total=len(rows),
                empty=shown.empty(place.shown, place.words),
                note=note,
                find=shown.find,
            )
        )

    def acts(self) -> Mapping[str, Callable[[Work, Ids], str]]:
        """Every press in a row that does something, by its action id."""
        return {pressed: act for one in self._lists.values() for pressed, act in one.acts.items()}

    def message(self) -> Message:
        """A list as a kind of delivery: the file is made when it goes out, for its reader."""
        return Message(sheets.KIND, lambda *_: True, self._file, _render)

    def _file(self, look: Look, delivery: Delivery) -> ListFile:
        reader = look.seen_by(delivery.recipient or "")
        asked = sheets.asked_by(reader, delivery)
        shown = self._for(reader, asked.name)
        sheet = shown.sheet(shown.rows(reader, asked.shown, asked.words), reader)
        return ListFile(shown.title, sheet, look.now, reader.actor.zone)

    def _for(self, look: Look, name: str) -> ListOf:
        found = self._lists.get(name)
        if found is None or not found.may(look):
            raise Refusal("lists.not_yours")
        return found

    def _opener(self, shown: ListOf) -> Callable[[Desk, Opening], None]:
        def opens(desk: Desk, opening: Opening) -> None:
            with desk.open_look(opening.caller) as look:
                view = self.view(look, _typed(shown, opening, look))
            opening.show(view)

        return opens


def register(app: App, desk: Desk, lists: AllLists) -> None:
    """Listen to the filter, the search, the pages and the download."""

    def turned(change: Callable[[Place, Body], Place]) -> Callable[..., None]:
        def listen(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
            place = change(Place.read(ids_of(body["view"])), body)
            with desk.open_look(context["caller"]) as look:
                view = lists.view(look, place)
            show_anew(client, body["view"]["id"], view)
            ack()

        return listen

    def search(ack: Ack, view: Body, context: BoltContext, client: WebClient) -> None:
        place = replace(Place.read(ids_of(view)), words=line(view, SEARCH), page=0)
        with desk.open_look(context["caller"]) as look:
            found = lists.view(look, place)
        answer_with(ack, client, view, found)

    def download(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        place = Place.read(ids_of(body["view"]))
        with desk.open_work(context["caller"]) as work:
            view = lists.view(work, place, note=words.ON_ITS_WAY)
            sheets.ask(work, SheetAsked(place.name, place.shown, place.words))
        ack()
        show_anew(client, body["view"]["id"], view)

    def acted(act: Callable[[Work, Ids], str]) -> Callable[..., None]:
        def listen(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
            place = Place.read(ids_of(body["view"]))
            with desk.open_work(context["caller"]) as work:
                note = act(work, unpack(body["actions"][0].get("value")))
                view = lists.view(work, place, note=note)
            ack()
            show_anew(client, body["view"]["id"], view)

        return listen

    for pressed, act in lists.acts().items():
        app.action(pressed)(acted(act))
    app.action(Lists.FILTER)(turned(_filtered))
    app.action(Lists.PREVIOUS)(turned(lambda place, _: replace(place, page=max(0, place.page - 1))))
    app.action(Lists.NEXT)(turned(lambda place, _: replace(place, page=place.page + 1)))
    app.action(Lists.DOWNLOAD)(download)
    app.view(Lists.VIEW)(search)


def _filtered(place: Place, body: Body) -> Place:
    chosen = body["actions"][0]["selected_option"]["value"]
    return replace(place, shown=chosen, page=0)


def _typed(shown: ListOf, opening: Opening, look: Look) -> Place:
    """Where a list opens: as a button says, or as narrowed by what was typed behind its word."""
    place = replace(Place.read(opening.ids), name=shown.name)
    typed = opening.words.strip()
    if not typed:
        return place
    named = {name.replace("_", "-"): name for name in shown.filters(look)}
    chosen = named.get(typed.casefold().replace(" ", "-").replace("_", "-"))
    return replace(place, shown=chosen) if chosen else replace(place, words=typed)


def _render(made: ListFile) -> Rendered:
    today = local_day(made.now, made.zone)
    text = words.sheet_text(made.title, len(made.sheet.rows), made.now, made.zone)
    name = f"{today.isoformat()} {made.title.lower()}.xlsx"
    content = workbook([made.sheet], zone=made.zone)
    return Rendered(text, file=File(name, made.title, content))
