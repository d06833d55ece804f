"""Scheduled messages: kept for later, listed, taken back."""

from sandbox.ids import new_id
from sandbox.problem import ApiProblem
from sandbox.records import Json, Scheduled
from sandbox.webapi.call import Call, Method
from sandbox.webapi.chat import checked, require_thread, target

_AHEAD_MOST = 120 * 24 * 3600
_WINDOW = 300
_WINDOW_MOST = 30
_KEPT = ("text", "markdown_text", "blocks", "attachments", "metadata", "thread_ts", "username")


def schedule(call: Call) -> Json:
    channel = target(call)
    post_at = _moment(call)
    content = checked(call, "chat.scheduleMessage")
    require_thread(call, channel)
    near = (
        one
        for one in call.world.state.scheduled.values()
        if one.channel == channel.id and abs(one.post_at - post_at) < _WINDOW
    )
    if sum(1 for _ in near) >= _WINDOW_MOST:
        raise ApiProblem("restricted_too_many")
    kept = Scheduled(
        id=new_id("Q"),
        app_id=call.app.id,
        channel=channel.id,
        post_at=post_at,
        created=int(call.world.clock.now()),
        content={name: content[name] for name in _KEPT if content.get(name) is not None},
    )
    call.world.state.put(kept)
    return {
        "channel": channel.id,
        "scheduled_message_id": kept.id,
        "post_at": post_at,
        "message": _preview(call, content),
    }


def _moment(call: Call) -> int:
    try:
        post_at = int(float(call.need("post_at", "invalid_time")))
    except ValueError as trouble:
        raise ApiProblem("invalid_time") from trouble
    now = call.world.clock.now()
    if post_at <= now:
        raise ApiProblem("time_in_past")
    if post_at > now + _AHEAD_MOST:
        raise ApiProblem("time_too_far")
    return post_at


def _preview(call: Call, content: Json) -> Json:
    shown: Json = {
        "text": content.get("text") or "",
        "username": call.bot.name,
        "bot_id": call.app.bot_id,
        "type": "delayed_message",
        "subtype": "bot_message",
    }
    return shown | ({"blocks": content["blocks"]} if content.get("blocks") else {})


def all_of_them(call: Call) -> Json:
    place = call.text("channel")
    oldest = float(call.text("oldest") or 0)
    latest = float(call.text("latest") or "inf")
    mine = [
        one
        for one in call.world.state.scheduled.values()
        if one.app_id == call.app.id
        and place in ("", one.channel)
        and oldest <= one.post_at <= latest
    ]
    page, more = call.page(sorted(mine, key=_when))
    shapes = [
        {
            "id": one.id,
            "channel_id": one.channel,
            "post_at": one.post_at,
            "date_created": one.created,
            "text": one.content.get("text", ""),
        }
        for one in page
    ]
    return {"scheduled_messages": shapes, "response_metadata": more}


def delete(call: Call) -> Json:
    wanted = call.need("scheduled_message_id", "invalid_scheduled_message_id")
    kept = call.world.state.scheduled.get(wanted)
    if kept is None or kept.app_id != call.app.id or kept.channel != call.text("channel"):
        raise ApiProblem("invalid_scheduled_message_id")
    call.world.state.remove(kept)
    return {}


def _when(one: Scheduled) -> int:
    return one.post_at


METHODS: dict[str, Method] = {
    "chat.scheduleMessage": schedule,
    "chat.scheduledMessages.list": all_of_them,
    "chat.deleteScheduledMessage": delete,
}
