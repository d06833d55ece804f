"""What interactions have in common: the base of a payload, its delivery, a failure in words."""

from typing import Any

from sandbox import people
from sandbox.delivery import Undelivered
from sandbox.problem import PersonProblem
from sandbox.records import App, Channel, Json, Person
from sandbox.world import World

_SENTENCES = {
    "no_app": "This app is not running, so nothing happened.",
    "operation_timeout": "The app did not answer in time. Try again?",
    "app_error": "We had some trouble connecting. Try again?",
}


def base(world: World, app: App, person: Person, *, in_view: bool = False) -> Json:
    """In a view of an organization's app there is no `team`: the person's says which it was."""
    return {
        "team": None if in_view and app.org_wide else _team(world),
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team_id,
        },
        "api_app_id": app.id,
        "token": app.verification_token,
        "enterprise": world.enterprise,
        "is_enterprise_install": app.org_wide,
    }


def _team(world: World) -> Json:
    team, enterprise = world.state.team, world.enterprise
    found: Json = {"id": team.id, "domain": team.domain}
    if enterprise:
        found |= {"enterprise_id": enterprise["id"], "enterprise_name": enterprise["name"]}
    return found


async def deliver(world: World, app: App, kind: str, payload: Json) -> Any:
    """The payload of the app's ack. Raises PersonProblem with what the person reads instead."""
    world.commit()
    if not app.installed:
        raise PersonProblem("no_app", _SENTENCES["no_app"])
    try:
        return await world.delivery.send(app, kind, payload)
    except Undelivered as trouble:
        raise PersonProblem(trouble.error, _SENTENCES[trouble.error]) from trouble


def not_understood() -> PersonProblem:
    """The app answered in a way Slack cannot use; the person learns no more than this."""
    return PersonProblem("app_error", _SENTENCES["app_error"])


def app_of(world: World, app_id: object) -> App:
    app = world.state.apps.get(app_id) if isinstance(app_id, str) else None
    if app is None or not app.installed:
        raise PersonProblem("no_app", _SENTENCES["no_app"])
    return app


def for_our_people(world: World, person: Person) -> None:
    """Commands, shortcuts and Home belong to the people of the workspace that installed the app."""
    if people.is_outsider(world, person):
        sentence = "Apps of this workspace are not available to people of other organizations."
        raise PersonProblem("not_available", sentence)


def channel_name(channel: Channel) -> str:
    if channel.type == "im":
        return "directmessage"
    return "privategroup" if channel.type == "private" else channel.name
