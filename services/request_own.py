"""What is kept of somebody's pauses and requests, for that person."""

from collections.abc import Sequence

from documents.sheet import Cell
from program.request import seen_by
from services.desk import Look
from services.my_data import Part, own
from store import request_pauses, request_words, requests

Rows = Sequence[Sequence[Cell]]


def _pauses(look: Look) -> Rows:
    session = look.session
    return [
        (one.asked_at, one.until, one.over_at, request_pauses.reason(session, one.id) or "")
        for one in request_pauses.ever_of_person(session, own(look))
    ]


def _requests(look: Look) -> Rows:
    me = own(look)
    rows: list[Sequence[Cell]] = []
    for request in requests.of_asker(look.session, me):
        seen = seen_by(request, me)
        asked = request_words.asked_by(look.session, request.id, me)
        reason = asked.reason.value if asked and asked.reason else ""
        helps = asked.helps.value if asked and asked.helps else ""
        words, reach = (asked.words, asked.reach) if asked else ("", "")
        rows.append((seen.asked_at, seen.state.value, reason, helps, words, reach))
    return rows


MY_DATA = (
    Part(
        name="Pauses",
        what="when you let a pairing rest, and why",
        seen_by="The other of your pairing sees that it rests; the program team sees why.",
        heading=("Since", "Until", "Ended", "Why"),
        rows=_pauses,
    ),
    Part(
        name="Requests",
        what="what you wrote when you asked for a new pairing",
        seen_by="The program team sees these; the other of your pairing never does.",
        heading=("Asked", "State", "Reason", "What would help", "Words", "How to reach you"),
        rows=_requests,
    ),
)
