"""A modal is sent or closed: the app hears of it, and its answer decides what the person sees."""

from contextlib import suppress
from typing import Any

from sandbox import actions, interactions, views
from sandbox.blocks import all_blocks
from sandbox.problem import ApiProblem, PersonProblem
from sandbox.records import App, Json, Person, View
from sandbox.rules import acks
from sandbox.rules import state as state_rules
from sandbox.world import World


async def submit(world: World, person: Person, view_id: str, state: Any) -> Json:
    """What became of it: closed, updated, pushed, cleared, or errors under their blocks."""
    record = _own(world, person, view_id)
    blocks = record.content["blocks"]
    app = interactions.app_of(world, record.app_id)
    touched = actions.with_files(world, person, app, state)
    values = state_rules.view_state(blocks, touched)
    refused = state_rules.missing(blocks, values["values"])
    if refused:
        return {"result": "errors", "errors": refused}
    payload = {
        "type": "view_submission",
        **interactions.base(world, app, person, in_view=True),
        "trigger_id": world.triggers.issue(app.id, person.id, record.id),
        "view": views.shape(world, record, values),
        "response_urls": _response_urls(world, app, person, blocks, values["values"]),
    }
    answer = await interactions.deliver(world, app, "interactive", payload)
    if acks.check("view_submission", answer, view=record.content):
        raise interactions.not_understood()
    try:
        return _apply(world, app, record, answer or {})
    except ApiProblem as problem:
        raise interactions.not_understood() from problem


def _apply(world: World, app: App, record: View, answer: Json) -> Json:
    stack = world.state.stacks[record.user]
    match answer.get("response_action"):
        case "errors":
            return {"result": "errors", "errors": answer["errors"]}
        case "clear":
            views.clear(world, record.user)
            return {"result": "cleared"}
        case "update" if record.id in stack:
            views.update(world, record, views.check(answer["view"], "modal"))
            return {"result": "updated"}
        case "push" if record.id in stack:
            views.push(world, app, record.user, views.check(answer["view"], "modal"))
            return {"result": "pushed"}
    if stack and stack[-1] == record.id:
        views.close_top(world, record.user)
    return {"result": "closed"}


async def close(world: World, person: Person, view_id: str, *, everything: bool) -> None:
    """Cancel closes this view; the X closes them all and names the root."""
    record = _own(world, person, view_id)
    everything = everything or bool(record.content["clear_on_close"])
    told = world.state.views[record.root_view_id] if everything else record
    shape = views.shape(world, told)
    wants_word = told.content["notify_on_close"]
    if everything:
        views.clear(world, person.id)
    else:
        views.close_top(world, person.id)
    world.commit()
    app = world.state.apps[record.app_id]
    if wants_word:
        payload = {
            "type": "view_closed",
            **interactions.base(world, app, person, in_view=True),
            "view": shape,
            "is_cleared": everything,
        }
        with suppress(PersonProblem):  # the form is closed whatever becomes of the word about it
            await interactions.deliver(world, app, "interactive", payload)


def _own(world: World, person: Person, view_id: str) -> View:
    record = world.state.views.get(view_id)
    if record is None or record.user != person.id or record.type != "modal":
        raise PersonProblem("view_not_found", actions.GONE)
    if world.state.stacks[person.id][-1] != view_id:
        raise PersonProblem("view_not_on_top", "Another form is open on top of this one.")
    return record


def _response_urls(
    world: World, app: App, person: Person, blocks: list[Json], values: Json
) -> list[Json]:
    """Addresses to answer in, one per chosen conversation of an input that asks for it."""
    found = []
    for block in all_blocks(blocks):
        element = block.get("element") or {}
        if block.get("type") != "input" or not element.get("response_url_enabled"):
            continue
        said = values[block["block_id"]][element["action_id"]]
        chosen = said.get("selected_conversation") or said.get("selected_channel")
        if chosen:
            url = world.response_urls.issue(world.base_url, app.id, person.id, chosen)
            found.append({
                "block_id": block["block_id"], "action_id": element["action_id"],
                "channel_id": chosen, "response_url": url,
            })  # fmt: skip
    return found
