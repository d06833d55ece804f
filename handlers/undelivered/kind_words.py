"""What each kind of message and of long work is called among people, and no more than that.

The names are wide on purpose: whoever settles what did not arrive learns that a message about a
pairing waits for somebody, and never which one, or what it says.
"""

from collections.abc import Mapping

_NOMINATION = "About a nomination"
_MENTORING = "About mentoring"
_PAIRING = "About a pairing"
_CHECK_IN = "About a check-in"
_DIGEST = "A digest"
_PULSE = "About a pulse"
_ROSTER = "About the roster"
_FILE = "A file they asked for"
_ANSWER = "An answer to a message"

A_MESSAGE = "A message"
SOME_WORK = "Long work"

MESSAGES: Mapping[str, str] = {
    "check_ins.confirm_ask": _CHECK_IN,
    "check_ins.entered": _CHECK_IN,
    "check_ins.mismatch": _CHECK_IN,
    "check_ins.overdue": _CHECK_IN,
    "check_ins.taken_back": _CHECK_IN,
    "cohorts.charter_changed": "About the charter",
    "cohorts.nominations_open": _NOMINATION,
    "conduct.ask": "The code of conduct",
    "governance.erased": "About their data",
    "governance.role_given": "About a role",
    "home.page": "Their Home",
    "lists.sheet": _FILE,
    "matching.draft_ready": "About the matching",
    "matching.launch_report": "About the matching",
    "matching.no_mentor": _PAIRING,
    "mentors.invite": _MENTORING,
    "mentors.invite_reminder": _MENTORING,
    "mentors.news": _MENTORING,
    "my_data.export_ready": _FILE,
    "nominations.accepted": _NOMINATION,
    "nominations.consent_ask": _NOMINATION,
    "nominations.declined": _NOMINATION,
    "nominations.manager_told": _NOMINATION,
    "nominations.more_ask": _NOMINATION,
    "nominations.news": _NOMINATION,
    "nominations.received": _NOMINATION,
    "nominations.to_review": _NOMINATION,
    "nominations.view_ask": _NOMINATION,
    "nominations.wait_listed": _NOMINATION,
    "nominations.waiting": _NOMINATION,
    "pairings.ended": _PAIRING,
    "pairings.goes_on": _PAIRING,
    "pairings.guide": _PAIRING,
    "pairings.kind_ask": _PAIRING,
    "pairings.kind_told": _PAIRING,
    "pairings.mentor_ask": _PAIRING,
    "pairings.mentor_reminder": _PAIRING,
    "pairings.started": _PAIRING,
    "people.installed": "A welcome",
    "people.typed": _ANSWER,
    "pulse.heard": _PULSE,
    "pulse.invitation": _PULSE,
    "pulse.not_opened": _PULSE,
    "pulse.reminder": _PULSE,
    "pulse.result": _PULSE,
    "pulse.void": _PULSE,
    "reports.pm_digest": _DIGEST,
    "reports.sponsor_digest": _DIGEST,
    "reports.thanks": "Thanks from a sponsor",
    "requests.answered": _PAIRING,
    "requests.due_soon": _PAIRING,
    "requests.passed_on": _PAIRING,
    "requests.paused": _PAIRING,
    "requests.received": _PAIRING,
    "requests.repair_card": _PAIRING,
    "requests.resume_soon": _PAIRING,
    "requests.resumed": _PAIRING,
    "requests.talk_first": _PAIRING,
    "rosters.checked": _ROSTER,
    "rosters.imported": _ROSTER,
    "rosters.left_out": _FILE,
    "rosters.not_theirs": _ROSTER,
    "rosters.offered": _ROSTER,
    "rosters.refused": _ROSTER,
    "rosters.tied": _ROSTER,
    "rosters.untied": _ROSTER,
}

WORK: Mapping[str, str] = {
    "erasure.erase": "Erasing somebody's data",
    "matching.release": "Asking the mentors of a draft",
    "matching.run": "Finding the pairs of a cohort",
    "people.sweep": "Looking at everybody Slack lists",
    "pulse.close": "Counting a pulse that has closed",
    "pulse.heard_out": "Sending what was heard in a pulse",
    "pulse.open": "Opening a pulse",
    "rosters.apply": "Importing a roster",
    "rosters.check": "Checking a roster",
}


def message_called(kind: str) -> str:
    return MESSAGES.get(kind, A_MESSAGE)


def work_called(kind: str) -> str:
    return WORK.get(kind, SOME_WORK)
