"""/livez, /readyz and /metrics: for machines that look after the bot, and for nobody else."""

import logging
from dataclasses import asdict

from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.health.queue import SECONDS, Standing
from bot.health.readiness import Readiness
from bot.house import House
from bot.settings import Settings
from bot.troubles import Trouble
from bot.web.server import WebServer

_log = logging.getLogger(__name__)


def health_pages(house: House, *, seconds: float = SECONDS) -> Starlette:
    """The three pages. They hold counts and words of ours, and name nobody.

    `seconds`: how long the figures wait for the database.
    """
    readiness = Readiness(house)
    house.vitals.registry.register(Standing(house, seconds))

    def livez(_: Request) -> Response:
        return JSONResponse({"alive": True})

    def readyz(_: Request) -> Response:
        parts = readiness.parts()
        ready = all(part.ready for part in parts)
        body = {"ready": ready, "parts": [{**asdict(it), "ready": it.ready} for it in parts]}
        return JSONResponse(body, status_code=200 if ready else 503)

    def metrics(_: Request) -> Response:
        return Response(generate_latest(house.vitals.registry), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[Route("/livez", livez), Route("/readyz", readyz), Route("/metrics", metrics)]
    )


def open_health(house: House) -> WebServer | None:
    """Answer at BATON_HEALTH; None where it is off.

    Where the port is taken: a Trouble if the setting names it, else a warning, and the bot goes on.
    """
    where = house.settings.baton_health
    if where == "off":
        return None
    server = WebServer(health_pages(house), where)
    try:
        server.connect()
    except OSError as taken:
        if is_chosen(house.settings):
            raise Trouble(
                f"BATON_HEALTH names {where}, and nothing can listen there: {taken.strerror}.",
                "Give another host and port, stop the program that is there, or set it to off.",
            ) from taken
        _log.warning(
            "Nothing can listen at %s (%s): /livez, /readyz and /metrics are off. "
            "Set BATON_HEALTH to another port, or to off.",
            where,
            taken.strerror,
        )
        return None
    _log.info("/livez, /readyz and /metrics answer at %s.", server.address)
    return server


def is_chosen(settings: Settings) -> bool:
    """Did somebody set BATON_HEALTH, rather than leave it as it comes?"""
    return "baton_health" in settings.model_fields_set
