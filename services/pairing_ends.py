"""How a pairing ends: closed by the two or by a program manager, told in neutral words."""

from dataclasses import dataclass
from datetime import date

from program.hours import ONE_DAY, local_day, start_of_day
from program.pairing import (
    TAKE_BACK_FOR,
    Ending,
    Pairing,
    PairingStep,
    case_of,
    subject_of,
)
from program.pairing_forms import EndForm, check_end
from program.permissions import Act, may, require
from program.person import Person
from program.refusal import Refusal
from services import drafts, pairing_news, people
from services.desk import Look, Work
from store import pairing_words as words
from store import pairings as kept

FORM = "pairings.end"
"""The name of the draft in which the first step waits for the second."""


@dataclass(frozen=True)
class BeforeEnd:
    """What the form of an end begins with."""

    pairing: Pairing
    mentor: Person
    mentee: Person
    may_choose: bool
    """Whether the actor says how it ends; one of the two can only complete it."""
    today: date


def before_end(look: Look, pairing_id: str) -> BeforeEnd:
    """The form of an end. Refuses as `end` would, as far as it can be known before."""
    pairing = _running(look, pairing_id)
    known = people.named(look, [pairing.mentor, pairing.mentee])
    return BeforeEnd(
        pairing=pairing,
        mentor=known[pairing.mentor],
        mentee=known[pairing.mentee],
        may_choose=may(look.actor, Act.PAIRINGS_END, case_of(pairing)),
        today=local_day(look.now, pairing.cohort.program.zone),
    )


def prepare(work: Work, form: EndForm) -> BeforeEnd:
    """Check the form and put it aside for its second step. Raises as `end` does."""
    before = before_end(work, form.pairing_id)
    _refuse(form, before)
    kept_form = {
        "pairing": form.pairing_id,
        "ending": form.ending,
        "last_day": form.last_day.isoformat() if form.last_day else None,
        "thanks": form.thanks,
    }
    drafts.keep(work, FORM, kept_form)
    return before


def end_prepared(work: Work, pairing_id: str) -> Pairing:
    """Set the last day as it was prepared. Sent twice is a quiet success.

    Raises Refusal `pairings.draft_gone` where nothing is prepared for this pairing.
    """
    draft = drafts.find(work, FORM)
    if draft is None or draft["pairing"] != pairing_id:
        pairing = _running(work, pairing_id)
        by = words.last_by(work.session, pairing_id, PairingStep.CLOSING)
        if pairing.ended_on is not None and by == work.actor.person_id:
            return pairing
        raise Refusal("pairings.draft_gone")
    last_day = date.fromisoformat(draft["last_day"])
    pairing = end(work, EndForm(pairing_id, draft["ending"], last_day, draft["thanks"]))
    drafts.drop(work, FORM)
    return pairing


def end(work: Work, form: EndForm) -> Pairing:
    """Set the last day. Both hear of it a little later, so that a slip can be taken back.

    The same form twice is a quiet success. Raises Refusal under `ending`, `last_day` or `thanks`,
    `pairings.closing` where another last day is set already, `pairings.is_ended`.
    """
    before = before_end(work, form.pairing_id)
    pairing = before.pairing
    if pairing.ended_on is not None and not _says_the_same(pairing, form):
        raise Refusal("pairings.closing", field="last_day", ended_on=pairing.ended_on)
    _refuse(form, before)
    if pairing.ended_on is not None:
        return pairing
    moved = kept.move(
        work.session,
        pairing,
        PairingStep.CLOSING,
        by=work.actor.person_id,
        ended_on=form.last_day,
        ending=form.ending,
        look_at=work.now + TAKE_BACK_FOR,
    )
    words.keep_thanks(work.session, pairing.id, form.thanks)
    work.note("pairing.closing", about=f"pairing:{pairing.id}")
    pairing_news.spread(work, moved)
    return moved


def reopen(work: Work, pairing_id: str) -> Pairing:
    """Take a last day back. Whoever heard of it hears that the pairing goes on.

    Twice is a quiet success. Raises Refusal `pairings.is_ended` once the day is over,
    `pairings.not_yours_to_reopen` for the other of the two.
    """
    pairing = _running(work, pairing_id)
    if pairing.ended_on is None:
        return pairing
    if not may_reopen(work, pairing):
        raise Refusal("pairings.not_yours_to_reopen", ended_on=pairing.ended_on)
    told = pairing.end_told
    moved = kept.move(
        work.session,
        pairing,
        PairingStep.REOPENED,
        by=work.actor.person_id,
        ended_on=None,
        ending=None,
        end_told_at=None,
        look_at=None,
    )
    words.keep_thanks(work.session, pairing.id, None)
    work.note("pairing.reopened", about=f"pairing:{pairing.id}")
    if told:
        pairing_news.tell_goes_on(work, moved)
    pairing_news.spread(work, moved)
    return moved


def may_reopen(look: Look, pairing: Pairing) -> bool:
    """Whether the actor may take the last day back: a program manager, or whoever set it."""
    if pairing.ended_on is None or not pairing.is_running:
        return False
    if may(look.actor, Act.PAIRINGS_END, case_of(pairing)):
        return True
    return words.last_by(look.session, pairing.id, PairingStep.CLOSING) == look.actor.person_id


def close_due(work: Work, pairing: Pairing) -> Pairing:
    """Tell the two of the last day, and end what has reached it. For the clock."""
    require(work.actor, Act.PAIRINGS_PLAN)
    last_day = pairing.ended_on
    if last_day is None or not pairing.is_running:
        kept.look_again_at(work.session, pairing, None)
        return pairing
    zone = pairing.cohort.program.zone
    first_told = not pairing.end_told
    is_over = last_day <= local_day(work.now, zone)
    told = kept.note_end_told(work.session, pairing) if first_told else pairing
    if is_over:
        moved = kept.move(work.session, told, PairingStep.ENDED, by=None)
        work.note("pairing.ended", about=f"pairing:{pairing.id}")
    else:
        moved = told
        kept.look_again_at(work.session, told, start_of_day(last_day + ONE_DAY, zone))
    if first_told:
        pairing_news.tell_end(work, moved)
    pairing_news.spread(work, moved)
    return moved


def _refuse(form: EndForm, before: BeforeEnd) -> None:
    if not before.may_choose and form.ending != Ending.COMPLETED:
        raise Refusal("pairings.only_completed", field="ending")
    troubles = check_end(form, before.pairing, before.today)
    if troubles:
        raise Refusal.of(troubles)


def _says_the_same(pairing: Pairing, form: EndForm) -> bool:
    return (pairing.ended_on, pairing.ending) == (form.last_day, form.ending)


def _running(look: Look, pairing_id: str) -> Pairing:
    pairing = kept.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("pairings.not_found")
    if not may(look.actor, Act.PAIRINGS_COMPLETE, subject_of(pairing)):
        require(look.actor, Act.PAIRINGS_END, case_of(pairing))
    if not pairing.is_running:
        code = f"pairings.is_{pairing.state}"
        raise Refusal(code, since=pairing.since, ended_on=pairing.ended_on)
    return pairing
