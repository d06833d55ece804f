"""The ways in: several sockets to Slack, or the address at which Slack calls; install pages."""

from collections.abc import Callable, Sequence

from slack_bolt import App
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.door import Door
from bot.line import Line
from bot.line_watch import LineWatch
from bot.settings import Settings
from bot.web.server import SECONDS_FOR_BALANCER, WebServer
from bot.web.slack import slack_routes

Answered = Callable[[str, float], None]
"""Told of each answer: the kind of request and the seconds Slack waited."""


def doors(
    settings: Settings,
    app: App,
    *,
    http: bool,
    answered: Answered,
    pages: Sequence[BaseRoute] = (),
) -> Sequence[Door]:
    """The doors of one process, not yet open. `pages` share the web server of HTTP mode."""
    if http:
        routes = [*slack_routes(app, settings.signing_secret, answered), *pages]
        return [_web(settings, routes)]
    lines: list[Door] = [
        LineWatch(lambda: Line(app, settings, answered), f"socket {number}", is_first=number == 1)
        for number in range(1, settings.slack_connections + 1)
    ]
    return [*lines, _web(settings, pages)] if pages else lines


def _web(settings: Settings, routes: Sequence[BaseRoute]) -> Door:
    application = Starlette(routes=list(routes))
    return WebServer(application, settings.baton_listen, linger=SECONDS_FOR_BALANCER)
