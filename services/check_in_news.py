"""Who hears of a check-in: what each step queues, and what was sent that is shown anew."""

from program.check_in import CheckIn, CheckInState
from program.delivery import DeliveryClass
from program.pairing import Pairing, PairingState
from services import governance
from services.desk import Work

CONFIRM_ASK = "check_ins.confirm_ask"
MISMATCH = "check_ins.mismatch"
TAKEN_BACK = "check_ins.taken_back"
ENTERED = "check_ins.entered"


def ask_to_confirm(work: Work, pairing: Pairing, check_in: CheckIn) -> None:
    """Ask the one who has not spoken, once until what they said is cleared by a correction.

    Not while the pairing rests, when Home alone shows it.
    """
    if pairing.state is PairingState.PAUSED:
        return
    for person_id in (pairing.mentor, pairing.mentee):
        if check_in.waits_for(person_id):
            cleared = check_in.side(person_id)
            asking = cleared.said_at.isoformat() if cleared else "first"
            work.send(
                CONFIRM_ASK,
                to=person_id,
                about=_about(pairing, check_in),
                cls=DeliveryClass.STEADY,
                key=f"{CONFIRM_ASK}:{check_in.id}:{asking}",
                expires_at=check_in.ask_ends_at,
            )


def ask_what_is_right(work: Work, pairing: Pairing, check_in: CheckIn) -> None:
    """Ask both what is right, once for each check-in whatever becomes of it."""
    if pairing.state is PairingState.PAUSED:
        return
    for person_id in (pairing.mentor, pairing.mentee):
        work.send(
            MISMATCH,
            to=person_id,
            about=_about(pairing, check_in),
            cls=DeliveryClass.OWED,
            key=f"{MISMATCH}:{check_in.id}:{person_id}",
            expires_at=check_in.ask_ends_at,
        )


def tell_taken_back(work: Work, pairing: Pairing, check_in: CheckIn, *, to: str) -> None:
    """Tell one of the two that the other took back what both had said."""
    _tell(work, TAKEN_BACK, pairing, check_in, to=to)


def tell_entered(work: Work, pairing: Pairing, check_in: CheckIn, *, to: str) -> None:
    """Tell somebody what was entered on their behalf."""
    _tell(work, ENTERED, pairing, check_in, to=to)


def show_anew(work: Work, pairing: Pairing, check_in: CheckIn) -> None:
    """What was sent of it, and the Homes on which it stands."""
    work.retouch(f"check_in:{check_in.id}")
    work.refresh_home(pairing.mentor, pairing.mentee)
    if check_in.state is CheckInState.DISPUTED:
        managers = governance.program_managers(work, pairing.cohort.program.id)
        work.refresh_home(*(one.id for one in managers))


def _tell(work: Work, kind: str, pairing: Pairing, check_in: CheckIn, *, to: str) -> None:
    work.send(
        kind,
        to=to,
        about=_about(pairing, check_in),
        cls=DeliveryClass.OWED,
        key=f"{kind}:{check_in.id}:{check_in.version}:{to}",
    )


def _about(pairing: Pairing, check_in: CheckIn) -> dict[str, str]:
    return {
        "pairing": pairing.id,
        "check_in": check_in.id,
        "version": str(check_in.version),
    }
