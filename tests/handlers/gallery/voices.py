"""What nominations by others show: the form, the question, voices, views, several at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.feature import View
from handlers.lists.view import Page, Place, listed
from handlers.nominations import (
    bulk_views,
    consent_views,
    home_views,
    lists,
    messages,
    review_views,
    review_words,
    views,
    voice_read_views,
    voice_views,
)
from program.nomination import Standing
from program.nomination_steps import NominationState, Step
from program.nomination_voice import (
    KnownAs,
    Rating,
    ViewForReview,
    ViewState,
    Voice,
    VoiceForAuthor,
    VoiceForm,
    VoiceForNominee,
    VoiceForReview,
)
from program.nomination_voice import View as Asking
from services.nomination_bulk import Preview, Result, Several
from services.nomination_candidates import Candidate
from services.nomination_candidates import Place as Location
from services.nomination_consent import Question
from services.nomination_followed import Followed
from services.nomination_queue import QueueLine
from services.nomination_review import Review, VoiceRead
from services.nomination_told import ToldAsked, ToldAuthor, ToldManager
from services.nomination_views import Asked
from services.nomination_voices import Begun, Going
from tests.handlers.test_nomination_views import (
    COHORT,
    EVIDENCE,
    NOW,
    PERSON,
    PLACE,
    REVIEW,
    STANDING,
    TODAY,
    full,
    mine,
)

LISTED = {**PLACE, "list": "nominations.queue"}
RATINGS = {one: number for number, one in enumerate(Rating, start=1)}
VOICE = Voice("v1", STANDING.id, PERSON.id, NOW, KnownAs.OTHERWISE)
FOR_NOMINEE = VoiceForNominee(VOICE, COHORT.competencies, EVIDENCE)
FOR_REVIEW = VoiceForReview(
    VOICE, COHORT.competencies, True, EVIDENCE, {**RATINGS, Rating.CURIOSITY: None}, full(600)
)
GIVEN = Asking("w1", STANDING.id, PERSON.id, ViewState.GIVEN, TODAY, NOW)
ASKED = Asked(replace(GIVEN, state=ViewState.ASKED, answered_at=None), STANDING, PERSON)
VIEWS_GIVEN = tuple(
    ViewForReview(replace(GIVEN, state=state), RATINGS, full(600)) for state in ViewState
)
DRAFT = VoiceForm(
    cohort_id=COHORT.id,
    nominee=PERSON.id,
    known_as=KnownAs.TEAM,
    has_conflict=True,
    competencies=tuple(one.id for one in COHORT.competencies[:5]),
    evidence={one.id: full(2000) for one in COHORT.criteria},
    ratings={**RATINGS, Rating.RESILIENCE: None},
    remark=full(600),
)
EMPTY = VoiceForm(cohort_id=COHORT.id, nominee=PERSON.id, known_as=None)
COHORTS = tuple(replace(COHORT, id=f"c{number}") for number in range(120))
BEGUN = Begun(COHORTS, DRAFT, PERSON)
REVIEWED = replace(
    REVIEW,
    voices=(FOR_REVIEW,) * 30,
    views=VIEWS_GIVEN,
    may_take_back=True,
    may_correct=True,
)
LINES = tuple(
    QueueLine(replace(STANDING, id=f"n{number}"), PERSON, may_review=True) for number in range(100)
)
SEVERAL = Several(tuple(one.standing.id for one in LINES), Step.ACCEPTED, full(1000), full(600))
PREVIEW = Preview(Step.ACCEPTED, LINES, 100, 100, True, full(1000))
STATES = [
    replace(STANDING, state=state, place=None, answer_by=TODAY, review_from=NOW)
    for state in NominationState
]


def author_reads(standing: Standing) -> VoiceForAuthor:
    return VoiceForAuthor(
        VOICE, standing, COHORT.competencies, EVIDENCE, RATINGS, full(600), full(1000)
    )


def question(state: NominationState) -> View:
    standing = replace(STANDING, state=state, place=None)
    asked = Question(standing, (FOR_NOMINEE,) * 9, {PERSON.id: PERSON}, TODAY)
    return consent_views.question(asked, "UTC", TODAY)


def other_only(review: Review) -> Review:
    """Somebody who wrote nothing themselves: the first voice stands in its place."""
    standing = replace(review.nomination.standing, has_own_words=False)
    return replace(review, nomination=replace(review.nomination, standing=standing))


def page(name: str, rows: list[list[Any]]) -> View:
    return listed(
        Page(
            title=review_words.QUEUE_TITLE,
            place=Place(name, "waiting"),
            filters={"waiting": "Waiting"},
            top=[],
            rows=rows,
            total=len(rows),
            empty=[],
        )
    )


VIEWS: dict[str, Callable[[], View]] = {
    "nominate a colleague": lambda: voice_views.who(Begun((COHORT,), None, None), TODAY),
    "nominate a colleague, full": lambda: voice_views.who(BEGUN, TODAY, account="U0MIA"),
    "nominate a colleague, with a draft": lambda: voice_views.who(
        Begun((COHORT,), DRAFT, PERSON), TODAY
    ),
    "nominate a colleague, filled": lambda: voice_views.who(
        BEGUN, TODAY, account="U0MIA", filled=replace(DRAFT, cohort_id="c7")
    ),
    "what you saw": lambda: voice_views.what(Going(COHORT, PERSON, EMPTY, False)),
    "what you saw, filled": lambda: voice_views.what(Going(COHORT, PERSON, DRAFT, True)),
    "ratings": lambda: voice_views.how(Going(COHORT, PERSON, EMPTY, False)),
    "ratings, filled": lambda: voice_views.how(Going(COHORT, PERSON, DRAFT, True)),
    "nomination received": lambda: voice_views.received(Followed(VOICE, STATES[0], PERSON)),
    "one of mine, lapsed": lambda: voice_views.theirs(
        author_reads(STATES[2]), PERSON, "UTC", TODAY
    ),
    "words taken back": voice_views.taken_back,
    "the question": lambda: question(NominationState.CONSENT_ASKED),
    "the question, answered": lambda: question(NominationState.IN_REVIEW),
    "my view": lambda: consent_views.give_view(ASKED, TODAY),
    "thanks for the view": consent_views.thanks,
    "a voice, for the nominee": lambda: voice_read_views.voice(
        VoiceRead(FOR_NOMINEE, PERSON, STANDING), "UTC", TODAY
    ),
    "a voice, for review": lambda: voice_read_views.voice(
        VoiceRead(FOR_REVIEW, PERSON, STANDING), "UTC", TODAY
    ),
    "review with voices": lambda: review_views.review(REVIEWED, "UTC", TODAY, LISTED),
    "review of others' words": lambda: review_views.review(
        other_only(REVIEWED), "UTC", TODAY, LISTED
    ),
    "a correction": lambda: review_views.decide(
        replace(REVIEWED, nomination=replace(REVIEW.nomination, standing=STATES[6])), LISTED
    ),
    "own nomination with voices": lambda: views.mine(
        mine(NominationState.IN_REVIEW),
        "UTC",
        TODAY,
        voices=voice_read_views.voice_rows((FOR_NOMINEE,) * 30, {PERSON.id: PERSON}, "UTC", TODAY),
    ),
    "decide several": lambda: bulk_views.form(LINES, LISTED),
    "decide several, filled": lambda: bulk_views.form(LINES, LISTED, filled=SEVERAL),
    "decide several of nothing": lambda: bulk_views.form((), LISTED),
    "preview of several": lambda: bulk_views.preview(PREVIEW, LISTED),
    "several decided": lambda: bulk_views.result(Result((PERSON,) * 60, (PERSON,) * 40)),
    "queue": lambda: page("nominations.queue", [_row(one) for one in LINES[:15]]),
}


def _row(line: QueueLine) -> list[Any]:
    return lists.row(line, "UTC", TODAY)


def sent() -> list[Any]:
    """Every message in every state."""
    author = [ToldAuthor(one, PERSON, "UTC", TODAY, step, True) for one in STATES for step in Step]
    asked = [
        ToldAsked(one, (PERSON,) * number, "UTC", TODAY, again)
        for one in STATES
        for number in (1, 2, 9)
        for again in (False, True)
    ]
    managers = [
        ToldManager(replace(GIVEN, state=state), one, PERSON, "UTC", TODAY)
        for one in STATES
        for state in ViewState
    ]
    return [
        *(messages.received(one) for one in author),
        *(messages.news(one) for one in author),
        *(messages.manager_told(one) for one in author),
        *(messages.consent_ask(one) for one in asked),
        *(messages.view_ask(one) for one in managers),
    ]


def shown() -> list[Any]:
    """The author's view in every state, messages, parts of Home."""
    followed = [Followed(VOICE, one, PERSON) for one in STATES]
    read = [voice_views.theirs(author_reads(one), PERSON, "UTC", TODAY) for one in STATES]
    candidate = Candidate(COHORT.id, PERSON, full(120), full(80), full(80))
    home = [
        home_views.home_others(followed, "UTC", TODAY),
        home_views.home_nominate(),
        consent_views.home_questions([(STATES[0], (PERSON,))], TODAY),
        consent_views.home_views([ASKED], TODAY),
        lists.candidate_row(candidate),
        lists.top_buttons(may_decide=True, may_find=True),
        [review_words.counted_places(COHORT, [Location(full(80), 7), Location("", None)] * 9)],
    ]
    return [*read, *(one.blocks for one in sent()), *home]
