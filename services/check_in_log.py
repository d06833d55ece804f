"""What one of the two says of a meeting: note it, correct it, take it back; or have it entered."""

from dataclasses import replace
from datetime import date, timedelta

from program.check_in import (
    CORRECT_FOR,
    MOST_ACTIONS,
    CheckIn,
    CheckInForm,
    CheckInState,
    Claim,
    Medium,
    OwnWords,
    merged_actions,
    says_the_same,
)
from program.check_in_form import (
    check_form,
    check_own,
)
from program.hours import local_day
from program.pairing import Pairing, PairingState, case_of, subject_of
from program.permissions import Act, Subject, require
from program.person import Person
from program.refusal import Refusal
from services import check_in_news, people
from services.check_in_settling import begin, days_apart, settle, spread
from services.desk import Look, Work
from store import check_in_words as words
from store import check_ins as kept
from store import pairings as kept_pairings


def log(work: Work, pairing_id: str, form: CheckInForm) -> CheckIn:
    """Note a meeting; the other is asked to confirm, or it joins what the other noted of that day.

    The same form twice is a quiet success. Raises Refusal `check_ins.*` under the fields,
    `check_ins.noted_already` for a day the actor has noted otherwise, `check_ins.ended`.
    """
    pairing = _pairing(work, pairing_id)
    require(work.actor, Act.CHECK_INS_LOG, subject_of(pairing))
    me = work.me
    return _log(work, pairing, people.named(work, [me])[me], form, entered_by=None)


def enter(work: Work, pairing_id: str, person_id: str, form: CheckInForm) -> CheckIn:
    """Note a meeting on behalf of one of the two, who is told who did; facts only.

    Raises Refusal as `log`, and `check_ins.not_of_the_two` under `who`.
    """
    pairing = _pairing(work, pairing_id)
    require(work.actor, Act.CHECK_INS_ENTER, case_of(pairing))
    if person_id not in (pairing.mentor, pairing.mentee) or pairing.started_on is None:
        raise Refusal("check_ins.not_of_the_two", field="who")
    facts = replace(form, competencies=(), actions=(), own=None)
    person = people.named(work, [person_id])[person_id]
    return _log(work, pairing, person, facts, entered_by=work.actor.person_id)


def before_correcting(look: Look, check_in_id: str) -> CheckIn:
    """The check-in to correct. Refuses as `correct` would."""
    seen, _ = _mine(look, check_in_id)
    _refuse_late(look, seen)
    return seen


def correct(work: Work, check_in_id: str, seen_version: int, form: CheckInForm) -> CheckIn:
    """Say anew what there was, within 14 days; the other is asked again where it differs.

    Whoever noted it first sets all the facts; the other their own day and minutes. The same form
    twice is a quiet success. Raises Refusal as `log`, `check_ins.too_late`,
    `check_ins.changed_meanwhile`.
    """
    seen, pairing = _mine(work, check_in_id)
    me = work.me
    _refuse_late(work, seen)
    if _says_it_already(work, seen, me, form):
        return seen
    if seen.version != seen_version:
        raise Refusal("check_ins.changed_meanwhile")
    most = max(MOST_ACTIONS, len(words.actions(work.session, seen.id)))
    claim = _checked(work, pairing, form, work.actor.zone, most_actions=most)
    before, other = seen.claim(me), pairing.other(me)
    apart = days_apart(work, pairing)
    kept.say(work.session, seen.id, me, claim)
    asks_again = seen.state is CheckInState.CONFIRMED and not says_the_same(
        seen.claim(other), claim, days_apart=apart
    )
    if asks_again:
        kept.say(work.session, seen.id, other, None)
    if me == seen.author:
        words.keep_competencies(work.session, seen.id, form.competencies)
        words.keep_actions(work.session, seen.id, form.actions)
    _keep_own(work, seen, me, form.own)
    medium = form.medium if me == seen.author else None
    now_said = settle(work, pairing, seen, medium=medium, ask=asks_again)
    if before != claim:
        work.note("check_in.corrected", about=f"check_in:{seen.id}", state=now_said.state)
    spread(work, pairing, now_said, next_on=form.next_on)
    return now_said


def withdraw(work: Work, check_in_id: str) -> CheckIn:
    """Take back what one said, within 14 days; what the other said of it stays the other's.

    Twice is once. Raises Refusal `check_ins.too_late`.
    """
    seen, pairing = _mine(work, check_in_id)
    me = work.me
    if seen.claim(me) is None:
        return seen
    _refuse_late(work, seen)
    own = words.own(work.session, seen.id, me)
    _keep_own(work, seen, me, replace(own, worth=None, in_the_way=()))
    kept.say(work.session, seen.id, me, None)
    now_said = settle(work, pairing, seen)
    work.note("check_in.withdrawn", about=f"check_in:{seen.id}", state=now_said.state)
    other = pairing.other(me)
    theirs = seen.claim(other)
    if theirs is not None and theirs.met:
        check_in_news.tell_taken_back(work, pairing, now_said, to=other)
    spread(work, pairing, now_said)
    return now_said


def add(work: Work, check_in_id: str, own: OwnWords) -> CheckIn:
    """Keep a private note beside a meeting, and answer blind; both are one's own alone.

    A blind answer can be given and changed for 14 days after the meeting was noted; afterwards it
    stays as it is. Raises Refusal under `note`, or `check_ins.not_found`.
    """
    seen, _ = _mine(work, check_in_id)
    me = work.me
    troubles = check_own(own)
    if troubles:
        raise Refusal.of(troubles)
    _keep_own(work, seen, me, own)
    return seen


def _log(
    work: Work, pairing: Pairing, person: Person, form: CheckInForm, *, entered_by: str | None
) -> CheckIn:
    _refuse_ended(work, pairing)
    claim = _checked(work, pairing, form, person.zone)
    found = _same_meeting(work, pairing, person.id, claim)
    said = found.claim(person.id) if found else None
    if found is not None and said is not None and said.met:
        if said == claim:
            return found
        raise Refusal(
            "check_ins.noted_already", field="met_on", on=said.met_on, minutes=said.minutes
        )
    if found is None:
        medium = form.medium or Medium.IN_PERSON
        noted = begin(work, pairing, claim, medium, author=person.id, entered_by=entered_by)
        words.keep_competencies(work.session, noted.id, form.competencies)
        words.keep_actions(work.session, noted.id, form.actions)
    else:
        kept.say(work.session, found.id, person.id, claim, entered_by=entered_by)
        _join(work, found, form)
        noted = settle(work, pairing, found)
    _keep_own(work, noted, person.id, form.own)
    if entered_by is not None:
        check_in_news.tell_entered(work, pairing, noted, to=person.id)
    work.note("check_in.noted", about=f"check_in:{noted.id}", state=noted.state)
    spread(work, pairing, noted, next_on=form.next_on)
    return noted


def _join(work: Work, found: CheckIn, form: CheckInForm) -> None:
    """What the second of the two wrote joins what the first did; nothing is lost."""
    competencies = words.competencies(work.session, found.id) | set(form.competencies)
    words.keep_competencies(work.session, found.id, competencies)
    actions = words.actions(work.session, found.id)
    words.keep_actions(work.session, found.id, merged_actions(actions, form.actions))


def _same_meeting(look: Look, pairing: Pairing, person_id: str, claim: Claim) -> CheckIn | None:
    """The record this note belongs to: one's own of that day, or what the other noted of it.

    Where the two live in different zones, the other's day may be the one before or after.
    """
    apart = timedelta(days=days_apart(look, pairing))
    near = kept.around(look.session, pairing.id, claim.met_on - apart, claim.met_on + apart)
    for one in near:
        said = one.claim(person_id)
        if claim.met_on in (one.met_on, said.met_on if said else None):
            return one
    return next((one for one in near if one.waits_for(person_id)), None)


def _checked(
    look: Look, pairing: Pairing, form: CheckInForm, zone: str, *, most_actions: int = MOST_ACTIONS
) -> Claim:
    known = [one.id for one in pairing.cohort.competencies]
    today = local_day(look.now, zone)
    troubles = check_form(form, pairing, today, known, most_actions=most_actions)
    if troubles or form.met_on is None or form.minutes is None:
        raise Refusal.of(troubles)
    return Claim(True, form.met_on, form.minutes)


def _keep_own(work: Work, seen: CheckIn, me: str, own: OwnWords | None) -> None:
    if own is None:
        return
    require(work.actor, Act.CHECK_INS_KEEP_OWN, Subject(owners=frozenset({me})))
    held = words.own(work.session, seen.id, me)
    if work.now > seen.logged_at + CORRECT_FOR:
        own = replace(own, worth=held.worth, in_the_way=held.in_the_way)
    if own != held:
        words.keep_own(work.session, seen.id, me, own, local_day(work.now, work.actor.zone))


def _says_it_already(look: Look, seen: CheckIn, me: str, form: CheckInForm) -> bool:
    if form.met_on is None or form.minutes is None:
        return False
    claim = Claim(True, form.met_on, form.minutes)
    if seen.claim(me) != claim:
        return False
    if form.own not in (None, words.own(look.session, seen.id, me)):
        return False
    if me != seen.author:
        return True
    return (
        form.medium is seen.medium
        and form.next_on is None
        and words.competencies(look.session, seen.id) == set(form.competencies)
        and words.actions(look.session, seen.id) == form.actions
    )


def _mine(look: Look, check_in_id: str) -> tuple[CheckIn, Pairing]:
    seen = kept.check_in(look.session, check_in_id)
    if seen is None:
        raise Refusal("check_ins.not_found")
    pairing = _pairing(look, seen.pairing_id)
    require(look.actor, Act.CHECK_INS_LOG, subject_of(pairing))
    return seen, pairing


def _pairing(look: Look, pairing_id: str) -> Pairing:
    pairing = kept_pairings.pairing(look.session, pairing_id)
    if pairing is None:
        raise Refusal("check_ins.not_found")
    return pairing


def _refuse_ended(look: Look, pairing: Pairing) -> None:
    ended: date | None = pairing.ended_on
    if pairing.state is not PairingState.ENDED or ended is None:
        return
    if local_day(look.now, pairing.cohort.program.zone) > ended + CORRECT_FOR:
        raise Refusal("check_ins.ended", ended=ended)


def _refuse_late(look: Look, seen: CheckIn) -> None:
    me = look.me
    if seen.may_be_changed_by(me, look.now):
        return
    side = seen.side(me)
    if side is None or side.claim is None:
        raise Refusal("check_ins.nothing_of_yours")
    raise Refusal("check_ins.too_late", said_at=side.said_at, zone=look.actor.zone)
