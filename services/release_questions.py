"""One question of a release: a mentor is asked in the name of whoever released."""

from dataclasses import dataclass, field

from program.matching.records import Reason
from program.pairing import Pairing, PairingKind, PairingState, deadlines
from program.pairing_forms import NewPairing
from program.permissions import Act, require
from program.release import NOT_AGAIN, Release
from services import pairing_news
from services.desk import Look, Work
from store import pairing_words as words
from store import release_asks

Reasons = tuple[Reason, ...]


@dataclass(frozen=True)
class Question:
    """One mentor to be asked for one mentee, and when their days begin and end."""

    mentee: str
    mentor: str
    zone: str
    reasons: Reasons = field(repr=False)


def ask(work: Work, release: Release, wanted: Question) -> Pairing | None:
    """Ask one mentor, in the name of whoever released. None where the mentee is promised."""
    require(work.actor, Act.MATCHING_CARRY)
    times = deadlines(work.now, wanted.zone)
    new = NewPairing(
        cohort_id=release.cohort.id,
        mentor=wanted.mentor,
        mentee=wanted.mentee,
        kind=PairingKind.ADVISORY,
        answer_by=times.answer_by,
        look_at=times.remind_at,
        why="",
        reasons=wanted.reasons,
    )
    pairing = words.propose(work.session, new, by=release.by)
    if pairing is None:
        return None
    about = f"pairing:{pairing.id}"
    work.note("pairing.proposed", about=about, cohort=release.cohort.id, release=release.id)
    pairing_news.tell(work, pairing_news.ASK, pairing, to=wanted.mentor)
    work.refresh_home(wanted.mentor)
    return pairing


def not_again(look: Look, release: Release) -> frozenset[str]:
    """Mentors who have no time, are away, or did not answer: nobody else is asked of them here."""
    require(look.actor, Act.MATCHING_CARRY)
    found = release_asks.not_taken_up(look.session, release.id)
    return frozenset(
        mentor
        for mentor, state, reason in found
        if state is PairingState.LAPSED or reason in set(NOT_AGAIN)
    )
