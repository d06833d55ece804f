"""Which cohort, draft and person an operator means by what they typed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.troubles import Trouble
from program.cohort import Cohort
from program.matching.records import Inputs
from program.matching_draft import Draft, DraftState
from program.person import Person
from program.text import same_words
from services import matching_drafts, people
from services.desk import Look
from store import cohorts as kept_cohorts
from store.people import ids_by_account_or_email

_WITH_PAIRS = frozenset({DraftState.READY, DraftState.RELEASING, DraftState.RELEASED})
_MOST_NAMED = 8
"""People or cohorts that are named where several are meant."""


@dataclass(frozen=True)
class Among:
    """A draft with the people in it."""

    draft: Draft
    mentees: Mapping[str, Person]
    mentors: Mapping[str, Person]


def cohort_called(look: Look, typed: str) -> Cohort:
    """The cohort of this name, or `program / cohort`, or id. Raises Trouble where it is unclear."""
    known = kept_cohorts.cohorts(look.session)
    wanted = same_words(typed)
    found = [
        one
        for one in known
        if typed == one.id or wanted in {same_words(one.name), same_words(_whole_name(one))}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        named = ", ".join(_whole_name(one) for one in found)
        raise Trouble("Which cohort is not clear.", f"Name one as program / cohort: {named}")
    there = ", ".join(_whole_name(one) for one in known[:_MOST_NAMED]) or "none is there yet"
    raise Trouble(f"There is no cohort {typed}.", f"Cohorts: {there}")


def drafts_with_pairs(look: Look, cohort: Cohort | None) -> tuple[Among, ...]:
    """The newest draft with pairs of this cohort, or of each. Raises Trouble where none is."""
    asked = [cohort] if cohort else list(kept_cohorts.cohorts(look.session))
    newest = [
        next((one for one in drafts if one.state in _WITH_PAIRS), None)
        for drafts in (matching_drafts.of_cohort(look, one.id) for one in asked)
    ]
    found = tuple(_among(look, one) for one in newest if one is not None)
    if not found:
        raise Trouble(
            "There is no draft of pairs yet.", "Make one: baton matching propose --cohort …"
        )
    return found


def mentee_called(look: Look, drafts: Iterable[Among], typed: str) -> tuple[Among, Person]:
    """The mentee of a draft by name, Slack id or e-mail. Raises Trouble where that is unclear."""
    found = [
        (one, person) for one in drafts for person in _called(look, one.mentees.values(), typed)
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Trouble(
            f"No mentee of a draft is called {typed}.", "Take the Slack id (U…), or --cohort."
        )
    if len({person.id for _, person in found}) == 1:
        named = ", ".join(_whole_name(one.draft.cohort) for one, _ in found)
        raise Trouble(f"{typed} is in several cohorts.", f"Name one with --cohort: {named}")
    raise _several(typed, [person for _, person in found])


def mentor_called(look: Look, among: Among, typed: str) -> Person:
    """The mentor of a draft by name, Slack id or e-mail. Raises Trouble where that is unclear."""
    found = _called(look, among.mentors.values(), typed)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Trouble(f"No mentor of this draft is called {typed}.", "Take the Slack id (U…).")
    raise _several(typed, found)


def _among(look: Look, draft: Draft) -> Among:
    made_from: Inputs = matching_drafts.inputs(look, draft)
    return Among(
        draft,
        people.named(look, [one.id for one in made_from.mentees]),
        people.named(look, [one.id for one in made_from.mentors]),
    )


def _called(look: Look, among: Collection[Person], typed: str) -> list[Person]:
    """Whom the Slack id or e-mail leads to; else who is called so; else whose name holds it."""
    ids = frozenset(ids_by_account_or_email(look.session, typed))
    wanted = same_words(typed)
    ways = (
        [one for one in among if one.id in ids],
        [one for one in among if same_words(one.name) == wanted],
        [one for one in among if wanted and wanted in same_words(one.name)],
    )
    return next((found for found in ways if found), [])


def _several(typed: str, found: Collection[Person]) -> Trouble:
    named = ", ".join(f"{one.name} ({one.slack_user})" for one in list(found)[:_MOST_NAMED])
    return Trouble(f"Several people are meant by {typed}.", f"Take one of the Slack ids: {named}")


def _whole_name(cohort: Cohort) -> str:
    return f"{cohort.program.name} / {cohort.name}"
