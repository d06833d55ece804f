"""Counts a survey once: opens what was sealed, publishes one release, destroys the rest.

What lies there cannot change any more once the survey is closing. So it is read and opened outside
the writing transaction, and compared with what is destroyed inside it: nobody waits for the count.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import SystemRandom

from sqlalchemy import func, select

from program.pulse import publishing
from program.pulse.survey import (
    SMALLEST_GROUP,
    Pile,
    Policy,
    Slip,
    SurveyState,
    digest_of,
    read_policy,
)
from store.pulse import closing, derived, slips, voiding
from store.pulse.derived import SurveyKeys
from store.pulse.tables import PulseRollRow, PulseSlotRow, PulseSurveyRow
from store.pulse.troubles import PulseTrouble
from store.session import StoreSession
from store.store import Store

Publish = Callable[[Policy, Pile], str]
"""Makes the text of the one release of all that was opened."""

SCORES = 0
"""The kind of the score slips; the comments of each question are a kind of their own, from 1."""
_RANDOM = SystemRandom()


class DoesNotHold(Exception):
    """A check failed: the survey is void. Bare, for what it is about may be private."""


@dataclass(frozen=True)
class Standing:
    """All there is of a survey that is closing, as it lies in the database."""

    policy: str
    public_key: bytes = field(repr=False)
    db_share: bytes | None = field(repr=False)
    comment_kinds: int
    marked: int
    slips: Mapping[int, Sequence[bytes]] = field(repr=False)
    """Sealed, by kind, in the order of their random ids."""


def released(policy: Policy, pile: Pile) -> str:
    """The text of the release as the house makes it."""
    return publishing.publish(policy, pile, shuffle=_RANDOM.shuffle).written()


def count(
    store: Store, workspace_id: str, survey_id: str, publish: Publish = released
) -> SurveyState:
    """Close a survey that is `closing`, or void it; where it stands now. Again changes nothing.

    Raises PulseTrouble where the secret or the folder of the keys is not there at all: they may
    come back, and the survey waits. Raises LookupError for a survey that is not known.
    """
    with store.look(workspace_id) as look:
        state, seen = _state(look, survey_id), _standing(look, survey_id)
    if state is not SurveyState.CLOSING:
        return state
    why, document = _outcome(store, survey_id, seen, publish)
    with store.work(workspace_id) as work:
        state = _state(work, survey_id, lock=True)
        if state is not SurveyState.CLOSING:
            return state
        if voiding.put_back(work, [survey_id]):
            return SurveyState.CLOSED
        if why is None and _standing(work, survey_id) != seen:
            why = voiding.CHECK
        if why is None:
            closing.end(work, survey_id, document, seen.marked)
            return SurveyState.CLOSED
        voiding.void(work, [survey_id], why)
        return SurveyState.VOID


def _outcome(
    store: Store, survey_id: str, seen: Standing, publish: Publish
) -> tuple[str | None, str]:
    """Why it is void, or the text of its release."""
    policy = _policy(seen)
    if seen.marked < (SMALLEST_GROUP if policy is None else max(SMALLEST_GROUP, policy.k)):
        return voiding.FEW, ""
    if policy is None or seen.db_share is None:
        return voiding.CHECK, ""
    digest = digest_of(seen.policy)
    try:
        keys = derived.keys_of(store.vault, survey_id, seen.db_share, digest)
    except PulseTrouble as trouble:
        if trouble.code != "pulse.key_gone":
            raise
        return voiding.KEY_GONE, ""
    try:
        return None, publish(policy, _opened(keys, policy, digest, seen))
    except (PulseTrouble, DoesNotHold, publishing.NotOfThisSurvey):
        return voiding.CHECK, ""


def _opened(keys: SurveyKeys, policy: Policy, digest: str, seen: Standing) -> Pile:
    """Everything opened, each pile shuffled by itself. Raises where one thing does not hold."""
    kinds = range(1 + len(policy.comments))
    if keys.public != seen.public_key or seen.comment_kinds != len(policy.comments):
        raise DoesNotHold
    if any(len(seen.slips.get(kind, ())) != seen.marked for kind in kinds):
        raise DoesNotHold
    if not set(seen.slips) <= set(kinds):
        raise DoesNotHold
    nonces: set[bytes] = set()
    scores: list[Slip] = []
    for sealed in seen.slips[SCORES]:
        slip, nonce = slips.open_scores(keys, policy, digest, sealed)
        scores.append(slip)
        nonces.add(nonce)
    comments: dict[str, tuple[str, ...]] = {}
    for place, question in enumerate(policy.comments):
        texts: list[str] = []
        for sealed in seen.slips[place + 1]:
            text, nonce = slips.open_comment(keys, policy, digest, place, sealed)
            texts.append(text)
            nonces.add(nonce)
        _RANDOM.shuffle(texts)
        comments[question.id] = tuple(texts)
    if len(nonces) != seen.marked * len(kinds):
        raise DoesNotHold
    _RANDOM.shuffle(scores)
    return Pile(tuple(scores), comments)


def _policy(seen: Standing) -> Policy | None:
    try:
        return read_policy(seen.policy)
    except ValueError:
        return None


def _state(session: StoreSession, survey_id: str, *, lock: bool = False) -> SurveyState:
    asked = select(PulseSurveyRow.state).where(PulseSurveyRow.id == survey_id)
    found = session.scalar(asked.with_for_update() if lock else asked)
    if found is None:
        raise LookupError(survey_id)
    return SurveyState(found)


def _standing(session: StoreSession, survey_id: str) -> Standing:
    """What lies there. Below the smallest group not even the sealed slips are read."""
    row = session.scalars(select(PulseSurveyRow).where(PulseSurveyRow.id == survey_id)).one()
    marked = session.scalar(
        select(func.count())
        .select_from(PulseRollRow)
        .where(PulseRollRow.survey_id == survey_id, PulseRollRow.marked == 1)
    )
    found: dict[int, list[bytes]] = {}
    if marked is not None and marked >= SMALLEST_GROUP:
        filled = (
            select(PulseSlotRow.kind, PulseSlotRow.sealed)
            .where(PulseSlotRow.survey_id == survey_id, PulseSlotRow.filled == 1)
            .order_by(PulseSlotRow.id)
        )
        for kind, sealed in session.execute(filled):
            found.setdefault(kind, []).append(sealed)
    return Standing(row.policy, row.public_key, row.db_share, row.comment_kinds, marked or 0, found)
