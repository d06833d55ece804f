"""What is kept of somebody as a reader of digests, for that person."""

from collections.abc import Sequence

from documents.sheet import Cell
from program.report import DigestKind
from services.desk import Look
from services.my_data import Part, own
from store import people
from store import reports as kept

Rows = Sequence[Sequence[Cell]]


def _settings(look: Look) -> Rows:
    me = own(look)
    wish, done = kept.wish(look.session, me), kept.done(look.session, me)
    if done.sponsor_on is None and done.team_on is None and wish.delegate is None:
        return []
    delegate = people.by_id(look.session, wish.delegate).name if wish.delegate else ""
    return [(wish.weekday + 1, wish.hour, delegate, wish.only_delegate)]


def _digests(look: Look) -> Rows:
    me = own(look)
    return [
        (one.kind.value, one.on_day)
        for kind in DigestKind
        for one in kept.digests_of(look.session, me, kind)
    ]


MY_DATA = (
    Part(
        name="When your digest comes",
        what="the day, hour and delegate you chose for your digest",
        seen_by="Only you see these.",
        heading=("Day of the week", "Hour", "Delegate", "Instead of you"),
        rows=_settings,
    ),
    Part(
        name="Digests",
        what="which digests you were sent; they hold counts of whole cohorts",
        seen_by="Program managers see that digests go out.",
        heading=("Kind", "Day"),
        rows=_digests,
    ),
)
