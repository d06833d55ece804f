"""What program managers do: propose a pairing by hand, and take a proposal back."""

from dataclasses import dataclass, field
from datetime import date, datetime

from program.cohort import Cohort
from program.pairing import (
    OPEN,
    Pairing,
    PairingKind,
    PairingState,
    PairingStep,
    case_of,
    deadlines,
)
from program.pairing_forms import NewPairing, Proposal, check_proposal
from program.permissions import Act, Subject, may, require
from program.person import Person
from program.refusal import Refusal, Trouble
from program.request import case_of as request_case
from services import drafts, pairing_checks, pairing_news, people, release_turns
from services.desk import Look, Work
from store import mentors as kept_mentors
from store import pairing_words as words
from store import pairings as kept
from store import requests

FORM = "pairings.propose"
"""The name of the draft in which the first step waits for the second."""
_OVER = frozenset({PairingState.DECLINED, PairingState.LAPSED})


@dataclass(frozen=True)
class Prepared:
    """A proposal that may be made, with everything its second step says."""

    cohort: Cohort
    mentee: Person
    mentor: Person
    kind: PairingKind
    answer_by: date
    free_after: int
    """Places the mentor has left once this one is held."""
    declined_before: datetime | None = None
    """When this mentor last said no to this mentee, if they did."""
    why: str = field(default="", repr=False)
    request: str = ""
    """The request because of which it is proposed, if it is."""


def prepare(work: Work, form: Proposal) -> Prepared:
    """Check a proposal and put it aside for its second step; nobody hears of anything.

    Raises Refusal `pairings.*` and `people.gone` under the fields, `pairings.no_cohort`.
    """
    prepared = _check(work, form)
    drafts.keep(
        work,
        FORM,
        {
            "cohort": form.cohort_id,
            "mentee": form.mentee,
            "mentor": form.mentor,
            "kind": form.kind,
            "why": form.why,
            "request": form.request,
        },
    )
    return prepared


def resume(look: Look, cohort_id: str) -> Proposal | None:
    """What was put aside for this cohort and not sent yet."""
    draft = drafts.find(look, FORM)
    if draft is None or draft["cohort"] != cohort_id:
        return None
    return Proposal(
        cohort_id,
        draft["mentee"],
        draft["mentor"],
        draft["kind"],
        draft["why"],
        draft.get("request", ""),
    )


def propose(work: Work, cohort_id: str, *, mentee: str, mentor: str) -> Pairing:
    """Ask the mentor, as it was prepared: a place is held, and the mentee hears nothing.

    Sent twice is a quiet success. Raises Refusal as `prepare` does, for what changed meanwhile, and
    `pairings.draft_gone` where these two are not what was prepared last.
    """
    form = resume(work, cohort_id)
    if form is None or (form.mentee, form.mentor) != (mentee, mentor):
        return _sent_before(work, cohort_id, mentee, mentor)
    prepared = _check(work, form)
    times = deadlines(work.now, prepared.mentor.zone)
    by = work.me
    new = NewPairing(
        cohort_id=cohort_id,
        mentor=mentor,
        mentee=mentee,
        kind=prepared.kind,
        answer_by=times.answer_by,
        look_at=times.remind_at,
        why=form.why,
        instead_of=_instead_of(work, form),
    )
    pairing = words.propose(work.session, new, by=by)
    if pairing is None:
        raise Refusal.of(
            pairing_checks.troubles_with_mentee(
                work, prepared.cohort, prepared.mentee, instead_of=new.instead_of
            )
        )
    drafts.drop(work, FORM)
    work.note("pairing.proposed", about=f"pairing:{pairing.id}", cohort=cohort_id)
    pairing_news.tell(work, pairing_news.ASK, pairing, to=mentor)
    pairing_news.spread(work, pairing)
    return pairing


def withdraw(work: Work, pairing_id: str) -> Pairing:
    """Take a proposal back before the mentee hears of it. Pressed twice is a quiet success.

    Raises Refusal `pairings.is_{state}` once it has started, `pairings.answered_meanwhile` once it
    was said no to or has lapsed.
    """
    pairing = kept.pairing(work.session, pairing_id)
    if pairing is None:
        raise Refusal("pairings.not_found")
    require(work.actor, Act.PAIRINGS_WITHDRAW, case_of(pairing))
    if pairing.state is PairingState.WITHDRAWN:
        return pairing
    if pairing.state in _OVER:
        raise Refusal("pairings.answered_meanwhile")
    moved = kept.move(work.session, pairing, PairingStep.WITHDRAWN, by=work.actor.person_id)
    work.note("pairing.withdrawn", about=f"pairing:{pairing.id}")
    pairing_news.spread(work, moved)
    release_turns.settled(work, moved)
    return moved


def _check(look: Look, form: Proposal) -> Prepared:
    cohort = pairing_checks.cohort_of(look, form.cohort_id)
    concerned = frozenset({form.mentee}) if form.mentee else frozenset()
    subject = Subject(program_id=cohort.program.id, concerns=concerned)
    require(look.actor, Act.PAIRINGS_PROPOSE, subject)
    known = people.named(look, [one for one in (form.mentee, form.mentor) if one])
    mentee, mentor = known.get(form.mentee or ""), known.get(form.mentor or "")
    troubles = list(check_proposal(form))
    if mentee is not None:
        instead_of = _instead_of(look, form)
        troubles += pairing_checks.troubles_with_mentee(look, cohort, mentee, instead_of=instead_of)
    elif form.mentee is not None:
        troubles.append(Trouble("people.unknown", "mentee"))
    if mentor is not None and mentor != mentee:
        of_mentor = pairing_checks.troubles_with_mentor(look, cohort, mentor, form.mentee)
        troubles += of_mentor or pairing_checks.troubles_between(look, form)
    elif mentor is None and form.mentor is not None:
        troubles.append(Trouble("people.unknown", "mentor"))
    if troubles or mentee is None or mentor is None:
        raise Refusal.of(troubles)
    return _prepared(look, cohort, mentee, mentor, form)


def _prepared(
    look: Look, cohort: Cohort, mentee: Person, mentor: Person, form: Proposal
) -> Prepared:
    on_roster = kept_mentors.mentor_of(look.session, cohort.id, mentor.id)
    free = pairing_checks.free_places(look, on_roster, mentee.id) if on_roster else 0
    declined = [
        one.since
        for one in kept.between(look.session, mentor.id, mentee.id)
        if one.state is PairingState.DECLINED and one.mentor == mentor.id
    ]
    return Prepared(
        cohort=cohort,
        mentee=mentee,
        mentor=mentor,
        kind=PairingKind(form.kind or ""),
        answer_by=deadlines(look.now, mentor.zone).answer_by,
        free_after=max(0, free - 1),
        declined_before=max(declined, default=None),
        why=form.why,
        request=form.request,
    )


def _instead_of(look: Look, form: Proposal) -> str | None:
    """The running pairing that a request asks to change, where the actor answers that request.

    The id of the request comes from a form and is not trusted: it must be open and about a pairing
    of this mentee in this cohort.
    """
    request = requests.request(look.session, form.request) if form.request else None
    if request is None or not request.is_open or request.cohort.id != form.cohort_id:
        return None
    is_theirs = request.mentee == form.mentee and may(
        look.actor, Act.REQUESTS_ANSWER, request_case(request)
    )
    return request.pairing_id if is_theirs else None


def _sent_before(work: Work, cohort_id: str, mentee: str, mentor: str) -> Pairing:
    """The pairing this very form made a moment ago; else what was prepared is gone."""
    cohort = pairing_checks.cohort_of(work, cohort_id)
    require(work.actor, Act.PAIRINGS_PROPOSE, Subject(program_id=cohort.program.id))
    for one in kept.of_person(work.session, mentee, OPEN):
        same = (one.cohort.id, one.mentor, one.mentee) == (cohort_id, mentor, mentee)
        if same and one.asked_by == work.actor.person_id:
            return one
    raise Refusal("pairings.draft_gone")
