"""Reactions, user groups, do not disturb, the team, bookmarks, and blocks tried beforehand."""

import json

from tests.kit.sandbox import RunningSandbox
from tests.sandbox.forms import button, modal
from tests.sandbox.listening import SocketApp


def test_reactions_of_apps_and_people(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    message = ann.say("C0SHARED", "Well done")
    where = {"channel": "C0SHARED", "timestamp": message["ts"]}
    assert box.api("reactions.add", **where, name="tada")["ok"]
    assert box.api("reactions.add", **where, name="tada")["error"] == "already_reacted"
    ann.act("react", channel="C0SHARED", ts=message["ts"], name="tada")
    found = box.api("reactions.get", **where)["message"]["reactions"]
    assert found == [{"name": "tada", "users": ["U0HELPER", "U0ANN"], "count": 2}]
    assert app.wait_for("reaction_added", 2)["event"]["user"] == "U0ANN"
    ann.act("react", channel="C0SHARED", ts=message["ts"], name="tada")
    assert box.api("reactions.remove", **where, name="tada")["ok"]
    assert box.api("reactions.remove", **where, name="tada")["error"] == "no_reaction"
    assert ann.messages("C0SHARED")[-1]["reactions"] is None


def test_user_groups(box: RunningSandbox) -> None:
    group = box.api("usergroups.create", name="Spring cohort")["usergroup"]
    assert group["handle"] == "spring-cohort"
    again = box.api("usergroups.create", name="Spring cohort")
    assert again["error"] == "handle_already_exists"
    where = {"usergroup": group["id"]}
    assert box.api("usergroups.users.update", **where, users="U0ANN,U0BEN")["ok"]
    assert box.api("usergroups.users.list", **where)["users"] == ["U0ANN", "U0BEN"]
    listed = box.api("usergroups.list", include_users=True, include_count=True)["usergroups"]
    assert (listed[0]["users"], listed[0]["user_count"]) == (["U0ANN", "U0BEN"], 2)
    box.api("usergroups.disable", **where)
    assert box.api("usergroups.list")["usergroups"] == []
    assert box.api("usergroups.users.list", usergroup="S0")["error"] == "no_such_subteam"


def test_do_not_disturb_follows_the_practice_clock(box: RunningSandbox) -> None:
    now = box.set_clock(2_530_000_000)
    box.seed({"people": [{"id": "U0ANN", "dnd_until": int(now) + 3600}]})
    assert box.api("dnd.info", user="U0ANN")["dnd_enabled"] is True
    assert box.api("dnd.info", user="U0BEN")["dnd_enabled"] is False
    team = box.api("dnd.teamInfo", users="U0ANN,U0BEN")["users"]
    assert team["U0ANN"]["next_dnd_end_ts"] == int(now) + 3600
    box.set_clock(now + 3601)
    assert box.api("dnd.info", user="U0ANN")["dnd_enabled"] is False


def test_the_team(box: RunningSandbox) -> None:
    assert box.api("team.info")["team"]["domain"] == "practice"
    who = box.api("auth.test")
    assert (who["team_id"], who["user_id"], who["bot_id"]) == ("T0PRACTICE", "U0HELPER", "B0HELPER")
    assert box.api("bots.info", bot=who["bot_id"])["bot"]["app_id"] == "A0HELPER"


def test_bookmarks(box: RunningSandbox) -> None:
    where = {"channel_id": "C0SHARED"}
    wish = {**where, "type": "link", "title": "Charter", "link": "https://example.com/charter"}
    mark = box.api("bookmarks.add", **wish)["bookmark"]
    named = {**where, "bookmark_id": mark["id"]}
    assert box.api("bookmarks.edit", **named, title="The charter")["ok"]
    assert [one["title"] for one in box.api("bookmarks.list", **where)["bookmarks"]] == [
        "The charter"
    ]
    shown = [one for one in box.person("U0ANN").boot()["conversations"] if one["id"] == "C0SHARED"]
    assert shown[0]["bookmarks"][0]["title"] == "The charter"
    assert box.api("bookmarks.remove", **named)["ok"]
    assert box.api("bookmarks.remove", **named)["error"] == "bookmark_not_found"
    assert box.api("bookmarks.add", **{**wish, "link": "javascript:1"})["error"] == "invalid_link"


def test_blocks_are_validated_without_a_token(box: RunningSandbox) -> None:
    def ask(**wish: object) -> dict[str, object]:
        form = {name: json.dumps(value) for name, value in wish.items()}
        found: dict[str, object] = box.http.post("/api/blocks.validate", data=form).json()
        return found

    assert ask(blocks=[button()])["ok"] is True
    assert ask(view=modal())["ok"] is True
    bad = ask(blocks=[{"type": "section"}])
    assert bad["ok"] is False
    errors = bad["errors"]
    assert isinstance(errors, list)
    assert errors[0]["pointer"].startswith("/blocks/0")
    assert ask()["ok"] is False
    assert ask(blocks=[], view=modal())["ok"] is False
