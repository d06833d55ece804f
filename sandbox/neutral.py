"""A small neutral workspace: ten people, two channels and an app that may do most things."""

from typing import Any

from sandbox.records import Json

_PEOPLE = (
    ("U0ANN", "ann", "Ann Archer", "Europe/London", "Head of Design"),
    ("U0BEN", "ben", "Ben Brook", "America/New_York", "Engineer"),
    ("U0CHIO", "chio", "Chio Castle", "Asia/Tokyo", "Director, Asia"),
    ("U0DEV", "dev", "Dev Dale", "Asia/Kolkata", "Finance"),
    ("U0EVE", "eve", "Eve Elm", "Europe/Berlin", "People Team"),
    ("U0FAY", "fay", "Fay Field", "America/Los_Angeles", "Sales"),
    ("U0GUS", "gus", "Gus Grove", "Europe/Madrid", "Contractor"),
    ("U0HAL", "hal", "Hal Heath", "Australia/Sydney", "Support"),
    ("U0IDA", "ida", "Ida Isle", "Europe/London", "Partner at another company"),
    ("U0JON", "jon", "Jon Jetty", "Europe/Paris", "Left last year"),
)
_SECOND_PEOPLE = (
    ("U0ZOE", "zoe", "Zoe Zander", "Europe/Vienna", "Head of Sales"),
    ("U0YAN", "yan", "Yan Yew", "Asia/Singapore", "Engineer"),
    ("U0XIM", "xim", "Xim Xavier", "America/Bogota", "People Team"),
)
OUTSIDE_TEAM = "T0ELSEWHERE"
_STANDING: dict[str, Json] = {
    "U0GUS": {"is_guest": True},
    "U0IDA": {"team_id": OUTSIDE_TEAM},
    "U0JON": {"deleted": True},
}

MANIFEST: Json = {
    "display_information": {"name": "Helper", "description": "An app to try things with"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "helper", "always_online": True},
        "slash_commands": [
            {
                "command": "/helper",
                "description": "Ask the helper",
                "usage_hint": "[help]",
                "should_escape": True,
            }
        ],
        "shortcuts": [
            {"name": "Start", "type": "global", "callback_id": "start", "description": "Start"},
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep it"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read", "bookmarks:read", "bookmarks:write", "channels:history",
                "channels:join", "channels:manage", "channels:read", "chat:write",
                "chat:write.public", "commands", "dnd:read", "files:read", "files:write",
                "groups:history", "groups:read", "groups:write", "im:history", "im:read",
                "im:write", "mpim:history", "mpim:read", "mpim:write", "reactions:read",
                "reactions:write", "team:read", "usergroups:read", "usergroups:write",
                "users.profile:read", "users:read", "users:read.email",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened", "app_mention", "app_uninstalled", "member_joined_channel",
                "message.channels", "message.groups", "message.im", "message.mpim",
                "reaction_added", "team_join", "tokens_revoked", "user_change",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}  # fmt: skip


def _person(row: tuple[str, str, str, str, str]) -> Json:
    user, name, real_name, zone, title = row
    facts: dict[str, Any] = {
        "id": user, "name": name, "real_name": real_name, "display_name": real_name.split()[0],
        "tz": zone, "title": title, "email": f"{name}@example.com",
    }  # fmt: skip
    return facts | _STANDING.get(user, {})


WORKSPACE: Json = {
    "team": {"id": "T0PRACTICE", "name": "Practice", "domain": "practice"},
    "people": [_person(row) for row in _PEOPLE],
    "app": {
        "id": "A0HELPER",
        "bot_user_id": "U0HELPER",
        "bot_id": "B0HELPER",
        "manifest": MANIFEST,
    },
    "channels": [
        {
            "id": "C0GENERAL",
            "name": "general",
            "topic": "Everyone",
            "members": [row[0] for row in _PEOPLE[:8]],
        },
        {
            "id": "C0SHARED",
            "name": "shared-partner",
            "is_shared": True,
            "members": ["U0ANN", "U0EVE", "U0IDA", "A0HELPER"],
        },
        {"id": "C0QUIET", "name": "quiet", "private": True, "members": ["U0ANN", "U0BEN"]},
    ],
}

ORGANIZATION: Json = {"id": "E0PRACTICE", "name": "Practice Group", "domain": "practice-group"}
SECOND: Json = {
    "team": {"id": "T0SECOND", "name": "Second", "domain": "second"},
    "people": [_person(row) for row in _SECOND_PEOPLE],
    "channels": [
        {
            "id": "C0LOBBY",
            "name": "lobby",
            "topic": "Everyone here",
            "members": [row[0] for row in _SECOND_PEOPLE],
        }
    ],
}
"""One more workspace, for the `teams` of a seed; no app is installed in it."""
