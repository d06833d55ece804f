"""Those somebody put forward: where each stands, one's own words, and taking them back."""

from collections.abc import Mapping
from dataclasses import dataclass

from program.nomination import Standing
from program.nomination_steps import DECIDED, UNDECIDED, NominationState, Step
from program.nomination_voice import Voice, VoiceForAuthor, subject_for_authors
from program.permissions import Act, require
from program.person import Person
from program.refusal import Refusal
from services import nomination_asking, nomination_news, nomination_standing, people
from services.desk import Look, Work
from store import nomination_voices as spoken
from store import nomination_words as words
from store import nominations as kept


@dataclass(frozen=True)
class Followed:
    """One of those the actor put forward."""

    voice: Voice
    standing: Standing
    nominee: Person


def followed(look: Look) -> tuple[Followed, ...]:
    """Everybody the actor put forward, the latest first; empty for whoever put nobody forward."""
    require(look.actor, Act.NOMINATIONS_PUT_FORWARD)
    own = spoken.spoken_by(look.session, look.me)
    ids = [one.nomination_id for one in own]
    standings = {one.id: one for one in kept.standings_by_id(look.session, ids)}
    known = people.named(look, [one.nominee for one in standings.values()])
    return tuple(_seen(look, one, standings[one.nomination_id], known) for one in own)


def follow(look: Look, nomination_id: str) -> tuple[VoiceForAuthor, Person]:
    """One's own voice for a nominee, where it stands, and the reason once it was told.

    Raises Refusal `nominations.not_found` or `permissions.*`.
    """
    standing = nomination_standing.need(look, nomination_id)
    authors = frozenset(nomination_news.authors_of(look, standing))
    require(look.actor, Act.NOMINATIONS_FOLLOW, subject_for_authors(standing, authors))
    reason = words.last_step(look.session, standing.id) if standing.state in DECIDED else None
    is_told = nomination_news.is_told(look, standing)
    text = reason.text if reason is not None and is_told else None
    shown = nomination_news.as_authors_see(look, standing)
    whole = spoken.for_author(look.session, shown, look.me, text)
    if whole is None:
        raise Refusal("nominations.not_found")
    return whole, nomination_standing.nominee(look, standing.nominee)


def own_voice(look: Look, standing: Standing) -> Followed:
    """What the actor just said or renewed, and of whom. Raises Refusal `nominations.not_found`."""
    voice = spoken.voice_of(look.session, standing.id, look.me)
    if voice is None:
        raise Refusal("nominations.not_found")
    return Followed(voice, standing, nomination_standing.nominee(look, standing.nominee))


def ask_again(work: Work, nomination_id: str) -> Followed:
    """Renew what lapsed, with the same words: the nominee is asked once more.

    Pressed twice is a quiet success. Raises Refusal `nominations.closed` or as `nominate` does.
    """
    standing = nomination_standing.need(work, nomination_id)
    authors = frozenset(nomination_news.authors_of(work, standing))
    require(work.actor, Act.NOMINATIONS_FOLLOW, subject_for_authors(standing, authors))
    if standing.state is NominationState.CONSENT_ASKED:
        return own_voice(work, standing)
    nomination_standing.refuse_closed(work, standing.cohort)
    nominee = nomination_standing.nominee(work, standing.nominee)
    if standing.state is not NominationState.LAPSED:
        raise Refusal("nominations.other_decided", name=nominee.name)
    asked = nomination_asking.propose(work, standing, standing.cohort, nominee)
    nomination_news.spread(work, asked)
    return own_voice(work, asked)


def withdraw_voice(work: Work, nomination_id: str) -> Standing:
    """Take one's voice back while nothing is decided; before the yes the last one ends it all.

    Pressed twice is a quiet success. Raises Refusal `nominations.decided_on`, `.not_found`, or
    `.last_voice` where the nominee agreed and there is no other word to decide on.
    """
    standing = nomination_standing.need(work, nomination_id)
    authors = spoken.ever_spoke(work.session, standing.id)
    require(work.actor, Act.NOMINATIONS_WITHDRAW_VOICE, subject_for_authors(standing, authors))
    if spoken.voice_of(work.session, standing.id, work.me) is None:
        return standing
    if standing.state in DECIDED:
        raise Refusal(
            "nominations.decided_on", decided_at=standing.decided_at, zone=work.actor.zone
        )
    spoken.withdraw(work.session, standing.id, work.me)
    open_states = (NominationState.CONSENT_ASKED, *UNDECIDED)
    if standing.state in open_states:
        _without_voice(work, standing)
    work.note("nomination.voice_withdrawn", about=f"nomination:{standing.id}")
    now_standing = nomination_standing.need(work, standing.id)
    nomination_news.spread(work, now_standing)
    return now_standing


def _seen(look: Look, voice: Voice, standing: Standing, known: Mapping[str, Person]) -> Followed:
    shown = nomination_news.as_authors_see(look, standing)
    return Followed(voice, shown, known[standing.nominee])


def _without_voice(work: Work, standing: Standing) -> None:
    left = spoken.voices(work.session, [standing.id])
    goes_on = bool(left) or standing.has_own_words
    if not goes_on and standing.state is not NominationState.CONSENT_ASKED:
        nominee = nomination_standing.nominee(work, standing.nominee)
        raise Refusal("nominations.last_voice", name=nominee.name)
    step = Step.VOICE_WITHDRAWN if goes_on else Step.WITHDRAWN
    state = standing.state if goes_on else NominationState.WITHDRAWN
    nomination_standing.move(work, standing, step, state)
