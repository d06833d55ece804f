"""Bookmarks: links at the head of a channel."""

from sandbox import conversations
from sandbox.ids import new_id
from sandbox.problem import ApiProblem
from sandbox.records import Channel, Json
from sandbox.webapi.call import Call, Method
from sandbox.webapi.conversations import reached

_MOST = 100


def all_of_them(call: Call) -> Json:
    return {"bookmarks": _channel(call).bookmarks}


def add(call: Call) -> Json:
    channel = _channel(call)
    if call.need("type", "invalid_bookmark_type") != "link":
        raise ApiProblem("invalid_bookmark_type")
    link = call.need("link", "invalid_link")
    if not link.startswith(("http://", "https://")):
        raise ApiProblem("invalid_link")
    if len(channel.bookmarks) >= _MOST:
        raise ApiProblem("too_many_bookmarks")
    now = int(call.world.clock.now())
    bookmark: Json = {
        "id": new_id("Bk"),
        "channel_id": channel.id,
        "title": call.need("title"),
        "link": link,
        "emoji": call.text("emoji"),
        "icon_url": None,
        "type": "link",
        "entity_id": None,
        "date_created": now,
        "date_updated": 0,
        "rank": f"{len(channel.bookmarks):04d}",
        "last_updated_by_user_id": call.app.bot_user,
        "last_updated_by_team_id": call.world.state.team.id,
        "shortcut_id": None,
        "app_id": call.app.id,
    }
    _keep(call, channel, [*channel.bookmarks, bookmark])
    return {"bookmark": bookmark}


def edit(call: Call) -> Json:
    channel, bookmark = _find(call)
    changed = dict(bookmark)
    for name in ("title", "link", "emoji"):
        if call.text(name):
            changed[name] = call.text(name)
    changed["date_updated"] = int(call.world.clock.now())
    _keep(call, channel, [changed if one is bookmark else one for one in channel.bookmarks])
    return {"bookmark": changed}


def remove(call: Call) -> Json:
    channel, bookmark = _find(call)
    _keep(call, channel, [one for one in channel.bookmarks if one is not bookmark])
    return {}


def _channel(call: Call) -> Channel:
    return reached(call, call.need("channel_id", "channel_not_found"))


def _find(call: Call) -> tuple[Channel, Json]:
    channel = _channel(call)
    wanted = call.need("bookmark_id", "bookmark_not_found")
    for bookmark in channel.bookmarks:
        if bookmark["id"] == wanted:
            return channel, bookmark
    raise ApiProblem("bookmark_not_found")


def _keep(call: Call, channel: Channel, bookmarks: list[Json]) -> None:
    channel.bookmarks = bookmarks
    call.world.state.put(channel)
    conversations.tell(call.world, channel)


METHODS: dict[str, Method] = {
    "bookmarks.list": all_of_them,
    "bookmarks.add": add,
    "bookmarks.edit": edit,
    "bookmarks.remove": remove,
}
