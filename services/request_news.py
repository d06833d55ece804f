"""Who hears of a request: whoever asked, whoever answers it, and never the other side."""

from program.delivery import DeliveryClass
from program.hours import ONE_DAY, WorkingHours, local_day, next_working_moment, start_of_day
from program.request import Request, day_before
from services import governance, people
from services.desk import Work

RECEIVED = "requests.received"
CARD = "requests.repair_card"
DUE_SOON = "requests.due_soon"
PASSED_ON = "requests.passed_on"
TALK_FIRST = "requests.talk_first"
ANSWERED = "requests.answered"


def tell_asker(work: Work, request: Request, person_id: str) -> None:
    """Whoever asked gets an answer at once; asking again after taking it back is a new asking."""
    asked = next(one.asked_at for one in request.voices if one.person_id == person_id)
    _send(work, RECEIVED, request, person_id, DeliveryClass.REPLY, mark=f"{asked:%Y%m%dT%H%M%S}")


def tell_owner(work: Work, request: Request, kind: str = CARD) -> None:
    """Whoever answers it hears that it is theirs, and again the working day before it is due."""
    if request.owner is None:
        return
    _send(work, kind, request, request.owner, DeliveryClass.OWED, mark=str(request.version))
    zone = people.named(work, [request.owner])[request.owner].zone
    program_zone = request.cohort.program.zone
    day = day_before(request.due_on, program_zone)
    if day <= local_day(work.now, program_zone):
        return
    work.send(
        DUE_SOON,
        to=request.owner,
        about={"request": request.id, "due": request.due_on.isoformat()},
        cls=DeliveryClass.OWED,
        key=f"{DUE_SOON}:{request.id}:{request.due_on.isoformat()}:{request.owner}",
        not_before=next_working_moment(start_of_day(day, zone), WorkingHours(zone)),
        expires_at=start_of_day(request.due_on + ONE_DAY, program_zone),
    )


def tell_askers(work: Work, request: Request, kind: str) -> None:
    """Everybody who asks hears of this step, each alone."""
    for person_id in sorted(request.asking):
        _send(work, kind, request, person_id, DeliveryClass.OWED, mark=str(request.version))


def spread(work: Work, request: Request) -> None:
    """What was said of it is shown anew to those who were told, and their Homes with it."""
    managers = governance.program_managers(work, request.cohort.program.id)
    told = {*(one.person_id for one in request.voices), *(one.id for one in managers)}
    work.retouch(f"request:{request.id}")
    work.refresh_home(*told, *([request.owner] if request.owner else []))


def _send(
    work: Work, kind: str, request: Request, to: str, cls: DeliveryClass, *, mark: str
) -> None:
    work.send(
        kind,
        to=to,
        about={"request": request.id, "mark": mark},
        cls=cls,
        key=f"{kind}:{request.id}:{mark}:{to}",
    )
