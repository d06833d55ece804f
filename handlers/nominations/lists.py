"""The lists of nominations: what is to be decided, and who might be ready."""

from collections.abc import Mapping, Sequence
from datetime import date

from documents.sheet import Sheet
from handlers import blocks, cohort_line
from handlers.feature import Block, Ids, ListOf, View, needs
from handlers.ids import Nominations
from handlers.lists.listeners import AllLists
from handlers.lists.view import Place
from handlers.nominations import review_words, voice_words, words
from handlers.said import mention, named, said
from program.hours import local_day
from program.permissions import Act, may_somewhere
from program.text import shortened
from services import nomination_candidates, nomination_queue
from services.desk import Look
from services.nomination_candidates import Candidate
from services.nomination_queue import QueueLine, Shown


def _filters(_: Look) -> Mapping[str, str]:
    return {one.value: review_words.SHOWN[one] for one in Shown}


def _rows(look: Look, shown: str, typed: str) -> Sequence[QueueLine]:
    return nomination_queue.queue(look, Shown(shown), typed)


def _row(line: QueueLine, look: Look) -> list[Block]:
    zone = look.actor.zone
    return row(line, zone, local_day(look.now, zone))


def row(line: QueueLine, zone: str, today: date) -> list[Block]:
    """One nomination in the list; one's own without a button."""
    nominee, standing = line.nominee, line.standing
    state = words.since(standing, zone, today)
    text = f"{mention(nominee.slack_user)} · {state}\n{cohort_line.titled(standing.cohort)}"
    if not line.may_review:
        return [blocks.section(f"{text}\n{review_words.YOUR_OWN}")]
    button = blocks.button(
        review_words.OPEN,
        Nominations.REVIEW,
        ids={"nomination": standing.id},
        spoken=shortened(f"{review_words.OPEN}, {named(nominee)}", blocks.OPTION),
    )
    return [blocks.section(text, button)]


def _sheet(lines: Sequence[QueueLine], _: Look) -> Sheet:
    return Sheet(
        review_words.QUEUE_TITLE,
        review_words.SHEET_HEADING,
        [
            (
                one.nominee.name,
                one.nominee.title,
                one.standing.cohort.program.name,
                one.standing.cohort.name,
                words.STATES[one.standing.state],
                one.standing.since,
                one.standing.received_at,
                one.standing.decided_at,
            )
            for one in lines
        ],
    )


def _empty(shown: str, typed: str) -> list[Block]:
    return [blocks.section(review_words.none_shown(Shown(shown), typed))]


def _top(look: Look) -> list[Block]:
    return top_buttons(
        may_decide=may_somewhere(look.actor, Act.NOMINATIONS_DECIDE),
        may_find=may_somewhere(look.actor, Act.NOMINATIONS_FIND),
    )


def top_buttons(*, may_decide: bool, may_find: bool) -> list[Block]:
    """What program managers can do above the list."""
    buttons = []
    if may_decide:
        buttons.append(blocks.button(review_words.BULK, Nominations.BULK))
    if may_find:
        buttons.append(blocks.button(review_words.WHO_MIGHT, Nominations.CANDIDATES))
    return [blocks.actions(*buttons)] if buttons else []


NOMINATIONS = ListOf(
    name="nominations.queue",
    title=review_words.QUEUE_TITLE,
    form=Nominations.QUEUE,
    may=needs(Act.NOMINATIONS_QUEUE),
    filters=_filters,
    rows=_rows,
    show=_row,
    sheet=_sheet,
    empty=_empty,
    top=_top,
)


def shown_anew(look: Look, ids: Ids) -> View | None:
    """The page of nominations that stood behind a view; None where it was another list."""
    place = Place.read(ids)
    return AllLists((NOMINATIONS,)).view(look, place) if place.name == NOMINATIONS.name else None


def _cohorts(look: Look) -> Mapping[str, str]:
    return {one.id: one.name for one in nomination_candidates.open_cohorts(look)}


def _candidates(look: Look, shown: str, typed: str) -> Sequence[Candidate]:
    return nomination_candidates.candidates(look, shown, typed)


def candidate_row(one: Candidate) -> list[Block]:
    """Somebody nobody put forward, with the way to do it."""
    about = " · ".join(said(part) for part in (one.title, one.function, one.location) if part)
    button = blocks.button(
        voice_words.NOMINATE_THEM,
        Nominations.OTHER,
        ids={"account": one.person.slack_user, "cohort": one.cohort_id},
        spoken=shortened(f"{voice_words.NOMINATE_THEM}, {named(one.person)}", blocks.OPTION),
    )
    return [blocks.section(f"{mention(one.person.slack_user)}\n{about}".strip(), button)]


def _places(look: Look) -> list[Block]:
    """Counts by location, for each cohort that takes nominations."""
    lines = [
        review_words.counted_places(
            cohort,
            nomination_candidates.by_location(nomination_candidates.candidates(look, cohort.id)),
        )
        for cohort in nomination_candidates.open_cohorts(look)
    ]
    return [blocks.context(*lines[:5])] if lines else []


def _candidates_sheet(found: Sequence[Candidate], _: Look) -> Sheet:
    rows = [(one.person.name, one.title, one.function, one.location) for one in found]
    return Sheet(review_words.WHO_MIGHT, review_words.CANDIDATES_HEADING, rows)


def _no_candidates(_: str, typed: str) -> list[Block]:
    return [blocks.section(review_words.NOBODY_OF_THAT if typed else review_words.NOBODY_LEFT)]


CANDIDATES = ListOf(
    name="nominations.candidates",
    title=review_words.WHO_MIGHT,
    form=Nominations.CANDIDATES,
    may=needs(Act.NOMINATIONS_FIND),
    filters=_cohorts,
    rows=_candidates,
    show=lambda one, _: candidate_row(one),
    sheet=_candidates_sheet,
    empty=_no_candidates,
    top=_places,
)
