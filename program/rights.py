"""The one table of rights: act by role by relation. Each feature adds the rows of its acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from program.actor import PROGRAM_TEAM, Role
from program.acts import Act


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
    Act.EVENTS_REMEMBER: _rule(_SYSTEM),
    Act.DRAFTS_KEEP: _rule(_OWNER),
    Act.DRAFTS_EXPIRE: _rule(_SYSTEM),
    Act.GOVERNANCE_SEE_ROLES: _rule(*PROGRAM_TEAM, _SYSTEM),
    Act.GOVERNANCE_GRANT: _rule(_PM),
    Act.GOVERNANCE_END: _rule(_PM),
    Act.GOVERNANCE_CLAIM: _rule(_ANYONE),
    Act.GOVERNANCE_ISSUE_CODE: _rule(_SYSTEM),
    Act.GOVERNANCE_TELL: _rule(_SYSTEM),
    Act.GOVERNANCE_NAME_FIRST: _rule(_SYSTEM),
    Act.GOVERNANCE_SET_LINE: _rule(_PM),
    Act.GOVERNANCE_HAND_ON: _rule(_SYSTEM),
    Act.MY_DATA_READ: _rule(_OWNER),
    Act.MY_DATA_ERASE: _rule(_OWNER),
    Act.ERASURE_CARRY: _rule(_SYSTEM),
    Act.COHORTS_READ: _rule(_ANYONE, _SYSTEM),
    Act.COHORTS_CREATE: _rule(_PM),
    Act.COHORTS_CHANGE: _rule(_PM),
    Act.COHORTS_WISH: _rule(_ANYONE),
    Act.COHORTS_TELL: _rule(_SYSTEM),
    Act.ROSTERS_READ: _rule(*PROGRAM_TEAM, _CONCERNED, _SYSTEM),
    Act.ROSTERS_LINES: _rule(_ANYONE, _SYSTEM),
    Act.ROSTERS_IMPORT: _rule(_PM, _SYSTEM),
    Act.ROSTERS_TIE: _rule(_PM),
    Act.ROSTERS_KEEP: _rule(_SYSTEM),
    Act.NOMINATIONS_APPLY: _rule(_ANYONE),
    Act.NOMINATIONS_READ_OWN: _rule(_CONCERNED, _SYSTEM),
    Act.NOMINATIONS_ADD_EVIDENCE: _rule(_CONCERNED),
    Act.NOMINATIONS_WITHDRAW: _rule(_CONCERNED),
    Act.NOMINATIONS_QUEUE: _rule(*PROGRAM_TEAM, _SYSTEM),
    Act.NOMINATIONS_REVIEW: _rule(*PROGRAM_TEAM, not_about_oneself=True),
    Act.NOMINATIONS_DECIDE: _rule(_PM, not_about_oneself=True),
    Act.NOMINATIONS_READ_REMARK: _rule(_PM, not_about_oneself=True),
    Act.NOMINATIONS_PUT_FORWARD: _rule(_ANYONE),
    Act.NOMINATIONS_CONSENT: _rule(_CONCERNED),
    Act.NOMINATIONS_FOLLOW: _rule(_OWNER, _SYSTEM),
    Act.NOMINATIONS_WITHDRAW_VOICE: _rule(_OWNER),
    Act.NOMINATIONS_READ_RATINGS: _rule(*PROGRAM_TEAM, not_about_oneself=True),
    Act.NOMINATIONS_GIVE_VIEW: _rule(_OWNER, _SYSTEM),
    Act.NOMINATIONS_TELL: _rule(_SYSTEM),
    Act.NOMINATIONS_FIND: _rule(_PM),
    Act.PROFILES_KEEP: _rule(_OWNER),
    Act.PROFILES_SEE: _rule(*PROGRAM_TEAM, _OWNER),
    Act.PROFILES_COVER: _rule(*PROGRAM_TEAM, _OWNER, _SYSTEM),
    Act.PROFILES_GATHER: _rule(_SYSTEM),
    Act.MATCHING_SEE: _rule(_PM, _SYSTEM),
    Act.MATCHING_SEE_PAIR: _rule(_PM, _SYSTEM, not_about_oneself=True),
    Act.MATCHING_SET: _rule(_PM),
    Act.MATCHING_RUN: _rule(_PM, _SYSTEM),
    Act.MATCHING_EDIT: _rule(_PM, not_about_oneself=True),
    Act.MATCHING_RELEASE: _rule(_PM),
    Act.MATCHING_CARRY: _rule(_SYSTEM),
    Act.PAIRINGS_READ: _rule(_CONCERNED, _SYSTEM),
    Act.PAIRINGS_OVERSEE: _rule(*PROGRAM_TEAM, _SYSTEM, not_about_oneself=True),
    Act.PAIRINGS_PROPOSE: _rule(_PM, not_about_oneself=True),
    Act.PAIRINGS_ANSWER: _rule(_CONCERNED),
    Act.PAIRINGS_WITHDRAW: _rule(_PM, not_about_oneself=True),
    Act.PAIRINGS_COMPLETE: _rule(_CONCERNED),
    Act.PAIRINGS_END: _rule(_PM, not_about_oneself=True),
    Act.PAIRINGS_SETTLE: _rule(_PM, not_about_oneself=True),
    Act.PAIRINGS_LOOK_AGAIN: _rule(_ANYONE, _SYSTEM),
    Act.PAIRINGS_PLAN: _rule(_SYSTEM),
    Act.PAIRINGS_KIND_ASK: _rule(_CONCERNED),
    Act.PAIRINGS_KIND_ANSWER: _rule(_CONCERNED),
    Act.PAIRINGS_KIND_RUN: _rule(_SYSTEM),
    Act.MENTORS_OFFER: _rule(_ANYONE),
    Act.MENTORS_ANSWER: _rule(_CONCERNED),
    Act.MENTORS_CHANGE: _rule(_OWNER),
    Act.MENTORS_INVITE: _rule(_PM),
    Act.MENTORS_LEAVE: _rule(_PM, _OWNER),
    Act.MENTORS_SEE: _rule(*PROGRAM_TEAM, _OWNER, _SYSTEM),
    Act.MENTORS_READ_BOUNDARIES: _rule(*PROGRAM_TEAM, _OWNER),
    Act.MENTORS_READ_LINE: _rule(*PROGRAM_TEAM, _CONCERNED),
    Act.MENTORS_KEEP: _rule(_SYSTEM),
    Act.CONDUCT_READ: _rule(_ANYONE, _SYSTEM),
    Act.CONDUCT_SEE_ACCEPTED: _rule(*PROGRAM_TEAM, _CONCERNED, _SYSTEM),
    Act.CONDUCT_DISCLOSE: _rule(_ANYONE),
    Act.CONDUCT_WITHDRAW: _rule(_OWNER),
    Act.CONDUCT_OBEY: _rule(*PROGRAM_TEAM, _CONCERNED, _SYSTEM),
    Act.CONDUCT_READ_CONFLICT: _rule(_PM, _OWNER, not_about_oneself=True),
    Act.CONDUCT_KEEP: _rule(_SYSTEM),
    Act.LIBRARY_READ: _rule(_ANYONE, _SYSTEM),
    Act.PAUSES_BEGIN: _rule(_CONCERNED),
    Act.PAUSES_END: _rule(_OWNER),
    Act.PAUSES_READ: _rule(*PROGRAM_TEAM, not_about_oneself=True),
    Act.PAUSES_RUN: _rule(_SYSTEM),
    Act.REQUESTS_ASK: _rule(_CONCERNED),
    Act.REQUESTS_READ_OWN: _rule(_OWNER, _SYSTEM),
    Act.REQUESTS_WITHDRAW: _rule(_OWNER),
    Act.REQUESTS_OVERSEE: _rule(*PROGRAM_TEAM, _OWNER, _SYSTEM, not_about_oneself=True),
    Act.REQUESTS_READ: _rule(*PROGRAM_TEAM, _OWNER, not_about_oneself=True),
    Act.REQUESTS_ANSWER: _rule(_PM, _OWNER, not_about_oneself=True),
    Act.REQUESTS_WATCH: _rule(_SYSTEM),
    Act.CHECK_INS_LOG: _rule(_CONCERNED),
    Act.CHECK_INS_READ: _rule(_CONCERNED, _SYSTEM),
    Act.CHECK_INS_KEEP_OWN: _rule(_OWNER),
    Act.CHECK_INS_ENTER: _rule(*PROGRAM_TEAM, not_about_oneself=True),
    Act.CHECK_INS_COUNT: _rule(*PROGRAM_TEAM, Role.SPONSOR, _SYSTEM),
    Act.CHECK_INS_COUNT_ANSWERS: _rule(_PM),
    Act.CHECK_INS_PLAN: _rule(_SYSTEM),
    Act.RHYTHM_READ: _rule(*PROGRAM_TEAM, _CONCERNED, _SYSTEM),
    Act.RHYTHM_SET: _rule(_CONCERNED),
    Act.REPORTS_READ: _rule(*PROGRAM_TEAM, Role.SPONSOR, _OWNER, _SYSTEM),
    Act.REPORTS_ANSWER: _rule(Role.SPONSOR, _OWNER),
    Act.REPORTS_CHOOSE: _rule(Role.SPONSOR),
    Act.REPORTS_TEAM: _rule(*PROGRAM_TEAM, _OWNER, _SYSTEM),
    Act.REPORTS_PLAN: _rule(_SYSTEM),
    Act.PULSE_COMPOSE: _rule(_PM),
    Act.PULSE_OVERSEE: _rule(*PROGRAM_TEAM, _SYSTEM),
    Act.PULSE_ANSWER: _rule(_CONCERNED),
    Act.PULSE_READ: _rule(*PROGRAM_TEAM, Role.SPONSOR, _CONCERNED, _SYSTEM),
    Act.PULSE_SAY_HEARD: _rule(_PM),
    Act.PULSE_CHOOSE_READERS: _rule(_PM),
    Act.PULSE_RUN: _rule(_SYSTEM),
    Act.DELIVERIES_CARRY: _rule(_SYSTEM),
    Act.DELIVERIES_READ: _rule(_PM, _SYSTEM),
    Act.DELIVERIES_SETTLE: _rule(_PM, _SYSTEM),
    Act.TASKS_CARRY: _rule(_SYSTEM),
}
