"""The code of conduct as it stands on the library's shelf, and what a new version sets off."""

from datetime import datetime

from documents.shelf import Article
from program.conduct import CODE
from program.mentor import MentorState
from program.permissions import Act, require
from program.refusal import Refusal
from services import cohorts, conduct, nominations, shelf
from services.desk import Look, Work
from store import conduct as kept
from store import mentors as kept_mentors


def code(look: Look) -> Article:
    """The text that is in force. Raises Refusal `conduct.no_code` when none is on the shelf."""
    require(look.actor, Act.CONDUCT_READ)
    found = shelf.article(look, CODE)
    if found is None:
        raise Refusal("conduct.no_code")
    return found


def next_version(look: Look) -> datetime | None:
    """At once when another version lies on the shelf than was noted last. For the clock."""
    require(look.actor, Act.CONDUCT_KEEP)
    return None if kept.noted_last(look.session) == conduct.version_in_force(look) else look.now


def ask_about_version(work: Work) -> None:
    """Note the version, and ask everyone who takes part and accepted another one."""
    require(work.actor, Act.CONDUCT_KEEP)
    version = conduct.version_in_force(work)
    if kept.noted_last(work.session) == version:
        return
    kept.note_version(work.session, version)
    work.note("conduct.version_noted", about="workspace", version=version)
    taking_part = _taking_part(work)
    for person_id in kept.who_accepted_another(work.session, version):
        work.retouch(f"conduct:{person_id}")
        if person_id in taking_part:
            conduct.ask(work, person_id)


def _taking_part(work: Work) -> frozenset[str]:
    """Mentors on the roster and accepted nominees of cohorts that have not ended."""
    current = [one.id for one in cohorts.current(work)]
    mentors = kept_mentors.of_cohorts(work.session, current, [MentorState.ON_ROSTER])
    nominees = (one for cohort in current for one in nominations.accepted(work, cohort))
    return frozenset({*(one.person_id for one in mentors), *nominees})
