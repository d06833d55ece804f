"""What a scope lets an app do, in the words of the authorize page."""

_WORDS = {
    "app_mentions:read": "See messages that mention it",
    "bookmarks:read": "See bookmarks of channels",
    "bookmarks:write": "Add and change bookmarks of channels",
    "channels:history": "Read public channels it is in",
    "channels:join": "Join public channels",
    "channels:manage": "Make and change public channels",
    "channels:read": "See which public channels there are",
    "chat:write": "Write messages as itself",
    "chat:write.public": "Write in public channels it is not in",
    "commands": "Add commands and shortcuts",
    "dnd:read": "See who does not want to be disturbed",
    "files:read": "See files people give it",
    "files:write": "Upload files as itself",
    "groups:history": "Read private channels it is in",
    "groups:read": "See private channels it is in",
    "groups:write": "Make and change private channels it is in",
    "im:history": "Read direct messages people send it",
    "im:read": "See its direct messages",
    "im:write": "Start direct messages with people",
    "mpim:history": "Read group messages it is in",
    "mpim:read": "See group messages it is in",
    "mpim:write": "Start group messages with people",
    "pins:read": "See what is pinned",
    "pins:write": "Pin messages",
    "reactions:read": "See reactions",
    "reactions:write": "Add reactions",
    "team:read": "See the workspace's name and address",
    "usergroups:read": "See user groups",
    "usergroups:write": "Make and change user groups",
    "users.profile:read": "See people's profiles",
    "users:read": "See who is in the workspace",
    "users:read.email": "See people's e-mail addresses",
}


def words_of(scope: str) -> str:
    return _WORDS.get(scope, "Use")
