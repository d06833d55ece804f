"""The Slack app as Slack is told of it: commands, shortcuts, events, no scope without a reason."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import yaml

from handlers.ids import Command, Shortcut

Manifest = dict[str, Any]

REDIRECT_PATH = "/slack/oauth_redirect"
"""Where Slack sends the browser back to, below BATON_PUBLIC_URL."""

SCOPES: Mapping[str, str] = {
    "chat:write": "Sends messages in the app's own conversation with a person, and brings those "
    "it sent up to date.",
    "commands": "Offers `/mentoring` and `/mentoring-admin`, and the shortcuts.",
    "files:read": "Reads a roster that a program manager hands over in a form or a message.",
    "files:write": "Sends a list or one's own data as a file, to whoever asked for it.",
    "im:history": "Reads the app's own conversation with a person: to see whether a message "
    "arrived before it is sent again, and to answer whoever writes there.",
    "im:write": "Opens that conversation, so that a first message has somewhere to go.",
    "users:read": "Knows names, titles, time zones, guests, and accounts that were closed.",
    "users:read.email": "Finds the program managers named in the settings by their e-mail address.",
}

EVENTS: Mapping[str, str] = {
    "app_home_opened": "Shows a person's Home as it is now.",
    "app_uninstalled": "Stops sending when the app is taken out of the workspace.",
    "message.im": "Answers whoever writes to the app, with what it can do.",
    "team_join": "Knows newcomers by name as soon as they join.",
    "tokens_revoked": "Stops sending when the app may no longer speak.",
    "user_change": "Follows new names, titles and time zones, and accounts that were closed.",
}

ORGANIZATION_EVENTS: Mapping[str, str] = {
    "team_access_granted": "Looks at the people of a workspace its organization added Baton to.",
    "team_access_revoked": "Looks anew when an organization takes Baton out of a workspace.",
}
"""Heard only where workspaces install by a link."""

SAYS: Mapping[Command, tuple[str, str]] = {
    Command.MENTORING: (
        "Mentoring: your next step, and all you can do",
        "[nominate | status | charter | help]",
    ),
    Command.ADMIN: ("Mentoring, for program managers", "[nominations | program | roles | help]"),
}

SHORTCUTS: Mapping[Shortcut, tuple[str, str, str]] = {
    Shortcut.OPEN_MENTORING: ("Open mentoring", "global", "Your next step, and all you can do"),
    Shortcut.NOMINATE: ("Nominate a colleague", "global", "Put somebody forward for mentoring"),
    Shortcut.NOMINATE_AUTHOR: (
        "Nominate the author",
        "message",
        "Put whoever wrote this forward for mentoring",
    ),
    Shortcut.LOG_CHECK_IN: ("Log a check-in", "global", "Note when you met, in half a minute"),
    Shortcut.PAUSE: ("Pause my pairing", "global", "Let it rest until a date of your choice"),
}


def build(request_url: str | None = None, *, public_url: str | None = None) -> Manifest:
    """The manifest for Socket Mode, or for the one address Slack is to send everything to.

    `public_url`: where several workspaces, or a whole organization, install by a link. Tokens then
    expire and are renewed, which cannot be switched off again for an app.
    """
    address = {"request_url": request_url} if request_url else {}
    url = {"url": request_url} if request_url else {}
    options = {"message_menu_options_url": request_url} if request_url else {}
    by_link = public_url is not None
    events = sorted({**EVENTS, **(ORGANIZATION_EVENTS if by_link else {})})
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Baton",
            "description": "Mentoring, from the first nomination to the last check-in",
            "background_color": "#1F3A4D",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "baton", "always_online": True},
            "slash_commands": [
                {
                    "command": command.value,
                    **url,
                    "description": about,
                    "usage_hint": hint,
                    "should_escape": True,
                }
                for command, (about, hint) in SAYS.items()
            ],
            "shortcuts": [
                {"name": name, "type": kind, "callback_id": shortcut.value, "description": about}
                for shortcut, (name, kind, about) in SHORTCUTS.items()
            ],
        },
        "oauth_config": {
            **({"redirect_urls": [f"{public_url}{REDIRECT_PATH}"]} if by_link else {}),
            "scopes": {"bot": sorted(SCOPES)},
        },
        "settings": {
            "event_subscriptions": {**address, "bot_events": events},
            "interactivity": {"is_enabled": True, **address, **options},
            "org_deploy_enabled": by_link,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": by_link,
        },
    }


def as_yaml(manifest: Manifest) -> str:
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=100)


def create_link(manifest: Manifest) -> str:
    """Slack's page for a new app, with the manifest filled in."""
    return "https://api.slack.com/apps?new_app=1&manifest_yaml=" + quote(as_yaml(manifest), safe="")


def problems(manifest: Manifest) -> list[str]:
    """What Slack would not take: its limits, and the rules across fields its schema leaves out."""
    said = manifest["display_information"]
    features, settings = manifest["features"], manifest["settings"]
    commands, shortcuts = features["slash_commands"], features.get("shortcuts")
    found = [
        *_too_long("name", said["name"], 35),
        *_too_long("description", said["description"], 140),
        *_too_long("bot name", features["bot_user"]["display_name"], 80),
    ]
    for command in commands:
        found += _too_long(command["command"], command["command"], 32)
        found += _too_long(f"description of {command['command']}", command["description"], 2000)
        found += _too_long(f"hint of {command['command']}", command["usage_hint"], 1000)
        if not command["command"].startswith("/") or len(command["command"]) < 2:
            found.append(f"{command['command']} does not begin with a slash")
    if shortcuts is not None and not 1 <= len(shortcuts) <= 10:
        found.append("there may be one to ten shortcuts, or the part is left out")
    for shortcut in shortcuts or ():
        found += _too_long(f"name of {shortcut['callback_id']}", shortcut["name"], 24)
        found += _too_long(
            f"description of {shortcut['callback_id']}", shortcut["description"], 150
        )
        found += _too_long("callback id", shortcut["callback_id"], 255)
    if not settings["socket_mode_enabled"]:
        found += [
            f"{part} needs an address that begins with https://"
            for part in ("event_subscriptions", "interactivity")
            if not str(settings[part].get("request_url", "")).startswith("https://")
        ]
    found += [
        "the address to come back to needs to begin with https://"
        for address in manifest["oauth_config"].get("redirect_urls", ())
        if not address.startswith("https://")
    ]
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    if len(set(scopes)) != len(scopes):
        found.append("a scope is asked for twice")
    return found


def _too_long(what: str, text: str, limit: int) -> list[str]:
    if 1 <= len(text) <= limit:
        return []
    return [f"{what} has {len(text)} characters; Slack takes 1 to {limit}"]
