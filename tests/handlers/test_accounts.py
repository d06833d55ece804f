"""Slack's many shapes of an account become one record."""

from datetime import datetime
from typing import Any

import pytest

from handlers.people.accounts import slack_person
from program.actor import Standing
from program.person import SlackPerson

OURS = "T0BATON"


def read(enterprise: str | None = None, **more: Any) -> SlackPerson:
    user: dict[str, Any] = {
        "id": "U0ANN",
        "team_id": OURS,
        "name": "ann",
        "tz": "Europe/London",
        "profile": {"real_name": "Ann Archer", "title": "Head", "email": "ann@example.com"},
    }
    return slack_person(user | more, team=OURS, enterprise=enterprise)


def test_a_colleague_is_read_whole() -> None:
    person = read()

    assert (person.name, person.title, person.zone) == ("Ann Archer", "Head", "Europe/London")
    assert person.standing is Standing.MEMBER
    assert person.email == "ann@example.com"


@pytest.mark.parametrize("mark", ["is_restricted", "is_ultra_restricted"])
def test_both_kinds_of_guests_are_guests(mark: str) -> None:
    more: dict[str, Any] = {mark: True}

    assert read(**more).standing is Standing.GUEST


def test_strangers_and_people_of_other_teams_are_outsiders() -> None:
    assert read(is_stranger=True).standing is Standing.OUTSIDER
    assert read(team_id="T0OTHER").standing is Standing.OUTSIDER


def test_a_sibling_workspace_of_one_organisation_is_ours() -> None:
    sibling = read("E0ORG", team_id="T0SIBLING", enterprise_user={"enterprise_id": "E0ORG"})
    stranger = read("E0ORG", team_id="T0OTHER", enterprise_user={"enterprise_id": "E0OTHER"})

    assert sibling.standing is Standing.MEMBER
    assert stranger.standing is Standing.OUTSIDER


def test_bots_closed_accounts_and_slackbot_are_told_apart() -> None:
    assert read(is_bot=True).is_bot
    assert read(id="USLACKBOT").is_bot
    assert read(deleted=True).deactivated


@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "\x00"])
def test_a_zone_we_do_not_know_is_utc(zone: str | None) -> None:
    assert read(tz=zone).zone == "UTC"


def test_an_account_with_next_to_nothing_still_has_a_name() -> None:
    bare = slack_person({"id": "U0BARE"}, team=OURS, enterprise=None)

    assert (bare.name, bare.email, bare.team_id) == ("U0BARE", None, OURS)


def test_what_is_later_goes_before_what_is_earlier() -> None:
    def as_of(updated: int, event_ts: str | None = None) -> datetime | None:
        user = {"id": "U0ANN", "team_id": OURS, "name": "ann", "updated": updated}
        return slack_person(user, team=OURS, enterprise=None, event_ts=event_ts).as_of

    asked = as_of(1700000000)
    first, second = as_of(1700000000, "1700000000.000100"), as_of(1700000000, "1700000000.050000")
    late = as_of(1699999999, "1700000030.000000")
    later = as_of(1700000001)

    assert None not in (asked, first, second, late, later)
    assert sorted([later, second, asked, late, first]) == [late, asked, first, second, later]  # type: ignore[type-var]


@pytest.mark.parametrize("updated", [None, "yesterday", 0, -1, 10**40])
def test_an_account_without_a_date_is_read_all_the_same(updated: Any) -> None:
    assert read(updated=updated).as_of is None
