"""The three install pages: plain, without a script, and nothing loaded from anywhere."""

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from bot.installing import words
from bot.installing.outcome import Installed, NotInstalled
from bot.manifest import SCOPES
from bot.settings import Settings

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2a33; --soft: #55646e; --paper: #fbfaf8;
  --card: #fff; --line: #dcdfe1; --house: #1f3a4d; --on-house: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9edf0; --soft: #a9b6be;
  --paper: #12191e; --card: #1a242b; --line: #33414b; --house: #8fc1de; --on-house: #10202b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 38rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 4.5rem) 1.25rem; }
.name { margin: 0 0 2rem; color: var(--soft); font-weight: 600; letter-spacing: .02em; }
h1 { font-size: clamp(1.6rem, 5vw, 2.1rem); line-height: 1.2; margin: 0 0 .75rem;
  overflow-wrap: anywhere; }
p { margin: 0 0 1rem; }
ul { list-style: none; margin: 1.5rem 0; padding: .25rem 1.25rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .75rem; }
li { padding: .75rem 0; border-top: 1px solid var(--line); }
li:first-child { border-top: 0; }
code { display: block; color: var(--soft); font-size: .875rem; }
.quiet { color: var(--soft); }
.button { display: inline-block; border: 0; border-radius: .5rem; padding: .75rem 1.4rem;
  background: var(--house); color: var(--on-house); font: inherit; font-weight: 600;
  text-decoration: none; cursor: pointer; }
.button:focus-visible { outline: 3px solid var(--house); outline-offset: 3px; }
form { margin: 1.5rem 0 0; }
"""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-"
        + base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
        + "'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",  # the address of the last page holds Slack's code
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Where a form may lead is not narrowed: browsers hold it against Slack's own redirects too."""


def ask() -> str:
    """What Baton asks for, and one button."""
    asked = "".join(
        f"<li>{escape(why.replace('`', ''))}<code>{escape(scope)}</code></li>"
        for scope, why in SCOPES.items()
    )
    return _page(
        words.ASK_TITLE,
        f"<p>{escape(words.ASK_LEAD)}</p><ul>{asked}</ul>"
        f"<p>{escape(words.ASK_NOT)}</p><p class=quiet>{escape(words.ASK_NEXT)}</p>"
        f"{_button(words.CONTINUE)}",
    )


def done(what: Installed, settings: Settings) -> str:
    """It is done, what comes next, and the way into Slack."""
    link = _into_slack(what, settings)
    return _page(
        words.done_title(what),
        _said(words.done_next(what))
        + f'<p><a class=button href="{escape(link)}">{escape(words.OPEN)}</a></p>',
    )


def not_done(refused: NotInstalled) -> str:
    """Why not, and what to do."""
    title, sentence = words.not_done(refused)
    return _page(title, _said([sentence]) + _button(words.AGAIN))


def _into_slack(what: Installed, settings: Settings) -> str:
    if not settings.speaks_to_slack:
        return settings.slack_api_url.rsplit("/api/", 1)[0] + "/"
    if what.is_org_wide:
        return "https://app.slack.com/client/" + what.team_id
    asked = urlencode({"app": what.app_id or "", "team": what.team_id})
    return f"https://slack.com/app_redirect?{asked}"


def _said(sentences: Sequence[str]) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in sentences)


def _button(label: str) -> str:
    return (
        '<form method=post action="/slack/install">'
        f"<button class=button>{escape(label)}</button></form>"
    )


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="'
        'width=device-width, initial-scale=1"><meta name=robots content=noindex>'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
        f"<main><p class=name>Baton</p><h1>{escape(title)}</h1>{body}</main></html>"
    )
