"""The addresses of installing by a link: a page, the way to Slack, and the way back."""

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.installing import pages
from bot.installing.flow import Installing
from bot.installing.outcome import NotInstalled, Why
from bot.manifest import REDIRECT_PATH
from bot.settings import Settings
from scheduler.traces import trace_of
from store.install_states import LIVES

_log = logging.getLogger(__name__)

PATH = "/slack/install"

_STATUS = {Why.BUSY: 503, Why.AWAY: 502, Why.SETTINGS: 500, Why.UNWRITTEN: 500}


def install_routes(settings: Settings, installing: Installing) -> list[Route]:
    """What a browser may ask for. No token, code or state is logged or set into an address."""
    by_https = (settings.baton_public_url or "").startswith("https://")
    cookie = "__Host-baton-install" if by_https else "baton-install"

    def ask(_: Request) -> Response:
        return _page(pages.ask())

    def begin(request: Request) -> Response:
        begun = installing.begin(request.cookies.get(cookie))
        response = RedirectResponse(begun.address, status_code=303, headers=pages.HEADERS)
        response.set_cookie(
            cookie,
            begun.browser,
            max_age=int(LIVES.total_seconds()),
            path="/",
            secure=by_https,
            httponly=True,
            samesite="lax",
        )
        return response

    def finish(request: Request) -> Response:
        done = installing.finish(request.query_params, request.cookies.get(cookie))
        return _page(pages.done(done, settings))

    return [
        Route(PATH, ask, methods=["GET"]),
        Route(PATH, _answered(begin), methods=["POST"]),
        Route(REDIRECT_PATH, _answered(finish), methods=["GET"]),
    ]


def _answered(respond: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Whatever keeps an installation from being done has its page; the log gets no address."""

    def answer(request: Request) -> Response:
        try:
            return respond(request)
        except NotInstalled as refused:
            return _page(pages.not_done(refused), _STATUS.get(refused.why, 400))
        except Exception as error:  # noqa: BLE001  the server's own answer would be none
            _log.error("An installation raised %s", trace_of(error))
            return _page(pages.not_done(NotInstalled(Why.UNWRITTEN)), 500)

    return answer


def _page(html: str, status: int = 200) -> Response:
    return HTMLResponse(html, status, headers=pages.HEADERS)
