"""What whoever imports a roster sees, in every state, with the longest and most hostile texts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from documents.sheet import Sheet
from handlers.feature import View
from handlers.home.inbox import line
from handlers.lists.view import Page, Place, listed
from handlers.rosters import messages, people_list, people_words, tie_views, views, words
from handlers.rosters.messages import TieTold
from handlers.rosters.tie_listeners import inbox_item
from program.delivery import Rendered
from program.person import Person
from program.roster import LONGEST, Colleague
from program.roster_import import ImportState, RosterImport
from program.roster_rows import Finding, Reason
from program.roster_tie import TieQuestion, Why
from services.roster_people import Listed

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOSTILE = "=1+1 <!channel> & <@U0PETRA> *x* \u202eeman\u202c "


def full(length: int) -> str:
    """As many characters as fit, the most expensive to escape first."""
    return (HOSTILE + "&" * length)[:length]


PERSON = Person("n" * 26, "U0MARTIN", full(80), full(120))
CLOSED = replace(PERSON, deactivated=True)
COLLEAGUE = Colleague(
    id="c" * 26,
    name=full(LONGEST["name"]),
    employee_id=full(LONGEST["employee_id"]),
    title=full(LONGEST["title"]),
    level=full(LONGEST["level"]),
    function=full(LONGEST["function"]),
    location=full(LONGEST["location"]),
    languages=(full(LONGEST["language"]),) * 10,
)
IMPORT = RosterImport(
    id="i" * 26,
    state=ImportState.CHECKED,
    asked_by="n" * 26,
    asked_at=NOW,
    counts={
        "new": 12,
        "updated": 9_040,
        "same": 6,
        "missing": 3,
        "left_out": 1_002,
        "partly": 400,
        **{f"field.{name}": 1_000 for name in words.FIELDS},
    },
    file_name=full(200),
)
NOTHING = replace(IMPORT, counts={"same": 60})
FINDINGS = [Finding(full(31), 10_000, "AB", reason, full(60), full(31), 9_000) for reason in Reason]
QUESTIONS = [
    TieQuestion("q" * 26, COLLEAGUE, PERSON, why, NOW, now_tied=CLOSED, taken_by=COLLEAGUE)
    for why in Why
]

VIEWS: dict[str, Callable[[], View]] = {
    "rosters.form": views.form,
    "rosters.reading": views.reading,
    "rosters.refused": lambda: views.refused(refused("encrypted")),
    "rosters.checked full": lambda: views.checked(IMPORT, FINDINGS, note=words.SHEET_COMES),
    "rosters.checked": lambda: views.checked(IMPORT, FINDINGS),
    "rosters.nothing": lambda: views.checked(NOTHING, []),
    "rosters.tie full": lambda: tie_views.tie(COLLEAGUE, PERSON),
    "rosters.tie": lambda: tie_views.tie(Colleague("c" * 26, "Anna"), None),
    "rosters.people full": lambda: people([row(named=True)] * 15),
    "rosters.people": lambda: people([row(named=False)]),
    **{f"rosters.question full {one.why}": partial(tie_views.question, one) for one in QUESTIONS},
    "rosters.question": lambda: tie_views.question(QUESTIONS[0]),
}


def refused(reason: str) -> RosterImport:
    """An import that led to nothing."""
    return replace(IMPORT, state=ImportState.REFUSED, reason=reason)


def row(*, named: bool) -> list[dict[str, Any]]:
    """A line of the list, with everything or with nothing beside the name."""
    entry = COLLEAGUE if named else Colleague("c" * 26, "Anna", listed=False)
    one = Listed(entry, CLOSED if named else None, full(120) if named else "")
    return people_list.row(one, may_tie=True)


def people(rows: list[list[dict[str, Any]]]) -> View:
    """The list of the roster."""
    return listed(
        Page(
            title=people_words.PEOPLE,
            place=Place("rosters.people", "everyone", full(60)),
            filters={
                **people_words.FILTERS,
                **{f"l-{n:012}": people_words.place_filter(full(50), 9_999) for n in range(80)},
            },
            top=people_list.import_row(),
            rows=rows,
            total=10_000,
            empty=people_list.empty("everyone", ""),
        )
    )


def told() -> list[Rendered]:
    """Every message, in every state of the import it speaks of."""
    states = [replace(IMPORT, state=one) for one in ImportState]
    return [
        *(messages.checked(one) for one in states),
        messages.checked(NOTHING),
        messages.imported(IMPORT),
        messages.imported(NOTHING),
        *(messages.refused(refused(one)) for one in ("changed_since", "bomb", "no_key")),
        messages.offered(("F0FILE", None)),
        *(messages.offered(("F0FILE", one)) for one in states),
        messages.not_theirs((PERSON,)),
        messages.left_out(Sheet(words.SHEET_NAME, words.SHEET_HEADING, [])),
        messages.tied(TieTold(COLLEAGUE.name, PERSON)),
        messages.untied(TieTold(COLLEAGUE.name, PERSON)),
    ]


def shown() -> list[Any]:
    """Messages, buttons of Home, lines of the list."""
    return [
        *(list(one.blocks) for one in told()),
        [views.people_button(), views.import_button()],
        [line(inbox_item(one, "UTC")) for one in QUESTIONS],
        row(named=True),
        people_list.empty("", ""),
        people_list.empty("not_tied", "x"),
    ]
