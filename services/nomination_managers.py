"""What a line manager hears when somebody of theirs is accepted: the time that was promised."""

from program.actor import Standing as Account
from program.delivery import DeliveryClass
from program.nomination import Standing
from services import people, rosters
from services.desk import Work
from services.nomination_news import after_nominee

MANAGER_TOLD = "nominations.manager_told"


def tell_manager(work: Work, standing: Standing) -> None:
    """Tell the line manager the roster knows, once for each yes; nobody where it knows none.

    The nominee hears it first: the message waits as long as that to who put them forward.
    """
    manager_id = rosters.line_manager(work, standing.nominee)
    if manager_id is None or manager_id == standing.nominee:
        return
    known = people.named(work, [manager_id, standing.nominee])
    manager = known[manager_id]
    if manager.deactivated or manager.standing is not Account.MEMBER:
        return
    work.send(
        MANAGER_TOLD,
        to=manager_id,
        about={"nomination": standing.id, "version": str(standing.version)},
        cls=DeliveryClass.OWED,
        key=f"{MANAGER_TOLD}:{standing.id}:{standing.version}",
        not_before=after_nominee(work.now, known[standing.nominee].zone),
    )
