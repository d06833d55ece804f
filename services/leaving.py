"""When somebody of the program team leaves: their programs and open items find somebody else."""

from program.permissions import Act, require
from services import request_watch, succession
from services.desk import Work


def hand_on(work: Work) -> None:
    """Let the next in line take over from accounts that were closed. For the clock.

    Planned by `succession.next_vacancy`; done twice it changes nothing.
    """
    require(work.actor, Act.GOVERNANCE_HAND_ON)
    for person_id in sorted(succession.fill_vacancies(work)):
        request_watch.go_on_without(work, person_id)
