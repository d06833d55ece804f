"""Who hears of a pause: its own messages, those already sent, and Home of both."""

from program.delivery import DeliveryClass
from program.hours import WorkingHours, local_day, next_working_moment, start_of_day
from program.pairing import Pairing
from program.request_pause import Pause, tell_on
from services import people
from services.desk import Work

PAUSED = "requests.paused"
RESUME_SOON = "requests.resume_soon"
RESUMED = "requests.resumed"


def told_of_pause(
    work: Work, pairing: Pairing, pause: Pause, *, is_new: bool, rests_longer: bool
) -> None:
    """Whoever paused gets an answer, the other a neutral word, both once; then all follows it."""
    if is_new:
        _say(work, pairing, pause, pause.person_id, DeliveryClass.REPLY)
    if is_new and rests_longer:
        _say(work, pairing, pause, pairing.other(pause.person_id), DeliveryClass.OWED)
    _queue_coming_end(work, pairing, pause)
    spread(work, pairing, pause)


def told_of_resumption(work: Work, pairing: Pairing, *, by: str | None) -> None:
    """Both hear that they are back on; whoever ended the pause by hand knows it already."""
    for person_id in (pairing.mentor, pairing.mentee):
        if person_id != by:
            work.send(
                RESUMED,
                to=person_id,
                about={"pairing": pairing.id, "version": str(pairing.version)},
                cls=DeliveryClass.STEADY,
                key=f"{RESUMED}:{pairing.id}:{pairing.version}:{person_id}",
            )


def spread(work: Work, pairing: Pairing, pause: Pause) -> None:
    """Everything sent about the pairing is shown anew, and the Homes of the two with it."""
    work.retouch(f"pairing:{pairing.id}", f"pause:{pause.id}")
    work.refresh_home(pairing.mentor, pairing.mentee)


def _say(work: Work, pairing: Pairing, pause: Pause, to: str, cls: DeliveryClass) -> None:
    work.send(
        PAUSED,
        to=to,
        about={"pairing": pairing.id, "pause": pause.id},
        cls=cls,
        key=f"{PAUSED}:{pause.id}:{to}",
    )


def _queue_coming_end(work: Work, pairing: Pairing, pause: Pause) -> None:
    """Two working days before, unless the end is nearer than that; one message for each end."""
    zone = people.named(work, [pause.person_id])[pause.person_id].zone
    hours = WorkingHours(zone)
    day = tell_on(pause.until, local_day(work.now, zone), hours)
    if day is None:
        return
    work.send(
        RESUME_SOON,
        to=pause.person_id,
        about={"pairing": pairing.id, "pause": pause.id, "until": pause.until.isoformat()},
        cls=DeliveryClass.STEADY,
        key=f"{RESUME_SOON}:{pause.id}:{pause.until.isoformat()}",
        not_before=next_working_moment(start_of_day(day, zone), hours),
        expires_at=start_of_day(pause.until, zone),
    )
