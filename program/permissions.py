"""Who may do what: the same table of rights hides buttons and refuses acts.

The acts stand in `program/acts.py`, the table in `program/rights.py`; `handlers/visibility.py`
writes the lines under free texts from the same rows.
"""

from dataclasses import dataclass

from program.actor import Actor, Standing
from program.acts import Act
from program.refusal import Refusal
from program.rights import TABLE, Relation

__all__ = [
    "NOTHING",
    "TABLE",
    "Act",
    "Relation",
    "Subject",
    "may",
    "may_somewhere",
    "require",
]


@dataclass(frozen=True)
class Subject:
    """The thing an act is about: its program, the people it is about, the people it belongs to."""

    program_id: str | None = None
    concerns: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()


NOTHING = Subject()


def may(actor: Actor, act: Act, subject: Subject = NOTHING) -> bool:
    """May this actor do this to that? Decides whether a button shows and whether a press works."""
    return _objection(actor, act, subject) is None


def may_somewhere(actor: Actor, act: Act) -> bool:
    """May this actor do this in at least one program? For launchers, before a program is chosen."""
    programs = {None} | {held.program_id for held in actor.roles}
    return any(may(actor, act, Subject(program_id=program)) for program in programs)


def require(actor: Actor, act: Act, subject: Subject = NOTHING) -> None:
    """Raise Refusal `permissions.*` (facts: act, roles) unless the actor may do this to that."""
    objection = _objection(actor, act, subject)
    if objection is not None:
        raise Refusal(
            f"permissions.{objection}", act=act, roles=TABLE[act].roles, program=subject.program_id
        )


def _objection(actor: Actor, act: Act, subject: Subject) -> str | None:
    rule = TABLE[act]
    if actor.standing is Standing.SYSTEM:
        return None if Relation.SYSTEM in rule.relations else "not_yours"
    if actor.standing is not Standing.MEMBER:
        return actor.standing.value
    if rule.not_about_oneself and actor.person_id in subject.concerns:
        return "about_yourself"
    if any(actor.holds(role, subject.program_id) for role in rule.roles):
        return None
    return None if rule.relations & _relations(actor, subject) else "not_yours"


def _relations(actor: Actor, subject: Subject) -> frozenset[Relation]:
    found = {Relation.ANYONE}
    if actor.person_id in subject.owners:
        found.add(Relation.OWNER)
    if actor.person_id in subject.concerns:
        found.add(Relation.CONCERNED)
    return frozenset(found)
