"""A colleague is put forward, says yes or no, and everybody hears what is theirs to hear."""

from datetime import UTC, datetime

import pytest

from handlers.ids import Lists, Nominations, Shortcut
from program.nomination_steps import Step
from tests.kit.cast import COLLEAGUE, GUEST, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR
from tests.kit.clock import FrozenClock
from tests.kit.entering import actions_in, element_of, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.nominations import REASON
from tests.kit.roster import listed
from tests.kit.sandbox import PagePerson
from tests.kit.story import Manager, Nominator, Nominee, make_program, rated

EVERYONE_AT_WORK = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""Ten o'clock in New York, four in Berlin."""
NEXT_DAY = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SECRET = "marker of a private word"
REMARK = "marker for program managers"


@pytest.fixture
def petra(town: Town, clock: FrozenClock) -> PagePerson:
    clock.set(EVERYONE_AT_WORK)
    person = town.person(PROGRAM_MANAGER)
    make_program(person)
    return person


@pytest.fixture
def mia(town: Town) -> PagePerson:
    return town.person(MENTEE)


@pytest.fixture
def sven(town: Town) -> PagePerson:
    return town.person(SPONSOR)


def test_from_a_colleague_s_words_to_a_place(
    town: Town, petra: PagePerson, mia: PagePerson, sven: PagePerson, clock: FrozenClock
) -> None:
    Nominator(sven).put_forward(MENTEE.slack_user, SECRET, REMARK)
    asked = mia.wait_for_message(lambda one: "would like to put you forward" in one["text"])
    assert actions_in(asked) == {Nominations.YES, Nominations.NO, Nominations.CONSENT}
    petra.open_home()
    home = petra.wait_for_home(lambda view: "Waiting for a yes *1*" in words_in(view))
    assert SECRET not in str(home)
    petra.command("/mentoring-admin", "nominations all")
    assert "nobody at the moment" in words_in(petra.wait_for_modal(Lists.VIEW))
    petra.close(petra.modal() or {}, everything=True)

    mia.press(asked, Nominations.CONSENT)
    question = mia.wait_for_modal(Nominations.CONSENT_VIEW)
    assert SECRET in words_in(question)
    assert REMARK not in str(question)
    assert "Coachability" not in words_in(question)
    assert mia.submit(question, {})["result"] == "updated"
    mia.close(mia.modal() or {}, everything=True)
    mia.wait_for_message(lambda one: "You said yes on Mon 23 Nov; in review." in one["text"])
    sven.wait_for_message(lambda one: "Mia Moreau said yes" in one["text"])

    petra.command("/mentoring-admin", "nominations")
    petra.press(petra.wait_for_modal(Lists.VIEW), Nominations.REVIEW)
    review = petra.wait_for_modal(Nominations.REVIEW_VIEW)
    assert SECRET in words_in(review)
    assert "Coachability: <@U0SVEN> 4" in words_in(review)
    petra.close(petra.modal() or {}, everything=True)
    Manager(petra).decide(Step.ACCEPTED, remark=REMARK)
    Nominee(mia).told("You are in")
    clock.set(NEXT_DAY)
    news = sven.wait_for_message(lambda one: "heard it first" in one["text"])
    sven.press(news, Nominations.THEIRS)
    theirs = words_in(sven.wait_for_modal(Nominations.THEIRS_VIEW))
    assert REASON in theirs
    said = str([*mia.messages(), *sven.messages(), *petra.messages()])
    assert SECRET not in said
    assert REMARK not in said


def test_a_no_is_heard_as_that_and_nothing_more(
    town: Town, petra: PagePerson, mia: PagePerson, sven: PagePerson
) -> None:
    Nominator(sven).put_forward(MENTEE.slack_user)
    asked = mia.wait_for_message(lambda one: "would like to put you forward" in one["text"])
    mia.press(asked, Nominations.NO)
    mia.press(asked, Nominations.NO)
    changed = mia.wait_for_message(
        lambda one: "You said no; Sven Sol hears only that" in one["text"]
    )
    assert changed["ts"] == asked["ts"]
    assert actions_in(changed) == set()
    sven.wait_for_message(lambda one: "prefers not to be nominated this time" in one["text"])
    petra.open_home()
    home = petra.wait_for_home(lambda view: "Next: the last day for nominations" in words_in(view))
    assert "Waiting for a yes" not in words_in(home)


def test_a_second_voice_is_announced_and_a_guest_or_oneself_is_refused(
    town: Town, petra: PagePerson, mia: PagePerson, sven: PagePerson, clock: FrozenClock
) -> None:
    Nominator(sven).put_forward(MENTEE.slack_user)
    clock.move(minutes=1)
    chio = town.person(COLLEAGUE)
    chio.shortcut(Shortcut.NOMINATE)
    form = chio.wait_for_modal(Nominations.OTHER_VIEW)
    for account, sentence in (
        (COLLEAGUE, "This is you: use Nominate myself, with /mentoring apply."),
        (GUEST, "Gus Grove is a guest, and mentoring is for full accounts."),
    ):
        answer = Nominator(chio).name(form, account.slack_user)
        assert answer["errors"] == {"nominee": sentence}
    assert Nominator(chio).name(form, MENTEE.slack_user)["result"] == "updated"
    second = chio.wait_for_modal(Nominations.OTHER_WORDS_VIEW)
    assert "already nominated; your words will be added as a second voice" in words_in(second)
    Nominator(chio).go_on("They teach us to listen.")
    mia.wait_for_message(
        lambda one: "Sven Sol and Chio Castle would like to put you forward" in one["text"]
    )


def test_the_author_of_a_message_is_filled_in_and_the_steps_go_back_and_forth(
    town: Town, petra: PagePerson, mia: PagePerson, sven: PagePerson
) -> None:
    members = [MENTEE.slack_user, SPONSOR.slack_user]
    town.sandbox.seed({"channels": [{"id": "C0ALL", "name": "all", "members": members}]})
    message = mia.say("C0ALL", "I have an idea for the two sites.")
    sven.message_shortcut(Shortcut.NOMINATE_AUTHOR, {**message, "channel": "C0ALL"})
    form = sven.wait_for_modal(Nominations.OTHER_VIEW)
    assert element_of(form, "nominee")["initial_user"] == MENTEE.slack_user
    assert Nominator(sven).name(form, MENTEE.slack_user)["result"] == "updated"
    second = sven.wait_for_modal(Nominations.OTHER_WORDS_VIEW)
    field = next(one["block_id"] for one in second["blocks"] if one["type"] == "input")
    entered = typed(**{field: SECRET})
    sven.press(second, Nominations.OTHER_BACK, state=entered)
    first = sven.wait_for_modal(Nominations.OTHER_VIEW)
    assert element_of(first, "known_as")["initial_option"]["value"] == "team"
    assert Nominator(sven).name(first, MENTEE.slack_user)["result"] == "updated"
    again = sven.wait_for_modal(Nominations.OTHER_WORDS_VIEW)
    assert element_of(again, field)["initial_value"] == SECRET


def test_a_manager_gives_a_view_in_two_minutes(
    town: Town, petra: PagePerson, mia: PagePerson
) -> None:
    listed(town.stage, MENTEE, manager=listed(town.stage, MENTOR))
    form = Nominee(mia).begin()
    entered = {
        **picked(form, "competencies"),
        **typed(aspiration="To lead a region."),
        **picked(form, "manager", "yes"),
    }
    assert mia.submit(form, entered)["result"] == "updated"
    second = mia.wait_for_modal(Nominations.SELF_EVIDENCE_VIEW)
    fields = [one["block_id"] for one in second["blocks"] if one["type"] == "input"]
    texts = typed(**dict.fromkeys(fields, "I led a change."))
    assert mia.submit(second, texts)["result"] == "updated"
    martin = town.person(MENTOR)
    asked = martin.wait_for_message(lambda one: "Four short ratings" in one["text"])
    martin.press(asked, Nominations.VIEW)
    view = martin.wait_for_modal(Nominations.VIEW_VIEW)
    answer = martin.submit(view, {})
    assert answer["result"] != "closed"
    assert martin.submit(view, {**rated(view), **typed(remark=REMARK)})["result"] == "updated"
    given = martin.wait_for_message(lambda one: "was given on Mon 23 Nov" in one["text"])
    assert actions_in(given) == set()
    assert REMARK not in str(martin.messages())


def test_several_are_decided_after_a_preview(
    town: Town, petra: PagePerson, mia: PagePerson
) -> None:
    Nominee(mia).apply()
    chio = town.person(COLLEAGUE)
    Nominee(chio).apply()
    petra.command("/mentoring-admin", "nominations")
    petra.press(petra.wait_for_modal(Lists.VIEW), Nominations.BULK)
    form = petra.wait_for_modal(Nominations.BULK_VIEW)
    entered = {
        **picked(form, "all", "yes"),
        **picked(form, "decision", "declined"),
        **typed(reason=REASON),
    }
    assert petra.submit(form, entered)["result"] == "updated"
    preview = petra.wait_for_modal(Nominations.BULK_PREVIEW_VIEW)
    assert "2 nominations" in words_in(preview)
    assert REASON in words_in(preview)
    assert petra.submit(preview, {})["result"] == "updated"
    petra.wait_for(lambda: "2 nominations are decided" in words_in(petra.modal() or {}))
    Nominee(mia).told("not this time")
