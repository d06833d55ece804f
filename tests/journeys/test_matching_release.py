"""From the press that finds the pairs to two mentees who know their mentor, over the protocol."""

from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.ids import Matching, Pairings, Release
from handlers.matching import words
from program.matching_veto import VetoReason
from program.pairing import DeclineReason, PairingState
from program.person import SlackPerson
from services import matching_drafts
from store import pairings as kept_pairings
from tests.handlers.test_matching import choose, run, seen
from tests.journeys import acts
from tests.journeys.acts import let_time_pass, saying, told
from tests.kit.cast import LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR
from tests.kit.clock import FrozenClock
from tests.kit.entering import picked, typed, words_in
from tests.kit.house import Town
from tests.kit.matching_drafts import Ready, pairs_of, set_cohort
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]
AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Ten o'clock in New York, four in Berlin."""
MENTEES = (MENTEE, LIAISON)
MENTORS = (MENTOR, SPONSOR)
EVERYBODY = (*MENTEES, *MENTORS)


class Launch:
    """A cohort from its first run to the end of its launch."""

    def __init__(self, town: Town, clock: FrozenClock) -> None:
        clock.set(AT_WORK)
        self.town, self.clock = town, clock
        self.ready: Ready = set_cohort(town.stage, MENTEES, MENTORS)
        self.petra = town.person(PROGRAM_MANAGER)
        for one in EVERYBODY:
            acts.accept_code(town.person(one))

    def mentor_of(self, mentee: SlackPerson) -> SlackPerson:
        """Whom the newest draft has for somebody."""
        with self.town.stage.desk.open_look_in(self.town.stage.workspace_id) as look:
            draft = matching_drafts.newest(look, self.ready.cohort.id)
        assert draft is not None
        return self.account(pairs_of(self.town.stage, draft)[self._id(mentee)])

    def asked_next(self, mentee: SlackPerson, after: SlackPerson) -> SlackPerson:
        """Who is asked after somebody said no, as soon as the worker came by."""
        mentor = self.petra.wait_for(lambda: self._asked_for(mentee) - {self._id(after)})
        return self.account(mentor.pop())

    def _asked_for(self, mentee: SlackPerson) -> set[str]:
        asked, me = [PairingState.ASKED], self._id(mentee)
        with self.town.stage.desk.open_look_in(self.town.stage.workspace_id) as look:
            found = kept_pairings.of_person(look.session, me, asked)
        return {one.mentor for one in found if one.mentee == me}

    def _id(self, account: SlackPerson) -> str:
        return self.town.stage.person_id(account)

    def account(self, person_id: str) -> SlackPerson:
        return next(one for one in EVERYBODY if self._id(one) == person_id)

    def card(self, mentor: SlackPerson, mentee: SlackPerson) -> tuple[PagePerson, Json]:
        """The question to a mentor about somebody, as soon as it is there."""
        person = self.town.person(mentor)
        asks = f"Would you mentor <@{mentee.slack_user}>"
        return person, told(person, asks)


def lock(petra: PagePerson, board: Json) -> Json:
    choose(petra, board, MENTEE, words.LOCK)
    return seen(petra, Matching.BOARD_VIEW, "Done: lock of")


def veto(petra: PagePerson, board: Json) -> Json:
    """Mia's pair is taken out of the draft, and the next best stands there."""
    choose(petra, board, MENTEE, words.VETO)
    form = petra.wait_for_modal(Matching.VETO_VIEW)
    petra.submit(form, picked(form, "reason", VetoReason.FIELD))
    petra.close(seen(petra, Matching.VETO_VIEW, "Done: veto of"))
    return seen(petra, Matching.BOARD_VIEW, "Undo: veto of")


def ask_why_not(petra: PagePerson, board: Json) -> None:
    """The form that answers for every mentor of the draft."""
    choose(petra, board, LIAISON, words.WHY_NOT)
    question = petra.wait_for_modal(Matching.WHY_NOT_VIEW)
    option = petra.suggest(question, Matching.MENTOR, "s")["options"][0]
    petra.press(question, Matching.MENTOR, {"selected_option": option})
    seen(petra, Matching.WHY_NOT_VIEW, "")
    acts.close_all(petra)


def launch(petra: PagePerson) -> None:
    """Both steps, from the word that is typed."""
    petra.command("/mentoring-admin", "launch")
    first = petra.wait_for_modal(Release.LAUNCH_VIEW)
    assert "2 pairs to launch" in words_in(first)
    petra.submit(first, {**picked(first, "what", "all")})
    second = petra.wait_for_modal(Release.LAUNCH_SURE_VIEW)
    assert "No mentee hears anything before a yes." in words_in(second)
    assert petra.submit(second)["result"] == "updated"
    assert "their mentors are asked now" in words_in(petra.wait_for_modal(Release.STANDING_VIEW))
    acts.close_all(petra)


def say_no(person: PagePerson, card: Json) -> None:
    person.press(card, Pairings.DECLINE)
    form = person.wait_for_modal(Pairings.DECLINE_VIEW)
    entered = {**picked(form, "reason", DeclineReason.NOT_MY_FIELD), **typed(words="")}
    person.submit(form, entered)
    acts.close_all(person)


@pytest.mark.timeout(600)
def test_pairs_are_found_questioned_launched_and_answered(town: Town, clock: FrozenClock) -> None:
    story = Launch(town, clock)
    petra, mia, lena = story.petra, town.person(MENTEE), town.person(LIAISON)
    board = run(petra)
    told(petra, "The draft is ready: 2 of 2 paired, and no better set exists.")
    vetoed = story.mentor_of(MENTEE)
    board = lock(petra, veto(petra, board))
    assert story.mentor_of(MENTEE) != vetoed
    ask_why_not(petra, board)
    launch(petra)

    said_yes, said_no = story.mentor_of(MENTEE), story.mentor_of(LIAISON)
    mentor, card = story.card(said_yes, MENTEE)
    assert "They want to grow in" in card["text"]
    mentor.press(card, Pairings.PICTURE)
    picture = mentor.wait_for_modal(Pairings.PICTURE_VIEW)
    assert "They want to grow in" in words_in(picture)
    acts.close_all(mentor)
    other, question = story.card(said_no, LIAISON)
    say_no(other, question)
    third = story.asked_next(LIAISON, said_no)
    for person in (mia, lena):
        assert not saying(person, "Your mentor is")

    mentor.press(told(mentor, f"Would you mentor <@{MENTEE.slack_user}>"), Pairings.ACCEPT)
    told(mentor, "You said yes on")
    assert not saying(mia, "Your mentor is")
    let_time_pass(town, clock, datetime(2026, 11, 24, 15, 0, tzinfo=UTC))
    news = told(mia, f"Your mentor is <@{said_yes.slack_user}>")
    assert "Why you two: you want to grow in" in news["text"]
    mia.press(news, Pairings.OVERVIEW)
    assert "You want to grow in" in words_in(mia.wait_for_modal(Pairings.OVERVIEW_VIEW))
    acts.close_all(mia)
    assert not saying(lena, "Your mentor is")

    person, again = story.card(third, LIAISON)
    person.press(again, Pairings.ACCEPT)
    let_time_pass(town, clock, datetime(2026, 11, 25, 15, 0, tzinfo=UTC))
    told(lena, f"Your mentor is <@{third.slack_user}>")
    report = told(petra, ": 2 yes, 1 no, 0 lapsed.")
    assert "1 next candidate was asked." in report["text"]
    petra.press(report, Release.STANDING)
    assert "Launched by Petra Park" in words_in(petra.wait_for_modal(Release.STANDING_VIEW))
    acts.close_all(petra)

    petra.command("/mentoring-admin", "launch")
    petra.wait_for(lambda: "Launched by Petra Park" in words_in(petra.modal() or {}))
    acts.close_all(petra)
    for each in (mia, lena):
        assert "declined" not in str(each.messages()).lower()
        assert "score" not in str(each.messages()).lower()
