"""Views: a stack of at most three modals per person, and one Home per person and app."""

import time

from sandbox.blocks import complete_texts, completed
from sandbox.ids import new_id, new_secret
from sandbox.problem import ApiProblem
from sandbox.records import App, Json, View
from sandbox.rules import views as view_rules
from sandbox.rules.state import view_state
from sandbox.world import World

STACK_MOST = 3


def check(view: object, surface: str) -> Json:
    """The content of a view as Slack keeps it. Raises the Web API's answer to a bad one."""
    problems = view_rules.check(view, surface="home" if surface == "home" else "modal")
    if problems:
        messages = [f"[ERROR] {one.message}" for one in problems]
        raise ApiProblem(problems[0].error, response_metadata={"messages": messages})
    return _content(view if isinstance(view, dict) else {})


def _content(view: Json) -> Json:
    content: Json = {name: view.get(name) for name in ("title", "submit", "close")}
    complete_texts(content)
    return content | {
        "blocks": completed(view["blocks"]),
        "private_metadata": view.get("private_metadata") or "",
        "callback_id": view.get("callback_id") or "",
        "clear_on_close": bool(view.get("clear_on_close")),
        "notify_on_close": bool(view.get("notify_on_close")),
        "submit_disabled": bool(view.get("submit_disabled")),
        "external_id": view.get("external_id") or "",
    }


def new_hash() -> str:
    return f"{int(time.time())}.{new_secret(8)}"


def open_root(world: World, app: App, user: str, content: Json) -> View:
    """A new modal; what the person had open before is gone."""
    require_free(world, content["external_id"])
    clear(world, user)
    return _add(world, app, user, content, previous=None, action="open")


def push(world: World, app: App, user: str, content: Json) -> View:
    """One more on top. Raises push_limit_reached on the fourth."""
    require_free(world, content["external_id"])
    stack = world.state.stacks[user]
    if len(stack) >= STACK_MOST:
        raise ApiProblem("push_limit_reached")
    previous = world.state.views[stack[-1]] if stack else None
    return _add(world, app, user, content, previous=previous, action="push")


def update(world: World, record: View, content: Json, *, expected: str | None = None) -> View:
    """New content under the same id. Raises hash_conflict for a stale hash."""
    if expected and expected != record.hash:
        raise ApiProblem("hash_conflict")
    if content["external_id"] not in ("", record.external_id):
        require_free(world, content["external_id"])
    record.external_id = content["external_id"]
    record.content, record.hash = content, new_hash()
    world.state.put(record)
    if record.type == "home":
        show_home(world, record)
    else:
        show(world, record.user, "update", record)
    return record


def publish(world: World, app: App, user: str, content: Json, *, expected: str | None) -> View:
    """The Home of this person keeps its id; only the content and the hash are new."""
    record = home(world, app, user)
    if record is not None:
        return update(world, record, content, expected=expected)
    require_free(world, content["external_id"])
    view_id = new_id("V")
    record = View(
        id=view_id,
        app_id=app.id,
        user=user,
        type="home",
        content=content,
        hash=new_hash(),
        root_view_id=view_id,
        external_id=content["external_id"],
    )
    world.state.put(record)
    show_home(world, record)
    return record


def home(world: World, app: App, user: str) -> View | None:
    view_id = world.state.homes.get((app.id, user))
    return world.state.views.get(view_id) if view_id else None


def close_top(world: World, user: str) -> None:
    record = world.state.views[world.state.stacks[user][-1]]
    world.state.remove(record)
    show(world, user, "close", record)


def clear(world: World, user: str) -> None:
    gone = list(world.state.stacks[user])
    for view_id in reversed(gone):
        world.state.remove(world.state.views[view_id])
    if gone:
        world.streams.publish(
            {"type": "view", "action": "clear", "view": None, "stack": []}, [user]
        )


def stack_of(world: World, user: str) -> list[View]:
    return [world.state.views[one] for one in world.state.stacks[user]]


def by_external_id(world: World, app: App, external_id: str) -> View | None:
    views = world.state.views.values()
    return next((one for one in views if _is(one, app.id, external_id)), None)


def _is(view: View, app_id: str, external_id: str) -> bool:
    return view.external_id == external_id and view.app_id == app_id


def shape(world: World, record: View, state: Json | None = None) -> Json:
    """The view object of answers and payloads."""
    app, team_id = world.state.apps[record.app_id], world.state.team.id
    return {
        "id": record.id,
        "team_id": team_id,
        "type": record.type,
        **record.content,
        "state": state or {"values": {}},
        "hash": record.hash,
        "root_view_id": record.root_view_id,
        "previous_view_id": record.previous_view_id,
        "app_id": record.app_id,
        "external_id": record.external_id,
        "app_installed_team_id": world.state.team.enterprise_id if app.org_wide else team_id,
        "bot_id": app.bot_id,
    }


def page_shape(world: World, record: View) -> Json:
    """What the page shows: the first values of every element stand in `state`."""
    return shape(world, record, view_state(record.content["blocks"], {})) | {"user": record.user}


def show(world: World, user: str, action: str, record: View) -> None:
    if world.streams.watched:
        event = {
            "type": "view",
            "action": action,
            "view": page_shape(world, record),
            "stack": [page_shape(world, one) for one in stack_of(world, user)],
        }
        world.streams.publish(event, [user])


def show_home(world: World, record: View) -> None:
    if world.streams.watched:
        event = {"type": "home", "app": record.app_id, "view": page_shape(world, record)}
        world.streams.publish(event, [record.user])


def _add(
    world: World,
    app: App,
    user: str,
    content: Json,
    *,
    previous: View | None,
    action: str,
) -> View:
    view_id = new_id("V")
    record = View(
        id=view_id,
        app_id=app.id,
        user=user,
        type="modal",
        content=content,
        hash=new_hash(),
        root_view_id=previous.root_view_id if previous else view_id,
        previous_view_id=previous.id if previous else None,
        external_id=content["external_id"],
    )
    world.state.put(record)
    show(world, user, action, record)
    return record


def require_free(world: World, external_id: str) -> None:
    """Raises duplicate_external_id."""
    if external_id and any(one.external_id == external_id for one in world.state.views.values()):
        raise ApiProblem("duplicate_external_id")
