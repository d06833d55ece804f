"""What a nominee does with their nomination: follow it, add to it, withdraw."""

from collections.abc import Collection, Mapping

from program.cohort import Cohort
from program.nomination import NominationForNominee, Standing, subject_of
from program.nomination_forms import EVIDENCE_LIMIT, check_text
from program.nomination_rhythm import Wait
from program.nomination_steps import NominationState, Step
from program.nomination_voice import VoiceForNominee
from program.permissions import Act, Subject, require
from program.person import Person
from program.refusal import Refusal
from services import (
    nomination_news,
    nomination_standing,
    people,
)
from services.desk import Look, Work
from store import nomination_lists as lists
from store import nomination_standings
from store import nomination_voices as spoken
from store import nomination_words as words
from store import nominations as kept


def standings(look: Look) -> tuple[Standing, ...]:
    """Where the actor's own nominations stand, the latest first."""
    require(look.actor, Act.NOMINATIONS_READ_OWN, Subject(concerns=frozenset({look.me})))
    return kept.standings_of(look.session, look.me)


def accepted(look: Look, cohort_id: str) -> tuple[str, ...]:
    """The mentees of a cohort: the people whose nomination was accepted, the earliest in front.

    For the program team and the house. Raises Refusal `permissions.*`.
    """
    cohort = nomination_standing.cohort(look, cohort_id)
    require(look.actor, Act.NOMINATIONS_QUEUE, Subject(program_id=cohort.program.id))
    return lists.in_state(look.session, cohort.id, NominationState.ACCEPTED)


def mine(look: Look, nomination_id: str) -> NominationForNominee:
    """All that the nominee may read of a nomination. Raises Refusal `nominations.not_found`."""
    standing = nomination_standing.need(look, nomination_id)
    require(look.actor, Act.NOMINATIONS_READ_OWN, subject_of(standing))
    return words.for_nominee(look.session, standing)


def voices_for_me(
    look: Look, nomination_id: str
) -> tuple[tuple[VoiceForNominee, ...], Mapping[str, Person]]:
    """What others said of the actor, and who they are: no rating, no remark.

    Raises Refusal `nominations.not_found` or `permissions.*`.
    """
    standing = nomination_standing.need(look, nomination_id)
    require(look.actor, Act.NOMINATIONS_READ_OWN, subject_of(standing))
    found = spoken.for_nominee(look.session, standing)
    return found, people.named(look, [one.voice.by for one in found])


def usual_waits(look: Look, opened: Collection[Cohort]) -> Mapping[str, Wait]:
    """How long decisions of these cohorts usually take, by cohort id; no secret."""
    require(look.actor, Act.COHORTS_READ)
    return nomination_standings.waits(look.session, [one.id for one in opened])


def before_adding(look: Look, nomination_id: str) -> tuple[Standing, str | None]:
    """Where it stands and the open question, if there is one. Refuses as `add_evidence` would."""
    standing = nomination_standing.need(look, nomination_id)
    require(look.actor, Act.NOMINATIONS_ADD_EVIDENCE, subject_of(standing))
    nomination_standing.following(look, standing, Step.ADDED)
    asked = standing.state is NominationState.MORE_ASKED
    return standing, words.last_step(look.session, standing.id).text if asked else None


def add_evidence(work: Work, nomination_id: str, text: str) -> Standing:
    """Add to one's nomination, which answers the program team's question if there is one.

    The same text sent twice is a quiet success. Raises Refusal under `text`,
    `nominations.decided_on` once it is decided, `.withdrawn` or `.not_found`.
    """
    standing = nomination_standing.need(work, nomination_id)
    require(work.actor, Act.NOMINATIONS_ADD_EVIDENCE, subject_of(standing))
    last = words.last_step(work.session, standing.id)
    if last.step is Step.ADDED and last.text == text:
        return standing
    if troubles := check_text("text", text, EVIDENCE_LIMIT):
        raise Refusal.of(troubles)
    now_standing = nomination_standing.take_own_step(work, standing, Step.ADDED, text=text)
    work.note("nomination.added_to", about=f"nomination:{standing.id}")
    nomination_news.spread(work, now_standing)
    return now_standing


def withdraw(work: Work, nomination_id: str) -> Standing:
    """Take one's nomination back; it can be renewed while nominations are open.

    Pressed twice is a quiet success. Raises Refusal `nominations.decided_on` after a yes or a no.
    """
    standing = nomination_standing.need(work, nomination_id)
    require(work.actor, Act.NOMINATIONS_WITHDRAW, subject_of(standing))
    if standing.state is NominationState.WITHDRAWN:
        return standing
    if standing.state is NominationState.CONSENT_ASKED:
        raise Refusal("nominations.consent_asked")
    now_standing = nomination_standing.take_own_step(work, standing, Step.WITHDRAWN)
    work.note("nomination.withdrawn", about=f"nomination:{standing.id}")
    if standing.state is NominationState.WAIT_LISTED:
        nomination_news.move_up(work, standing.cohort)
    nomination_news.tell_authors(work, now_standing)
    nomination_news.spread(work, now_standing)
    return now_standing
