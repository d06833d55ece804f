"""Modals and Homes as apps open, push, change and publish them."""

from sandbox import people, views
from sandbox.problem import ApiProblem
from sandbox.records import Json, View
from sandbox.triggers import Trigger
from sandbox.webapi.call import Call, Method


def open_root(call: Call) -> Json:
    content = views.check(_view(call), "modal")
    trigger = _exchange(call)
    return _answer(call, views.open_root(call.world, call.app, trigger.user, content))


def push(call: Call) -> Json:
    content = views.check(_view(call), "modal")
    trigger = _exchange(call)
    stack = call.world.state.stacks[trigger.user]
    if trigger.view_id is None or trigger.view_id not in stack:
        raise ApiProblem("not_found")
    return _answer(call, views.push(call.world, call.app, trigger.user, content))


def update(call: Call) -> Json:
    record = _named(call)
    content = views.check(_view(call), record.type)
    expected = call.text("hash") or None
    return _answer(call, views.update(call.world, record, content, expected=expected))


def publish(call: Call) -> Json:
    home = call.app.manifest.get("features", {}).get("app_home", {})
    if not home.get("home_tab_enabled"):
        raise ApiProblem("not_enabled")
    person = people.find(call.world, call.need("user_id"))
    content = views.check(_view(call), "home")
    expected = call.text("hash") or None
    record = views.publish(call.world, call.app, person.id, content, expected=expected)
    return _answer(call, record)


def _view(call: Call) -> Json:
    view = call.structure("view")
    if not isinstance(view, dict):
        message = "[ERROR] missing required field: view"
        raise ApiProblem("invalid_arguments", response_metadata={"messages": [message]})
    return view


def _exchange(call: Call) -> Trigger:
    name = call.text("trigger_id") or call.text("interactivity_pointer")
    if not name:
        message = "[ERROR] missing required field: trigger_id"
        raise ApiProblem("invalid_arguments", response_metadata={"messages": [message]})
    return call.world.triggers.exchange(name, call.app.id)


def _named(call: Call) -> View:
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if view_id:
        record = call.world.state.views.get(view_id)
    elif external_id:
        record = views.by_external_id(call.world, call.app, external_id)
    else:
        message = "[ERROR] missing required field: view_id or external_id"
        raise ApiProblem("invalid_arguments", response_metadata={"messages": [message]})
    if record is None or record.app_id != call.app.id:
        raise ApiProblem("not_found")
    return record


def _answer(call: Call, record: View) -> Json:
    return {"view": views.shape(call.world, record)}


METHODS: dict[str, Method] = {
    "views.open": open_root,
    "views.push": push,
    "views.update": update,
    "views.publish": publish,
}
