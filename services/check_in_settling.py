"""What two say of one meeting, brought together: the record, the asking, and who hears of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from program.check_in import (
    CONFIRM_WORKING_DAYS,
    DIFFER_WORKING_DAYS,
    CheckIn,
    CheckInState,
    Claim,
    Medium,
    settled,
)
from program.hours import (
    ONE_DAY,
    WorkingHours,
    add_working_days,
    local_day,
    start_of_day,
    zone_named,
)
from program.pairing import Pairing, PairingState
from program.refusal import Refusal
from services import check_in_news
from services.desk import Look, Work
from services.rhythm_round import look_again
from store import check_ins as kept
from store import people, rhythms

FAR_APART = timedelta(hours=8)
"""Between two clocks: from there on both may be awake on different days."""


def begin(
    work: Work,
    pairing: Pairing,
    claim: Claim,
    medium: Medium,
    *,
    author: str,
    entered_by: str | None,
) -> CheckIn:
    """Note a meeting of which nobody spoke yet, and ask the other."""
    other = pairing.other(author)
    begun = kept.add(
        work.session,
        pairing,
        claim,
        medium,
        author=author,
        entered_by=entered_by,
        ask_ends_at=_after_working_days(work, pairing, other, CONFIRM_WORKING_DAYS),
    )
    check_in_news.ask_to_confirm(work, pairing, begun)
    return begun


def settle(
    work: Work, pairing: Pairing, seen: CheckIn, *, medium: Medium | None = None, ask: bool = False
) -> CheckIn:
    """Bring the record to what both say now, and ask or tell whoever that concerns.

    `ask`: whoever has not said anything is asked to confirm. Raises Refusal
    `check_ins.noted_already` when the day has another record.
    """
    said = _with_its_claims(work, seen)
    mentors, mentees = said.claim(pairing.mentor), said.claim(pairing.mentee)
    state, minutes = settled(mentors, mentees, days_apart=days_apart(work, pairing))
    met_on = _day(said, pairing)
    if state is not CheckInState.WITHDRAWN:
        _refuse_taken_day(work, pairing, said, met_on)
    moved = kept.move(
        work.session,
        seen,
        state,
        met_on=met_on,
        minutes=minutes or seen.minutes,
        medium=medium or seen.medium,
        ask_ends_at=_ask_until(work, pairing, seen, said, state, ask=ask),
    )
    if ask and state is CheckInState.ONE_SIDED:
        check_in_news.ask_to_confirm(work, pairing, moved)
    if state is CheckInState.DISPUTED and moved.ask_ends_at is not None:
        check_in_news.ask_what_is_right(work, pairing, moved)
    return moved


def spread(work: Work, pairing: Pairing, check_in: CheckIn, *, next_on: date | None = None) -> None:
    """A check-in changed: the rhythm follows, what was sent is shown anew, and Home with it."""
    seen = rhythms.of_pairing(work.session, pairing.id)
    look_again(work, pairing, replace(seen, next_on=next_on) if next_on else seen)
    check_in_news.show_anew(work, pairing, check_in)


def days_apart(look: Look, pairing: Pairing) -> int:
    """1 where one meeting may fall on two days, because the two live in zones far apart."""
    zones = [people.by_id(look.session, one).zone for one in (pairing.mentor, pairing.mentee)]
    one, other = (look.now.astimezone(zone_named(zone)).replace(tzinfo=UTC) for zone in zones)
    return 1 if abs(one - other) >= FAR_APART else 0


def _with_its_claims(work: Work, seen: CheckIn) -> CheckIn:
    found = kept.check_in(work.session, seen.id)
    assert found is not None  # noqa: S101  it was read a moment ago
    return found


def _day(said: CheckIn, pairing: Pairing) -> date:
    """The day of whoever noted it first, as long as that one says so."""
    for person_id in (said.author, pairing.other(said.author)):
        claim = said.claim(person_id)
        if claim is not None and claim.met:
            return claim.met_on
    return said.met_on


def _refuse_taken_day(work: Work, pairing: Pairing, said: CheckIn, day: date) -> None:
    others = [one for one in kept.around(work.session, pairing.id, day, day) if one.id != said.id]
    if others:
        raise Refusal("check_ins.noted_already", field="met_on", on=day, minutes=others[0].minutes)


def _ask_until(
    work: Work,
    pairing: Pairing,
    seen: CheckIn,
    said: CheckIn,
    state: CheckInState,
    *,
    ask: bool,
) -> datetime | None:
    if state is CheckInState.DISPUTED:
        if seen.state is CheckInState.DISPUTED:
            return seen.ask_ends_at
        ends = [
            _after_working_days(work, pairing, one, DIFFER_WORKING_DAYS)
            for one in (pairing.mentor, pairing.mentee)
        ]
        return max(ends)
    if state is not CheckInState.ONE_SIDED:
        return None
    silent = next(one for one in (pairing.mentor, pairing.mentee) if said.claim(one) is None)
    if ask:
        return _after_working_days(work, pairing, silent, CONFIRM_WORKING_DAYS)
    return seen.ask_ends_at if seen.waits_for(silent) else None


def _after_working_days(look: Look, pairing: Pairing, person_id: str, count: int) -> datetime:
    """The end of that many working days of somebody, by their own calendar.

    While the pairing rests they are not asked, so the days begin when it goes on.
    """
    zone = people.by_id(look.session, person_id).zone
    today = local_day(look.now, zone)
    rests = pairing.state is PairingState.PAUSED and pairing.resting_until is not None
    begun = max(today, pairing.resting_until or today) if rests else today
    return start_of_day(add_working_days(begun, count, WorkingHours(zone)) + ONE_DAY, zone)
