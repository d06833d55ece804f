"""The view of a nominee's manager: asked where the nominee allowed it, four ratings, no more."""

from dataclasses import dataclass

from program.actor import Standing as Account
from program.delivery import DeliveryClass
from program.hours import WorkingHours
from program.nomination import Standing
from program.nomination_rhythm import answer_by, is_over, over_at
from program.nomination_steps import UNDECIDED
from program.nomination_voice import Ratings, View, ViewState, check_ratings
from program.permissions import Act, Subject, require
from program.person import Person
from program.refusal import Refusal
from services import governance, people, rosters
from services.desk import Look, Work
from store import nomination_voices as spoken
from store import nominations as kept

VIEW_ASK = "nominations.view_ask"


@dataclass(frozen=True)
class Asked:
    """What a manager is asked, and about whom."""

    view: View
    standing: Standing
    nominee: Person


def ask_manager(work: Work, standing: Standing) -> None:
    """Ask the line manager the roster knows, once; nobody where it knows none.

    Whoever nominated them has rated them already and is not asked again.
    """
    manager_id = rosters.line_manager(work, standing.nominee)
    if manager_id is None or manager_id == standing.nominee:
        return
    if spoken.voice_of(work.session, standing.id, manager_id) is not None:
        return
    manager = people.named(work, [manager_id])[manager_id]
    if manager.deactivated or manager.standing is not Account.MEMBER:
        return
    until = answer_by(work.now, WorkingHours(manager.zone))
    over = over_at(until, manager.zone)
    view = spoken.ask_view(work.session, standing.id, manager_id, until=until, over=over)
    if view is None:
        return
    work.note("nomination.view_asked", about=f"nomination:{standing.id}")
    work.send(
        VIEW_ASK,
        to=manager_id,
        about={"nomination": standing.id, "view": view.id},
        cls=DeliveryClass.OWED,
        key=f"{VIEW_ASK}:{view.id}",
        expires_at=over,
    )
    work.refresh_home(manager_id)


def asked_of_me(look: Look) -> tuple[Asked, ...]:
    """The views the actor is asked for and has not given, the most urgent first."""
    me = look.me
    require(look.actor, Act.NOMINATIONS_GIVE_VIEW, Subject(owners=frozenset({me})))
    found = spoken.views_asked_of(look.session, me)
    standings = {
        one.id: one
        for one in kept.standings_by_id(look.session, [view.nomination_id for view in found])
        if one.state in UNDECIDED
    }
    known = people.named(look, [one.nominee for one in standings.values()])
    return tuple(
        Asked(view, standings[view.nomination_id], known[standings[view.nomination_id].nominee])
        for view in found
        if view.nomination_id in standings and not _is_late(look, view)
    )


def before_giving(look: Look, nomination_id: str) -> Asked:
    """What the form begins with. Refuses as `give` would, before anything is typed."""
    asked = _asked(look, nomination_id)
    _refuse_late(look, asked)
    return asked


def give(work: Work, nomination_id: str, ratings: Ratings, remark: str) -> Asked:
    """Give one's view of a colleague; the program team reads it, the nominee never.

    The same form sent twice is a quiet success. Raises Refusal under the fields,
    `nominations.view_over` after ten working days or the decision, or `.view_answered`.
    """
    asked = _asked(work, nomination_id)
    if asked.view.state is ViewState.GIVEN:
        given, remarked = spoken.view_answered(work.session, asked.view)
        if dict(given) == dict(ratings) and remarked == remark:
            return asked
    _refuse_late(work, asked)
    troubles = check_ratings(ratings, remark)
    if troubles:
        raise Refusal.of(troubles)
    return _answer(work, asked, ViewState.GIVEN, ratings, remark)


def declare_conflict(work: Work, nomination_id: str) -> Asked:
    """Say that one has a conflict of interest, and with that nothing else.

    Pressed twice is a quiet success. Raises Refusal as `give` does.
    """
    asked = _asked(work, nomination_id)
    if asked.view.state is ViewState.CONFLICT:
        return asked
    _refuse_late(work, asked)
    return _answer(work, asked, ViewState.CONFLICT)


def lapse(work: Work, view: View) -> None:
    """Note that a manager did not answer in time. For the clock."""
    require(work.actor, Act.NOMINATIONS_TELL)
    spoken.answer_view(work.session, view, ViewState.LAPSED)
    work.note("nomination.view_lapsed", about=f"nomination:{view.nomination_id}")
    work.retouch(f"view:{view.id}")
    work.refresh_home(view.by)


def _answer(
    work: Work, asked: Asked, state: ViewState, ratings: Ratings | None = None, remark: str = ""
) -> Asked:
    spoken.answer_view(work.session, asked.view, state, ratings=ratings, remark=remark)
    work.note(f"nomination.view_{state.value}", about=f"nomination:{asked.standing.id}")
    work.retouch(f"view:{asked.view.id}")
    managers = governance.program_managers(work, asked.standing.cohort.program.id)
    work.refresh_home(asked.view.by, *(one.id for one in managers))
    return _asked(work, asked.standing.id)


def _asked(look: Look, nomination_id: str) -> Asked:
    me = look.me
    view = spoken.view_of(look.session, nomination_id, me)
    standing = kept.standing(look.session, nomination_id)
    owners = frozenset({me}) if view is not None else frozenset()
    require(look.actor, Act.NOMINATIONS_GIVE_VIEW, Subject(owners=owners))
    if standing is None or view is None:
        raise Refusal("nominations.not_found")
    return Asked(view, standing, people.named(look, [standing.nominee])[standing.nominee])


def _refuse_late(look: Look, asked: Asked) -> None:
    if asked.view.state in (ViewState.GIVEN, ViewState.CONFLICT):
        raise Refusal("nominations.view_answered", at=asked.view.answered_at, zone=look.actor.zone)
    if asked.standing.state not in UNDECIDED or _is_late(look, asked.view):
        raise Refusal("nominations.view_over", name=asked.nominee.name)


def _is_late(look: Look, view: View) -> bool:
    return view.state is ViewState.LAPSED or is_over(view.answer_by, look.now, look.actor.zone)
