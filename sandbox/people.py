"""People as the Web API and the page see them: members, guests, outsiders, bots."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox import apps
from sandbox.problem import ApiProblem, PersonProblem
from sandbox.records import Json, Person
from sandbox.world import World

SLACKBOT = "USLACKBOT"
_LONG_NAMES = {
    "GMT": "Greenwich Mean Time", "UTC": "Coordinated Universal Time", "BST": "British Summer Time",
    "CET": "Central European Time", "CEST": "Central European Summer Time",
    "EET": "Eastern European Time", "EEST": "Eastern European Summer Time",
    "EST": "Eastern Standard Time", "EDT": "Eastern Daylight Time",
    "CST": "Central Standard Time", "CDT": "Central Daylight Time",
    "MST": "Mountain Standard Time", "MDT": "Mountain Daylight Time",
    "PST": "Pacific Standard Time", "PDT": "Pacific Daylight Time",
    "IST": "India Standard Time", "JST": "Japan Standard Time",
    "AEST": "Australian Eastern Standard Time", "AEDT": "Australian Eastern Daylight Time",
}  # fmt: skip


def shape(world: World, person: Person, *, email: bool = False) -> Json:
    """The user object; `email` only for a token that may read it."""
    label, offset = zone_at(person.tz, world.clock.now())
    profile: Json = {
        "title": person.title,
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.display_name,
        "display_name_normalized": person.display_name,
        "status_text": "",
        "status_emoji": "",
        "team": person.team_id,
    }
    if email and person.email:
        profile["email"] = person.email
    if person.bot_id:
        profile |= {"bot_id": person.bot_id, "api_app_id": person.app_id}
    user: Json = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "profile": profile,
        "is_bot": person.is_bot and person.id != SLACKBOT,
        "is_app_user": False,
        "updated": person.updated,
    }
    if enterprise := _of_organization(world, person):
        user["enterprise_user"] = enterprise
    if person.deleted:
        return user
    standing: Json = {
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_guest or person.is_single_channel_guest,
        "is_ultra_restricted": person.is_single_channel_guest,
        "is_email_confirmed": True,
    }
    if person.tz:
        standing |= {"tz": person.tz, "tz_label": label, "tz_offset": offset}
    if is_outsider(world, person):
        standing["is_stranger"] = False
    return user | standing


def _of_organization(world: World, person: Person) -> Json | None:
    """Where else in the organization the same person is."""
    enterprise = None if is_outsider(world, person) else world.enterprise
    if enterprise is None:
        return None
    worlds = world.realm.of_organization()
    return {
        "id": person.id,
        "enterprise_id": enterprise["id"],
        "enterprise_name": enterprise["name"],
        "is_admin": False,
        "is_owner": False,
        "teams": [one.state.team.id for one in worlds if person.id in one.state.people],
    }


def zone_at(name: str | None, now: float) -> tuple[str, int]:
    """Label and offset in seconds of a zone at a moment."""
    try:
        moment = datetime.fromtimestamp(now, ZoneInfo(name or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        moment = datetime.fromtimestamp(now, UTC)
    short = moment.tzname() or "UTC"
    offset = moment.utcoffset()
    return _LONG_NAMES.get(short, (name or "UTC").split("/")[-1].replace("_", " ")), (
        int(offset.total_seconds()) if offset else 0
    )


def is_outsider(world: World, person: Person) -> bool:
    return person.team_id != world.state.team.id


def find(world: World, user: object) -> Person:
    """Raises the Web API's user_not_found."""
    person = world.state.people.get(user) if isinstance(user, str) else None
    if person is None:
        raise ApiProblem("user_not_found")
    return person


def acting(world: World, user: object) -> Person:
    """The person on the page. Raises PersonProblem for someone who cannot act."""
    person = world.state.people.get(user) if isinstance(user, str) else None
    if person is None or person.is_bot:
        raise PersonProblem("unknown_person", "There is nobody of that name here.")
    if person.deleted:
        raise PersonProblem("account_inactive", "This account has been deactivated.")
    return person


def page_shape(world: World, person: Person, unread: int = 0) -> Json:
    label, _ = zone_at(person.tz, world.clock.now())
    role: dict[str, Any] = world.host.get("roles", {}).get(person.id, {})
    return {
        "id": person.id,
        "name": person.shown,
        "real_name": person.real_name,
        "title": person.title,
        "tz": person.tz or "UTC",
        "tz_label": label,
        "is_guest": person.is_guest or person.is_single_channel_guest,
        "is_outsider": is_outsider(world, person),
        "is_bot": person.is_bot,
        "deleted": person.deleted,
        "app": person.app_id,
        "role": role.get("role"),
        "group": role.get("group"),
        "unread": unread,
    }


def add(world: World, person: Person, *, announce: bool) -> None:
    world.state.put(person)
    if announce:
        _tell(world, person, "team_join")


def change(world: World, person: Person, *, announce: bool) -> None:
    person.updated = int(world.clock.now())
    world.state.put(person)
    if announce:
        _tell(world, person, "user_change")


def _tell(world: World, person: Person, kind: str) -> None:
    world.streams.publish({"type": "person", "person": page_shape(world, person)})
    for app in world.installed_apps():
        event = {
            "type": kind,
            "user": shape(world, person, email="users:read.email" in apps.scopes(app)),
            "cache_ts": int(world.clock.now()),
            "event_ts": f"{world.clock.now():.6f}",
        }
        world.events.emit(app, world.state.team, kind, event)
