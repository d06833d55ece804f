"""What somebody sees who puts a colleague forward: three steps, and where it stands."""

from collections.abc import Sequence
from datetime import date

from handlers import blocks, cohort_line, inputs
from handlers.feature import Block, View
from handlers.ids import Nominations
from handlers.nominations import voice_words as words
from handlers.said import mention, named
from program.cohort import Cohort
from program.nomination import Evidence
from program.nomination_forms import (
    EVIDENCE_LIMIT,
    MOST_COMPETENCIES,
    REMARK_LIMIT,
    evidence_field,
)
from program.nomination_steps import DECIDED, NominationState
from program.nomination_voice import Rating, Ratings, VoiceForAuthor, VoiceForm, rating_field
from program.person import Person
from program.text import shortened
from services.nomination_followed import Followed
from services.nomination_voices import Begun, Going

MOST_COHORTS = 100


def who(
    begun: Begun,
    today: date,
    *,
    account: str | None = None,
    cohort_id: str | None = None,
    filled: VoiceForm | None = None,
) -> View:
    """Step 1: the colleague, the cohort, how you know their work, a conflict."""
    cohorts = begun.cohorts[:MOST_COHORTS]
    wanted = filled.cohort_id if filled else cohort_id
    one = next((cohort for cohort in cohorts if cohort.id == wanted), None)
    known = blocks.labelled(words.KNOWN)
    conflict = blocks.Choice("yes", words.CONFLICT_BOX, words.CONFLICT_DETAIL)
    only = cohorts[0] if len(cohorts) == 1 else None
    return blocks.modal(
        Nominations.OTHER_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEP_1),
            *([blocks.section(cohort_line.line(only, today))] if only else []),
            *(_draft_offer(begun.drafted_for) if begun.drafted_for and not filled else []),
            inputs.account_input("nominee", words.WHO_LABEL, initial=account),
            *([] if only else [_cohort(cohorts, one)]),
            inputs.radio_input(
                "known_as", words.KNOWN_LABEL, known, filled.known_as if filled else None
            ),
            inputs.boxes_input(
                "conflict",
                words.CONFLICT_LABEL,
                [conflict],
                chosen=("yes",) if filled and filled.has_conflict else (),
            ),
            blocks.context(words.ASKED_FIRST),
        ],
        submit=words.NEXT,
        ids={"cohort": only.id} if only else None,
    )


def what(going: Going) -> View:
    """Step 2: what you saw for each criterion, and where you see them grow."""
    cohort, draft = going.cohort, going.draft
    hint = f"{words.EVIDENCE_HINT} {words.voice_visible(named(going.nominee))}"
    texts = [
        inputs.text_input(
            evidence_field(one.id),
            f"{number}. {one.text}",
            longest=EVIDENCE_LIMIT,
            hint=hint,
            initial=draft.evidence.get(one.id, ""),
            many_lines=True,
            optional=True,
        )
        for number, one in enumerate(cohort.criteria, start=1)
    ]
    choices = [blocks.Choice(one.id, one.name) for one in cohort.competencies]
    return blocks.modal(
        Nominations.OTHER_WORDS_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEP_2),
            *_whom(going),
            *texts,
            inputs.several_input(
                "competencies",
                words.COMPETENCIES_LABEL,
                choices,
                most=MOST_COMPETENCIES,
                chosen=draft.competencies,
                optional=True,
            ),
            blocks.actions(blocks.button(words.BACK, Nominations.OTHER_BACK)),
        ],
        submit=words.NEXT,
        ids={"cohort": cohort.id, "person": going.nominee.id},
    )


def how(going: Going) -> View:
    """Step 3: four ratings the nominee never sees, and a remark."""
    draft = going.draft
    return blocks.modal(
        Nominations.OTHER_RATINGS_VIEW,
        words.TITLE,
        [
            blocks.context(words.STEP_3),
            *_whom(going),
            *rating_inputs(named(going.nominee), draft.ratings),
            inputs.text_input(
                "remark",
                words.REMARK_LABEL,
                longest=REMARK_LIMIT,
                hint=words.remark_visible(),
                initial=draft.remark,
                many_lines=True,
                optional=True,
            ),
            blocks.actions(blocks.button(words.BACK, Nominations.OTHER_RATINGS_BACK)),
        ],
        submit=words.SEND,
        ids={"cohort": going.cohort.id, "person": going.nominee.id},
    )


def rating_inputs(name: str, given: Ratings) -> list[Block]:
    """One line of choices for each rating, with who reads it."""
    return [
        inputs.radio_input(
            rating_field(one),
            words.RATING[one],
            blocks.labelled(words.SCALE),
            _chosen(one, given),
            hint=words.ratings_visible(name),
        )
        for one in Rating
    ]


def received(followed: Followed) -> View:
    """What happens next."""
    return blocks.modal(
        Nominations.THEIRS_VIEW,
        words.RECEIVED_TITLE,
        [
            blocks.section(words.received(followed.standing, followed.nominee)),
            blocks.actions(see_button(followed.standing.id)),
        ],
    )


def theirs(read: VoiceForAuthor, nominee: Person, zone: str, today: date) -> View:
    """One of those you put forward: state, your own words, the reason at the end."""
    standing = read.standing
    return blocks.modal(
        Nominations.THEIRS_VIEW,
        words.THEIRS_TITLE,
        [
            blocks.section(f"{mention(nominee.slack_user)}\n{cohort_line.titled(standing.cohort)}"),
            blocks.section(
                f"{words.standing_of(standing, zone, today)}. "
                f"{words.what_follows(standing, nominee, today)}"
            ),
            *([blocks.section(words.REASON), blocks.written(read.reason)] if read.reason else []),
            *_own_buttons(read, nominee),
            blocks.section(words.YOUR_WORDS),
            *evidence(read.evidence),
            *competencies([one.name for one in read.competencies]),
            blocks.section(words.YOUR_RATINGS),
            *[blocks.context(one) for one in rating_lines(read.ratings)],
            *(
                [blocks.context(words.REMARK_HEAD), blocks.written(read.remark)]
                if read.remark
                else []
            ),
        ],
        ids={"nomination": standing.id},
    )


def taken_back() -> View:
    """In place of a nomination whose words were taken back."""
    return blocks.modal(
        Nominations.THEIRS_VIEW, words.THEIRS_TITLE, [blocks.section(words.TAKEN_BACK)]
    )


def evidence(shown: Sequence[Evidence]) -> list[Block]:
    """What was said to each criterion."""
    found: list[Block] = []
    for one in shown:
        found += [blocks.divider(), blocks.strong(one.criterion.text), blocks.written(one.text)]
    return found


def competencies(names: Sequence[str]) -> list[Block]:
    return [blocks.section(words.COMPETENCIES), blocks.bulleted(names)] if names else []


def rating_lines(ratings: Ratings) -> list[str]:
    """Somebody's own four ratings."""
    return [
        f"{words.RATING[one]}: {words.CANNOT_SAY if ratings[one] is None else ratings[one]}"
        for one in Rating
        if one in ratings
    ]


def followed_row(one: Followed, zone: str, today: date) -> Block:
    """One of those somebody put forward, on Home and in a list."""
    state = words.standing_of(one.standing, zone, today)
    return blocks.section(
        f"{mention(one.nominee.slack_user)} · {state}\n{cohort_line.titled(one.standing.cohort)}",
        blocks.button(
            words.SEE_IT,
            Nominations.THEIRS,
            ids={"nomination": one.standing.id},
            spoken=shortened(f"{words.SEE_IT}, {named(one.nominee)}", 75),
        ),
    )


def see_button(nomination_id: str) -> Block:
    return blocks.button(words.SEE_WHERE, Nominations.THEIRS, ids={"nomination": nomination_id})


def nominate_button(ids: dict[str, str] | None = None) -> Block:
    return blocks.button(words.NOMINATE, Nominations.OTHER, ids=ids)


def take_back_button(nomination_id: str, nominee: Person) -> Block:
    """Taking one's words back asks once."""
    title, text = words.take_back_question(nominee)
    return blocks.button(
        words.TAKE_BACK,
        Nominations.VOICE_WITHDRAW,
        ids={"nomination": nomination_id},
        confirm=blocks.confirm(title, text, yes=words.TAKE_BACK, no=words.KEEP),
    )


def _own_buttons(read: VoiceForAuthor, nominee: Person) -> list[Block]:
    standing = read.standing
    buttons = []
    if standing.state is NominationState.LAPSED:
        ids = {"nomination": standing.id}
        buttons.append(blocks.button(words.ASK_AGAIN, Nominations.AGAIN, ids=ids, style="primary"))
    if standing.state not in DECIDED:
        buttons.append(take_back_button(standing.id, nominee))
    return [blocks.actions(*buttons)] if buttons else []


def _whom(going: Going) -> list[Block]:
    note = [blocks.context(words.second_voice(going.nominee))] if going.is_second_voice else []
    return [blocks.section(words.about(going.nominee, going.cohort.name)), *note]


def _cohort(cohorts: Sequence[Cohort], chosen: Cohort | None) -> Block:
    choices = [blocks.Choice(one.id, one.name) for one in cohorts]
    return inputs.select_input("cohort", words.COHORT_LABEL, choices, chosen.id if chosen else None)


def _draft_offer(nominee: Person) -> list[Block]:
    button = blocks.button(words.GO_ON, Nominations.OTHER_RESUME)
    return [blocks.section(words.draft_found(nominee), button)]


def _chosen(one: Rating, given: Ratings) -> str | None:
    if one not in given:
        return None
    return "cannot_say" if given[one] is None else str(given[one])
