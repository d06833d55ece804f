"""What else stands under *Where things stand*: one's own requests for a new pairing."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks
from handlers.feature import Block
from handlers.ids import Requests
from handlers.nominations import words
from handlers.said import local_day
from program.request import RequestSeen

MOST_REQUESTS = 5


def asked_for(asked: Sequence[RequestSeen], zone: str, today: date) -> list[Block]:
    """One's own open requests, each with the way to where it stands."""
    rows = [
        blocks.section(
            words.asked_for(local_day(one.asked_at, zone, today)),
            blocks.button(words.SEE_IT, Requests.MINE, ids={"request": one.id}),
        )
        for one in asked[:MOST_REQUESTS]
    ]
    return [blocks.header(words.ASKED_FOR), *rows] if rows else []
