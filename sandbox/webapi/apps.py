"""What an app-level token opens, and leaving the workspace."""

from sandbox import installing
from sandbox.problem import ApiProblem
from sandbox.records import Json
from sandbox.webapi.call import Call, Method


def open_connection(call: Call) -> Json:
    if call.app.delivery != "socket":
        raise ApiProblem("forbidden_request")
    ticket = call.world.delivery.sockets.issue_ticket(call.app.id)
    address = call.world.base_url.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={call.app.id}"}


def uninstall(call: Call) -> Json:
    if call.need("client_id", "invalid_client_id") != call.app.client_id:
        raise ApiProblem("invalid_client_id")
    if call.text("client_secret") != call.app.client_secret:
        raise ApiProblem("bad_client_secret")
    if call.grant:
        installing.uninstall(call.world, call.app, call.grant)
    return {}


METHODS: dict[str, Method] = {
    "apps.connections.open": open_connection,
    "apps.uninstall": uninstall,
}
