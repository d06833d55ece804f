"""Who may do what: one table of act by role by relation, which hides buttons and refuses acts.

Each feature adds its acts and their rows here, so that the whole of what anybody may do is read in
one place. `handlers/visibility.py` writes the lines under free texts from the same rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from program.actor import PROGRAM_TEAM, Actor, Role, Standing
from program.refusal import Refusal


class Act(StrEnum):
    """Everything that can be asked for; a reading of somebody's words is an act as well."""

    HOME_OPEN = "home.open"
    PEOPLE_KEEP = "people.keep"
    """Write down what Slack says about accounts."""
    PEOPLE_NAME = "people.name"
    """See the name, title and zone of a colleague."""
    PEOPLE_TYPE = "people.type"
    """Write to the bot, which answers what it is for."""
    DRAFTS_KEEP = "drafts.keep"
    """Put one's own unfinished form aside, take it up again, drop it."""
    DRAFTS_EXPIRE = "drafts.expire"
    GOVERNANCE_SEE_ROLES = "governance.see_roles"
    GOVERNANCE_GRANT = "governance.grant"
    GOVERNANCE_END = "governance.end"
    GOVERNANCE_CLAIM = "governance.claim"
    """Become the first program manager with the operator's one-time code."""
    GOVERNANCE_ISSUE_CODE = "governance.issue_code"
    GOVERNANCE_TELL = "governance.tell"
    """Read a role in order to tell its holder."""
    GOVERNANCE_NAME_FIRST = "governance.name_first"
    """Name program managers from the operator's settings."""

    COHORTS_READ = "cohorts.read"
    """Name, dates, competencies and criteria: written to be published."""
    COHORTS_CREATE = "cohorts.create"
    COHORTS_CHANGE = "cohorts.change"

    NOMINATIONS_APPLY = "nominations.apply"
    NOMINATIONS_READ_OWN = "nominations.read_own"
    """State, evidence and the reason of a nomination, for the nominee."""
    NOMINATIONS_ADD_EVIDENCE = "nominations.add_evidence"
    NOMINATIONS_WITHDRAW = "nominations.withdraw"
    NOMINATIONS_QUEUE = "nominations.queue"
    """See that nominations wait, and whose."""
    NOMINATIONS_REVIEW = "nominations.review"
    """Read evidence and aspiration in order to decide."""
    NOMINATIONS_DECIDE = "nominations.decide"
    NOMINATIONS_READ_REMARK = "nominations.read_remark"
    """The remark beside a decision."""

    DELIVERIES_CARRY = "deliveries.carry"
    """Take what is due to Slack and note what became of it."""
    TASKS_CARRY = "tasks.carry"
    """Take up long work, tell how far it is, end it."""


class Relation(StrEnum):
    """How somebody stands to the thing, whatever their role."""

    ANYONE = "anyone"
    """Every full account of the workspace."""
    OWNER = "owner"
    """Who wrote it or asked for it."""
    CONCERNED = "concerned"
    """Whom it is about."""
    SYSTEM = "system"
    """The clock, a task, a command."""


@dataclass(frozen=True)
class Subject:
    """The thing an act is about: its program, the people it is about, the people it belongs to."""

    program_id: str | None = None
    concerns: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()


NOTHING = Subject()


@dataclass(frozen=True)
class Rule:
    """One row: these roles in the subject's program, or these relations, may."""

    roles: frozenset[Role] = frozenset()
    relations: frozenset[Relation] = frozenset()
    not_about_oneself: bool = False
    """Whoever it concerns may not, whatever their role: somebody else does it."""


def _rule(*who: Role | Relation, not_about_oneself: bool = False) -> Rule:
    return Rule(
        roles=frozenset(one for one in who if isinstance(one, Role)),
        relations=frozenset(one for one in who if isinstance(one, Relation)),
        not_about_oneself=not_about_oneself,
    )


_PM = Role.PROGRAM_MANAGER
_ANYONE, _OWNER, _CONCERNED, _SYSTEM = Relation

TABLE: Mapping[Act, Rule] = {
    Act.HOME_OPEN: _rule(_ANYONE, _SYSTEM),
    Act.PEOPLE_KEEP: _rule(_SYSTEM),
    Act.PEOPLE_NAME: _rule(_ANYONE, _SYSTEM),
    Act.PEOPLE_TYPE: _rule(_ANYONE),
    Act.DRAFTS_KEEP: _rule(_OWNER),
    Act.DRAFTS_EXPIRE: _rule(_SYSTEM),
    Act.GOVERNANCE_SEE_ROLES: _rule(*PROGRAM_TEAM, _SYSTEM),
    Act.GOVERNANCE_GRANT: _rule(_PM),
    Act.GOVERNANCE_END: _rule(_PM),
    Act.GOVERNANCE_CLAIM: _rule(_ANYONE),
    Act.GOVERNANCE_ISSUE_CODE: _rule(_SYSTEM),
    Act.GOVERNANCE_TELL: _rule(_SYSTEM),
    Act.GOVERNANCE_NAME_FIRST: _rule(_SYSTEM),
    Act.COHORTS_READ: _rule(_ANYONE, _SYSTEM),
    Act.COHORTS_CREATE: _rule(_PM),
    Act.COHORTS_CHANGE: _rule(_PM),
    Act.NOMINATIONS_APPLY: _rule(_ANYONE),
    Act.NOMINATIONS_READ_OWN: _rule(_CONCERNED, _SYSTEM),
    Act.NOMINATIONS_ADD_EVIDENCE: _rule(_CONCERNED),
    Act.NOMINATIONS_WITHDRAW: _rule(_CONCERNED),
    Act.NOMINATIONS_QUEUE: _rule(*PROGRAM_TEAM, _SYSTEM),
    Act.NOMINATIONS_REVIEW: _rule(*PROGRAM_TEAM, not_about_oneself=True),
    Act.NOMINATIONS_DECIDE: _rule(_PM, not_about_oneself=True),
    Act.NOMINATIONS_READ_REMARK: _rule(_PM, not_about_oneself=True),
    Act.DELIVERIES_CARRY: _rule(_SYSTEM),
    Act.TASKS_CARRY: _rule(_SYSTEM),
}


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
