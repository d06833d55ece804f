"""Putting a decision right: taken back while nobody has heard of it."""

from datetime import datetime

from program.nomination import Standing, subject_of
from program.nomination_steps import NominationState, Step, before_last_decision
from program.permissions import Act, require
from program.refusal import Refusal
from services import nomination_managers, nomination_news, nomination_standing
from services.desk import Work
from store import deliveries
from store import nomination_words as words


def take_back(work: Work, nomination_id: str) -> Standing:
    """Take back a decision nobody was told of: it stands as before, also on the wait list.

    Pressed twice is a quiet success. Raises Refusal `nominations.told_already` once the nominee's
    message was sent, `.not_found`, or `permissions.*`; nobody does it for themselves.
    """
    standing = nomination_standing.need_readable(work, nomination_id)
    require(work.actor, Act.NOMINATIONS_DECIDE, subject_of(standing))
    last = words.last_step(work.session, standing.id)
    if last.step is Step.TAKEN_BACK:
        return standing
    kind = nomination_news.TOLD.get(last.step)
    if kind is None or not deliveries.recall(work.session, nomination_news.key_of(kind, standing)):
        raise Refusal("nominations.told_already")
    _recall_news(work, standing)
    restored = _restore(work, standing)
    work.note("nomination.taken_back", about=f"nomination:{standing.id}")
    if NominationState.WAIT_LISTED in (standing.state, restored.state):
        nomination_news.move_up(work, standing.cohort)
    nomination_news.spread(work, restored)
    return restored


def _recall_news(work: Work, standing: Standing) -> None:
    """Nobody else hears of it either."""
    news = nomination_news.key_of(nomination_news.NEWS, standing)
    for author in nomination_news.authors_of(work, standing):
        deliveries.recall(work.session, f"{news}:{author}")
    told = nomination_news.key_of(nomination_managers.MANAGER_TOLD, standing)
    deliveries.recall(work.session, told)


def _restore(work: Work, standing: Standing) -> Standing:
    steps = words.steps_of(work.session, standing.id)
    before = before_last_decision(steps)
    assert before is not None  # noqa: S101  the last step is a decision
    state, since = before
    earlier = words.last_answer(work.session, standing.id, state)
    changes: dict[str, str | datetime | None] = {
        "state_since": since,
        "decided_by": earlier.by if earlier else None,
        "decided_at": earlier.at if earlier else None,
    }
    if state in (NominationState.IN_REVIEW, NominationState.MORE_ASKED):
        changes["waited_days"] = None
    return nomination_standing.move(work, standing, Step.TAKEN_BACK, state, changes=changes)
