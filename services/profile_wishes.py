"""Wishes for a partner, and the avoid list: read by their author here, and by a run."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from program.cohort import Cohort
from program.person import Person
from program.profile import Wishes
from program.profile_forms import check_wishes, wish_field
from program.refusal import Refusal, Trouble
from services import people, profiles
from services.desk import Look, Work
from store import people as kept_people
from store import profile_wishes as kept


@dataclass(frozen=True)
class MyWishes:
    """One's own lists for one cohort, with the people in them."""

    cohort: Cohort
    wishes: tuple[Person, ...]
    avoid: tuple[Person, ...]


def cohorts(look: Look) -> tuple[Cohort, ...]:
    """The cohorts for which the actor may wish. Raises Refusal `profiles.takes_no_part`."""
    found = [*profiles.mentee_cohorts(look), *(one for _, one in profiles.mentor_cohorts(look))]
    if not found:
        raise Refusal("profiles.takes_no_part")
    return tuple({one.id: one for one in found}.values())


def mine(look: Look, cohort_id: str) -> MyWishes:
    """The actor's own lists. Raises Refusal `profiles.takes_no_part`."""
    me = profiles.own(look)
    cohort = _need(look, cohort_id)
    found = kept.of_person(look.session, cohort.id, me)
    named = people.named(look, {*found.wishes, *found.avoid})
    # Whoever was erased stands in a list as an id that leads to nobody, until it is sent again.
    known = {one.id: one for one in named.values() if not one.erased}
    return MyWishes(
        cohort,
        tuple(known[one] for one in found.wishes if one in known),
        tuple(known[one] for one in found.avoid if one in known),
    )


def keep(work: Work, cohort_id: str, wished: Mapping[int, str], avoided: Sequence[str]) -> None:
    """Put both lists in place of what was said before; `wished` is by place, both by Slack id.

    The same again changes nothing. Nothing of it is in the audit log but that it was kept.
    Raises Refusal `profiles.*` or `people.*` under its field.
    """
    me = profiles.own(work)
    cohort = _need(work, cohort_id)
    earlier = kept.of_person(work.session, cohort.id, me)
    before = {*earlier.wishes, *earlier.avoid}
    picked = [*((wish_field(place), one) for place, one in sorted(wished.items()))]
    found, troubles = _found(work, [*picked, *(("avoid", one) for one in avoided)], before)
    if not troubles:
        dear = {place: found[one].id for place, one in wished.items()}
        names = {one.id: one.name for one in found.values()}
        troubles += check_wishes(dear, [found[one].id for one in avoided], me, names)
    if troubles:
        raise Refusal.of(troubles)
    wishes = tuple(found[one].id for _, one in sorted(wished.items()))
    avoid = tuple(sorted({found[one].id for one in avoided}))
    wanted = Wishes(cohort.id, me, wishes, avoid)
    if wanted == earlier:
        return
    kept.keep(work.session, wanted)
    work.note("profile.wishes_kept", about=f"person:{me}", cohort=cohort.id)


def _found(
    work: Work, picked: Sequence[tuple[str, str]], before: Collection[str]
) -> tuple[dict[str, Person], list[Trouble]]:
    """The people behind picked accounts, and every trouble at once under its field.

    Who stood in the lists before may stay there, also when their account is closed by now.
    """
    found: dict[str, Person] = {}
    troubles: list[Trouble] = []
    for field, slack_user in picked:
        known = kept_people.by_slack_user(work.session, slack_user)
        if known is not None and known.id in before:
            found[slack_user] = known
            continue
        try:
            found[slack_user] = people.by_slack_user(work, slack_user, field=field)
        except Refusal as refusal:
            troubles += refusal.troubles
    return found, troubles


def _need(look: Look, cohort_id: str) -> Cohort:
    for one in cohorts(look):
        if one.id == cohort_id:
            return one
    raise Refusal("profiles.takes_no_part")
