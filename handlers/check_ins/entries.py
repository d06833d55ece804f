"""How each form of check-ins is opened: from a word, a button, a shortcut, a message."""

from collections.abc import Mapping
from datetime import date

from handlers.check_ins import answer_views, meeting_views, views
from handlers.check_ins.views import Draft
from handlers.feature import Ids, Opening, View, pack
from handlers.ids import CheckIns
from handlers.state import ids_of
from program.check_in import CheckInForm
from program.hours import local_day
from program.refusal import Refusal
from program.typed_day import read_day
from services import check_in_answers, check_in_log, check_in_team, check_ins, rhythm
from services.check_ins import Choice, Read
from services.desk import Desk, Look

LONGEST_QUOTE = 40
BEHIND = "behind"
"""Notes which view a form was opened on top of, so that it can be brought up to date."""


def open_log(desk: Desk, opening: Opening) -> None:
    """The form, for the pairing that was named or for all there are; a typed day filled in."""
    with desk.open_look(opening.caller) as look:
        today = today_of(look)
        met_on = read_day(opening.words, today, ahead=False)
        typed = "" if met_on else opening.words.strip()[:LONGEST_QUOTE]
        draft = Draft(
            choices=offered(look, opening.ids.get("pairing")),
            today=today,
            filled=CheckInForm(
                met_on or (None if typed else today), views.USUAL_MINUTES, medium=None
            ),
            asked=typed,
        )
    opening.show(with_ids(views.log(draft), behind(opening)))


def open_correct(desk: Desk, opening: Opening) -> None:
    """One's own note, to be corrected."""
    check_in_id = opening.ids.get("check_in", "")
    with desk.open_look(opening.caller) as look:
        check_in_log.before_correcting(look, check_in_id)
        view = views.log(correcting(look, check_ins.read(look, check_in_id)))
    opening.show(with_ids(view, behind(opening)))


def open_answer(desk: Desk, opening: Opening) -> None:
    """What it was instead of what the other noted."""
    check_in_id = opening.ids.get("check_in", "")
    with desk.open_look(opening.caller) as look:
        check_in_answers.before_answering(look, check_in_id)
        view = answer_views.answer(check_ins.read(look, check_in_id).seen, today_of(look))
    opening.show(with_ids(view, behind(opening)))


def open_add(desk: Desk, opening: Opening) -> None:
    """A private note, and what is only counted."""
    with desk.open_look(opening.caller) as look:
        read = check_ins.read(look, opening.ids.get("check_in", ""))
        view = answer_views.add(read, today_of(look))
    opening.show(with_ids(view, behind(opening)))


def open_date(desk: Desk, opening: Opening) -> None:
    """We have a date."""
    with desk.open_look(opening.caller) as look:
        choices = offered(look, opening.ids.get("pairing"))
        only = len(choices) == 1
        begun = rhythm.before_a_date(look, choices[0].pairing.id) if only else None
        view = answer_views.next_date(choices, begun, None)
    opening.show(with_ids(view, behind(opening)))


def open_meetings(desk: Desk, opening: Opening) -> None:
    """The last meetings of a pairing."""
    with desk.open_look(opening.caller) as look:
        pairing_id = opening.ids.get("pairing") or offered(look, None)[0].pairing.id
        view = meetings_view(look, pairing_id)
    opening.show(view)


def open_meeting(desk: Desk, opening: Opening) -> None:
    """One meeting."""
    with desk.open_look(opening.caller) as look:
        view = meeting_view(look, opening.ids.get("check_in", ""))
    opening.show(with_ids(view, behind(opening)))


def open_enter(desk: Desk, opening: Opening) -> None:
    """Who told you."""
    with desk.open_look(opening.caller) as look:
        check_in_team.before_entering(look)
    opening.show(answer_views.who_told())


def meetings_view(look: Look, pairing_id: str) -> View:
    """The list, as its reader may see it."""
    listed = check_ins.latest(look, pairing_id)
    pairing = check_ins.of_the_two(look, pairing_id)
    return meeting_views.meetings(pairing, listed, today_of(look))


def meeting_view(look: Look, check_in_id: str) -> View:
    """One meeting, as its reader may see it."""
    return meeting_views.meeting(check_ins.read(look, check_in_id), today_of(look))


def correcting(look: Look, read: Read) -> Draft:
    """The form of a correction, filled with what stands."""
    seen = read.seen
    check_in = seen.check_in
    mine = check_in.claim(seen.me)
    following = rhythm.rhythms(look, [seen.pairing]).get(seen.pairing.id)
    form = CheckInForm(
        met_on=mine.met_on if mine and mine.met else check_in.met_on,
        minutes=mine.minutes if mine and mine.met else check_in.minutes,
        medium=check_in.medium,
        competencies=tuple(one.id for one in read.shared.competencies),
        actions=read.shared.actions,
        next_on=following.next_date if following else None,
        own=None if read.own.is_empty else read.own,
    )
    return Draft(
        choices=(Choice(seen.pairing, seen.other),),
        today=today_of(look),
        filled=form,
        whole=form.own is not None,
        correcting=check_in,
        facts_of_both=check_in.author == seen.me,
        may_answer=read.may_answer,
    )


def today_of(look: Look) -> date:
    """Today, where the reader is."""
    return local_day(look.now, look.actor.zone)


def behind(opening: Opening) -> dict[str, str]:
    """What a form notes of the view it was opened on top of."""
    view = opening.pressed_in or {}
    ids = ids_of(view) if view else {}
    if view.get("callback_id") == CheckIns.MEETING_VIEW:
        return {BEHIND: "meeting", "of": ids.get("check_in", "")}
    if view.get("callback_id") == CheckIns.MEETINGS_VIEW:
        return {BEHIND: "meetings", "of": ids.get("pairing", "")}
    return {}


def view_behind(look: Look, ids: Ids) -> View | None:
    """That view as it looks now; None where the form was opened from elsewhere."""
    if ids.get(BEHIND) == "meeting":
        return meeting_view(look, ids.get("of", ""))
    if ids.get(BEHIND) == "meetings":
        return meetings_view(look, ids.get("of", ""))
    return None


def noted(ids: Ids) -> dict[str, str]:
    """The same note, handed on with a view that takes the place of another."""
    return {name: ids[name] for name in (BEHIND, "of", "version") if name in ids}


def with_ids(view: View, more: Mapping[str, str]) -> View:
    """The view, with more ids to carry."""
    return {**view, "private_metadata": pack(**{**ids_of(view), **more})}


def offered(look: Look, pairing_id: str | None) -> tuple[Choice, ...]:
    """The pairing that was named, or all that run. Raises Refusal where there is none."""
    if pairing_id:
        return (check_ins.choice_of(look, pairing_id),)
    found = check_ins.choices(look)
    if not found:
        raise Refusal("check_ins.no_pairing")
    return found
