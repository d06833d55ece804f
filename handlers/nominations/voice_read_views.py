"""How voices are read: as rows with a way to each, one whole, and ratings by rater."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers import blocks
from handlers.feature import Block, View
from handlers.ids import Nominations
from handlers.nominations import voice_words as words
from handlers.nominations.voice_views import competencies, evidence, rating_lines
from handlers.said import local_day, named
from program.nomination_voice import (
    Rating,
    Ratings,
    ViewForReview,
    ViewState,
    VoiceForNominee,
    VoiceForReview,
)
from program.person import Person
from program.text import shortened
from services.nomination_review import VoiceRead

MOST_ROWS = 12


def voice_rows(
    voices: Sequence[VoiceForNominee | VoiceForReview],
    people: Mapping[str, Person],
    zone: str,
    today: date,
) -> list[Block]:
    """Who spoke, each with the way to what they said."""
    if not voices:
        return []
    shown: list[Block] = [blocks.section(words.VOICES)]
    for one in voices[:MOST_ROWS]:
        by = people[one.voice.by]
        when = local_day(one.voice.at, zone, today)
        button = blocks.button(
            words.READ,
            Nominations.VOICE,
            ids={"nomination": one.voice.nomination_id, "person": by.id},
            spoken=shortened(f"{words.READ}, {named(by)}", 75),
        )
        shown.append(blocks.section(words.voice_line(by, one.voice.known_as, when), button))
    return shown


def voice(read: VoiceRead, zone: str, today: date) -> View:
    """What one person said; ratings and remarks only where its reader may see them."""
    said, by = read.said, read.by
    when = local_day(said.voice.at, zone, today)
    shown = [
        blocks.section(words.voice_line(by, said.voice.known_as, when)),
        *evidence(said.evidence),
        *competencies([one.name for one in said.competencies]),
    ]
    if isinstance(said, VoiceForReview):
        shown += _for_team(said)
    return blocks.modal(Nominations.VOICE_VIEW, words.VOICE_TITLE, shown)


def ratings(
    voices: Sequence[VoiceForReview],
    views: Sequence[ViewForReview],
    people: Mapping[str, Person],
    today: date,
) -> list[Block]:
    """Ratings by rater, one line for each rating, and what the manager was asked."""
    if not voices and not views:
        return []
    raters: list[tuple[Person, Ratings]] = [
        (people[one.voice.by], one.ratings) for one in voices[:MOST_ROWS]
    ]
    raters += [
        (people[one.view.by], one.ratings) for one in views if one.view.state is ViewState.GIVEN
    ]
    lines = [
        words.rated(
            rating, [(person, given[rating]) for person, given in raters if rating in given]
        )
        for rating in Rating
        if any(rating in given for _, given in raters)
    ]
    shown: list[Block] = [blocks.section(words.RATINGS_HEAD)]
    shown += [blocks.context(one) for one in lines or [words.NO_RATINGS]]
    for asked in views:
        shown.append(blocks.context(words.view_state(people[asked.view.by], asked.view, today)))
        if asked.remark:
            shown += [blocks.context(words.TEAM_REMARK_HEAD), blocks.written(asked.remark)]
    return shown


def _for_team(said: VoiceForReview) -> list[Block]:
    shown: list[Block] = [blocks.section(words.RATINGS_HEAD)]
    shown += [blocks.context(one) for one in rating_lines(said.ratings)]
    if said.has_conflict:
        shown.append(blocks.context(words.DISCLOSED))
    if said.remark:
        shown += [blocks.context(words.REMARK_HEAD), blocks.written(said.remark)]
    return shown
