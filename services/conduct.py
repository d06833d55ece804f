"""The code of conduct: who accepted what, who is asked; and whether two people are in a conflict.

Conflicts themselves are declared and read in `services/conflicts.py`.
"""

from collections.abc import Collection

from program.conduct import CODE, FIRST_VERSION, Accepted, ConflictCheck
from program.delivery import DeliveryClass
from program.permissions import Act, Subject, may_somewhere, require
from program.refusal import Refusal
from services import shelf
from services.desk import Look, Work
from store import conduct as kept

ASK = "conduct.ask"


def version_in_force(look: Look) -> int:
    """The version of the code of conduct that counts now: the one on the library's shelf."""
    require(look.actor, Act.CONDUCT_READ)
    code = shelf.article(look, CODE)
    return FIRST_VERSION if code is None else code.version


def has_accepted(look: Look, person_id: str) -> bool:
    """Whether somebody accepted the code of conduct as it stands now, with its conflict question.

    For the house, the person and the program team; what was answered is not said.
    """
    _require_of(look, Act.CONDUCT_SEE_ACCEPTED, person_id)
    return kept.has_accepted(look.session, person_id, version_in_force(look))


def how_many_open(look: Look, person_ids: Collection[str]) -> int:
    """How many of these people have not accepted the code of conduct as it stands now.

    For the house and the program team: a number, nobody's name.
    """
    if not may_somewhere(look.actor, Act.CONDUCT_SEE_ACCEPTED):
        require(look.actor, Act.CONDUCT_SEE_ACCEPTED)
    there = kept.who_accepted(look.session, version_in_force(look))
    return len(set(person_ids) - there)


def mine(look: Look) -> Accepted | None:
    """What the actor accepted last; None before the first time."""
    require(look.actor, Act.CONDUCT_READ)
    return kept.accepted(look.session, look.me)


def accept(work: Work, *, version: int, check: ConflictCheck | None = ConflictCheck.NONE) -> None:
    """Accept the code of conduct and answer the conflict question. Twice is a quiet success.

    Raises Refusal `conduct.answer_check` under `check`, or `conduct.newer_version` when another
    version came into force while this one was read.
    """
    require(work.actor, Act.CONDUCT_READ)
    if check is None:
        raise Refusal("conduct.answer_check", field="check")
    if version != version_in_force(work):
        raise Refusal("conduct.newer_version")
    person_id = work.me
    if not kept.accept(work.session, person_id, version, check):
        return
    work.note("conduct.accepted", about=f"person:{person_id}", version=version)
    work.retouch(f"conduct:{person_id}")
    work.refresh_home(person_id)


def ask(work: Work, person_id: str) -> None:
    """Ask somebody to read and accept it, unless they have. Asked twice it is one message.

    In the house's own name: whoever sets it off learns nothing of the answer.
    """
    require(work.by_the_house().actor, Act.CONDUCT_KEEP)
    version = version_in_force(work)
    if kept.has_accepted(work.session, person_id, version):
        return
    work.send(
        ASK,
        to=person_id,
        about={"conduct": person_id, "version": str(version)},
        cls=DeliveryClass.OWED,
        key=f"{ASK}:{person_id}:{version}",
    )
    work.refresh_home(person_id)


def conflict_between(look: Look, one: str, other: str) -> bool:
    """Whether either of the two declared a conflict with the other and did not withdraw it.

    Says that there is one, never whose or which. Raises Refusal `permissions.*` for whoever is
    neither of the program team nor one of the two.
    """
    _require_of(look, Act.CONDUCT_OBEY, one, other)
    return other in kept.with_person(look.session, one)


def _require_of(look: Look, act: Act, *person_ids: str) -> None:
    """The act, as one of the program team of any program, or as one of these people."""
    if not may_somewhere(look.actor, act):
        require(look.actor, act, Subject(concerns=frozenset(person_ids)))


def before_check(look: Look, *, version: int, ticked: bool) -> None:
    """From the text to the conflict question; nothing is kept yet.

    Raises Refusal `conduct.tick` under `read`, or `conduct.newer_version`.
    """
    require(look.actor, Act.CONDUCT_READ)
    if not ticked:
        raise Refusal("conduct.tick", field="read")
    if version != version_in_force(look):
        raise Refusal("conduct.newer_version")
