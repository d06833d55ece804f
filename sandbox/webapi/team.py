"""The workspace itself, and who wants to be left alone."""

from sandbox import people
from sandbox.records import Json, Person
from sandbox.webapi.call import Call, Method


def team_info(call: Call) -> Json:
    team = call.world.state.team
    return {
        "team": {
            "id": team.id,
            "name": team.name,
            "url": f"{call.world.base_url}/",
            "domain": team.domain,
            "email_domain": "",
            "icon": {"image_default": True},
            "avatar_base_url": f"{call.world.base_url}/avatars/",
            "is_verified": False,
        }
    }


def dnd_info(call: Call) -> Json:
    return _dnd(call, people.find(call.world, call.text("user") or call.app.bot_user), snooze=True)


def dnd_of_team(call: Call) -> Json:
    found = (people.find(call.world, one) for one in call.names("users"))
    return {"users": {one.id: _dnd(call, one) for one in found}}


def _dnd(call: Call, person: Person, *, snooze: bool = False) -> Json:
    """Times are 1 where no schedule is set, as Slack has it."""
    now = call.world.clock.now()
    quiet = person.dnd_until is not None and person.dnd_until > now
    shape: Json = {
        "dnd_enabled": quiet,
        "next_dnd_start_ts": int(now) if quiet else 1,
        "next_dnd_end_ts": person.dnd_until if quiet else 1,
    }
    return shape | ({"snooze_enabled": False} if snooze else {})


METHODS: dict[str, Method] = {
    "team.info": team_info,
    "dnd.info": dnd_info,
    "dnd.teamInfo": dnd_of_team,
}
