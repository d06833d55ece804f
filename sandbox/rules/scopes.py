"""Which scopes each Web API method needs: any one of the set, or none at all."""

from collections.abc import Collection

READS = frozenset({"channels:read", "groups:read", "im:read", "mpim:read"})
HISTORIES = frozenset({"channels:history", "groups:history", "im:history", "mpim:history"})
MANAGES = frozenset({"channels:manage", "groups:write"})
OPENS = frozenset({"im:write", "mpim:write"})
INVITES = MANAGES | {"channels:write.invites", "groups:write.invites"}
TOPICS = MANAGES | OPENS | {"channels:write.topic", "groups:write.topic"}


def _any(*scopes: str) -> frozenset[str]:
    return frozenset(scopes)


NEEDED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete",
            "chat.scheduleMessage", "chat.deleteScheduledMessage",
        ),
        _any("chat:write"),
    ),
    "chat.getPermalink": frozenset(),
    "chat.scheduledMessages.list": frozenset(),
    "conversations.open": OPENS,
    "conversations.close": OPENS | MANAGES,
    "conversations.info": READS,
    "conversations.list": READS,
    "conversations.members": READS,
    "users.conversations": READS,
    "conversations.history": HISTORIES,
    "conversations.replies": HISTORIES,
    "conversations.create": MANAGES,
    "conversations.archive": MANAGES,
    "conversations.unarchive": MANAGES,
    "conversations.rename": MANAGES,
    "conversations.kick": MANAGES,
    "conversations.leave": MANAGES,
    "conversations.mark": MANAGES | OPENS,
    "conversations.join": _any("channels:join"),
    "conversations.invite": INVITES,
    "conversations.setTopic": TOPICS,
    "conversations.setPurpose": TOPICS,
    "users.list": _any("users:read"),
    "users.info": _any("users:read"),
    "users.getPresence": _any("users:read"),
    "users.setPresence": _any("users:write"),
    "users.lookupByEmail": _any("users:read.email"),
    "users.profile.get": _any("users.profile:read"),
    "bots.info": _any("users:read"),
    "files.getUploadURLExternal": _any("files:write"),
    "files.completeUploadExternal": _any("files:write"),
    "files.delete": _any("files:write"),
    "files.info": _any("files:read"),
    "files.list": _any("files:read"),
    "reactions.add": _any("reactions:write"),
    "reactions.remove": _any("reactions:write"),
    "reactions.get": _any("reactions:read"),
    "reactions.list": _any("reactions:read"),
    "usergroups.list": _any("usergroups:read"),
    "usergroups.users.list": _any("usergroups:read"),
    **dict.fromkeys(
        (
            "usergroups.create", "usergroups.update", "usergroups.enable", "usergroups.disable",
            "usergroups.users.update",
        ),
        _any("usergroups:write"),
    ),
    "dnd.info": _any("dnd:read"),
    "dnd.teamInfo": _any("dnd:read"),
    "team.info": _any("team:read"),
    "bookmarks.list": _any("bookmarks:read"),
    "bookmarks.add": _any("bookmarks:write"),
    "bookmarks.edit": _any("bookmarks:write"),
    "bookmarks.remove": _any("bookmarks:write"),
    "pins.add": _any("pins:write"),
    "pins.remove": _any("pins:write"),
    "pins.list": _any("pins:read"),
    "emoji.list": _any("emoji:read"),
    "canvases.create": _any("canvases:write"),
    "canvases.edit": _any("canvases:write"),
    "apps.connections.open": _any("connections:write"),
    **dict.fromkeys(
        (
            "api.test", "auth.test", "auth.revoke", "auth.teams.list", "apps.uninstall",
            "blocks.validate", "views.open", "views.push", "views.update", "views.publish",
            "oauth.v2.access", "oauth.v2.exchange",
        ),
        frozenset(),
    ),
}  # fmt: skip
"""Method -> scopes of which one is enough; an empty set asks for nothing."""

BY_CONVERSATION = {
    "channel": {"channels:read", "channels:history", "channels:manage"},
    "private": {"groups:read", "groups:history", "groups:write"},
    "im": {"im:read", "im:history", "im:write"},
    "mpim": {"mpim:read", "mpim:history", "mpim:write"},
}
"""Where a method takes any of several scopes, those that help with one kind of conversation."""


def missing(method: str, granted: Collection[str], conversation: str | None = None) -> str | None:
    """What `missing_scope` names as `needed`, or None where the granted scopes are enough.

    `conversation` narrows the choice to the scopes for one kind of conversation
    (`channel`, `private`, `im`, `mpim`).
    """
    needed = NEEDED.get(method, frozenset())
    narrowed = needed & BY_CONVERSATION.get(conversation or "", set())
    enough = narrowed if len(needed) > 1 and narrowed else needed
    if not enough or enough & set(granted):
        return None
    return ",".join(sorted(enough))
