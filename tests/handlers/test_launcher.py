"""`/mentoring` shows what this person may do, understands words, and never acts on them."""

import pytest

from handlers import ids
from program.actor import Role
from tests.kit import cast
from tests.kit.entering import actions_in, words_in
from tests.kit.house import Town


def test_the_bare_word_opens_what_this_person_may_do(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.command("/mentoring")

    view = mentee.wait_for_modal(ids.Launcher.VIEW)
    assert ids.People.READERS in actions_in(view)
    assert ids.Governance.ROLES not in actions_in(view)
    assert len(view["blocks"]) <= 20


def test_the_launcher_gives_its_place_to_the_form_that_is_pressed(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.command("/mentoring")
    launcher = mentee.wait_for_modal(ids.Launcher.VIEW)
    mentee.press(launcher, ids.People.READERS)

    mentee.wait_for_modal(ids.People.READERS_VIEW)
    assert len(mentee.views()) == 1


def test_a_word_opens_its_form(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.command("/mentoring", "Who sees what")

    assert "Only program managers see this." in words_in(
        mentee.wait_for_modal(ids.People.READERS_VIEW)
    )


def test_a_near_word_is_offered_as_a_button_and_not_run(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.command("/mentoring", "privcy")

    view = mentee.wait_for_modal(ids.Launcher.VIEW)
    assert 'I do not know "privcy". Did you mean:' in words_in(view)
    mentee.press(view, ids.People.READERS)
    mentee.wait_for_modal(ids.People.READERS_VIEW)


def test_a_word_that_is_nothing_is_said_back_harmlessly(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.command("/mentoring", "<!channel> & <b>shout</b>")

    view = mentee.wait_for_modal(ids.Launcher.VIEW)
    assert "<!channel>" not in words_in(view)
    assert "I do not know" in words_in(view)


def test_help_lists_the_words_and_one_word_alone(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.command("/mentoring", "help")
    everything = mentee.wait_for_modal(ids.Launcher.VIEW)
    assert "`/mentoring privacy`" in words_in(everything)
    assert "/mentoring-admin" not in words_in(everything)
    mentee.close(everything)

    mentee.command("/mentoring", "help who-sees-what")
    assert len(mentee.wait_for_modal(ids.Launcher.VIEW)["blocks"]) == 1


def test_the_shortcut_opens_the_same(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.shortcut(ids.Shortcut.OPEN_MENTORING)

    mentee.wait_for_modal(ids.Launcher.VIEW)


def test_the_word_of_program_managers_says_whose_it_is(town: Town) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.command("/mentoring-admin")

    view = mentee.wait_for_modal(ids.Launcher.VIEW)
    assert "This is for program managers. Yours is <@U0PETRA>." in words_in(view)
    assert ids.Governance.ROLES not in actions_in(view)


@pytest.mark.parametrize("command", ids.Command)
def test_a_word_of_somebody_elses_role_says_so(town: Town, command: ids.Command) -> None:
    mentee = town.person(cast.MENTEE)
    mentee.command(command, "roles")

    view = mentee.wait_for_modal(ids.Launcher.VIEW)
    assert "*Roles* is for program managers. Yours is <@U0PETRA>." in words_in(view)
    assert ids.People.READERS in actions_in(view)


@pytest.mark.parametrize("command", ids.Command)
def test_a_program_managers_word_is_understood_under_both_commands(
    town: Town, command: ids.Command
) -> None:
    petra = town.person(cast.PROGRAM_MANAGER)
    petra.command(command, "roles")

    petra.wait_for_modal(ids.Governance.ROLES_VIEW)


@pytest.mark.parametrize("command", ids.Command)
def test_help_is_understood_under_both_commands(town: Town, command: ids.Command) -> None:
    petra = town.person(cast.PROGRAM_MANAGER)
    petra.command(command, "help")

    view = petra.wait_for_modal(ids.Launcher.VIEW)
    assert "`/mentoring-admin roles`" in words_in(view)
    assert words_in(view).count("help`") == 1


def test_a_program_manager_finds_the_words_of_the_program(town: Town) -> None:
    petra = town.person(cast.PROGRAM_MANAGER)
    petra.command("/mentoring-admin")

    assert ids.Governance.ROLES in actions_in(petra.wait_for_modal(ids.Launcher.VIEW))


def test_a_guest_gets_a_polite_answer(town: Town) -> None:
    guest = town.person(cast.GUEST)
    guest.command("/mentoring")

    message = guest.wait_for_message(lambda one: one["ephemeral"])
    assert message["text"] == (
        "Mentoring is for colleagues with a full account. <@U0PETRA> can help."
    )


def test_a_liaison_is_not_offered_to_give_roles(town: Town) -> None:
    town.stage.give(cast.LIAISON, Role.LIAISON)
    lena = town.person(cast.LIAISON)
    lena.command("/mentoring-admin")

    assert ids.Governance.ROLES not in actions_in(lena.wait_for_modal(ids.Launcher.VIEW))


def test_a_word_of_the_two_of_a_pairing_says_so_to_others(town: Town) -> None:
    chio = town.person(cast.COLLEAGUE)
    chio.command(ids.Command.MENTORING, "pause")

    said = words_in(chio.wait_for_modal(ids.Launcher.VIEW))
    assert "*Pause* is for mentors and mentees who are in a pairing. Here is what" in said
