"""People come, change and write; the app is taken out."""

from typing import Any

from handlers import ids
from program.person import Person
from store.people import by_slack_user
from tests.kit import cast
from tests.kit.entering import actions_in, words_in
from tests.kit.house import Town


def known(town: Town, slack_user: str) -> Person | None:
    with town.house.desk.open_look_in(town.stage.workspace_id) as look:
        return by_slack_user(look.session, slack_user)


def change(town: Town, **person: Any) -> None:
    """Something happens to an account, and Slack tells of it."""
    town.sandbox.seed({"people": [person], "events": True})


def test_everyone_slack_lists_is_known_after_the_start(town: Town) -> None:
    town.sandbox.wait_for(lambda: known(town, cast.COLLEAGUE.slack_user))

    guest = known(town, cast.GUEST.slack_user)
    assert guest is not None
    assert guest.standing.value == "guest"
    assert known(town, town.sandbox.bot_user) is None


def test_a_newcomer_is_known_as_soon_as_they_join(town: Town) -> None:
    change(town, id="U0NOVA", name="nova", real_name="Nova New")

    town.sandbox.wait_for(lambda: known(town, "U0NOVA"))


def test_a_new_title_is_followed(town: Town) -> None:
    change(town, id=cast.MENTEE.slack_user, title="Director")

    town.sandbox.wait_for(
        lambda: (person := known(town, cast.MENTEE.slack_user)) and person.title == "Director"
    )


def test_an_account_that_is_closed_is_noted(town: Town) -> None:
    change(town, id=cast.COLLEAGUE.slack_user, deleted=True)

    town.sandbox.wait_for(
        lambda: (person := known(town, cast.COLLEAGUE.slack_user)) and person.deactivated
    )


def test_whoever_writes_to_the_bot_is_told_what_it_is_for(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.say(mentee.dm(), "May I have a mentor?")

    answer = mentee.wait_for_message(lambda one: "/mentoring" in one["text"])
    assert "I do not keep it" in words_in(answer)
    mentee.press(answer, ids.Launcher.OPEN)
    mentee.wait_for_modal(ids.Launcher.VIEW)


def test_a_guest_who_writes_is_answered_politely(town: Town) -> None:
    guest = town.person(cast.GUEST)
    guest.say(guest.dm(), "Hello?")

    guest.wait_for_message(lambda one: "colleagues with a full account" in one["text"])


def test_who_sees_what_is_one_press_from_home(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.open_home()
    mentee.press(mentee.wait_for_home(), ids.People.READERS)

    view = mentee.wait_for_modal(ids.People.READERS_VIEW)
    assert "Only you see this." in words_in(view)
    assert actions_in(view) == set()


def test_when_the_app_is_taken_out_nothing_more_is_sent(town: Town) -> None:
    town.sandbox.control("app", {"app": town.sandbox.app_id, "do": "uninstall"})

    town.sandbox.wait_for(lambda: town.house.desk.workspaces() == [])


def test_when_the_tokens_are_taken_back_nothing_more_is_sent(town: Town) -> None:
    town.sandbox.control("app", {"app": town.sandbox.app_id, "do": "revoke_tokens"})

    town.sandbox.wait_for(lambda: town.house.desk.workspaces() == [])
