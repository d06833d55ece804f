"""What Slack calls when one of the two opens *Our pairing*."""

from handlers.feature import Opening, View
from handlers.pairings import pair_views
from program.hours import local_day
from services import pairing_overview
from services.desk import Desk, Look


def open_overview(desk: Desk, opening: Opening) -> None:
    """The pairing a button names, or one's own; which one, where there are several."""
    with desk.open_look(opening.caller) as look:
        view = _view(look, opening.ids.get("pairing"))
    opening.show(view)


def overview_view(look: Look, pairing_id: str) -> View:
    """One's own pairing as it stands now."""
    return pair_views.overview(pairing_overview.overview(look, pairing_id))


def _view(look: Look, pairing_id: str | None) -> View:
    if pairing_id:
        return overview_view(look, pairing_id)
    sides = pairing_overview.sides(look)
    if len(sides) == 1:
        return overview_view(look, sides[0].pairing.id)
    if not sides:
        return pair_views.none_runs()
    return pair_views.several(sides, local_day(look.now, look.actor.zone))
