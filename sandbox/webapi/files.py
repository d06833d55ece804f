"""Files v2: an address to upload to, the sharing of what came, look-ups and removal."""

from sandbox import conversations, files, messages
from sandbox.blocks import completed
from sandbox.problem import ApiProblem
from sandbox.records import Channel, File, Json
from sandbox.rules import messages as message_rules
from sandbox.webapi.call import Call, Method

_SHARED_IN = "CGDZ"


def upload_address(call: Call) -> Json:
    name = call.need("filename")
    if call.text("length", "0") == "0":
        raise ApiProblem("invalid_arguments")
    length = call.number("length", 0, most=10**12)
    if length > files.SIZE_MOST:
        raise ApiProblem("file_upload_size_restricted")
    file = files.create(call.world, name, call.app.bot_user, app=call.app.id)
    file.size = length
    address = f"{call.world.base_url}/upload/v1/{file.id}"
    return {"upload_url": address, "file_id": file.id}


def complete(call: Call) -> Json:
    """Once per file; with a conversation the files are posted there as one message."""
    wanted = call.structure("files") or []
    if (
        not isinstance(wanted, list)
        or not wanted
        or not all(isinstance(one, dict) for one in wanted)
    ):
        raise ApiProblem("invalid_arguments")
    found = [_mine(call, one) for one in wanted]
    places = [_place(call, one) for one in _places(call)]
    for file, one in zip(found, wanted, strict=True):
        file.title = one.get("title") or file.title
        file.complete = True
        file.channels = [place.id for place in places]
        call.world.state.put(file)
    for place in places:
        _share(call, place, found)
    return {"files": [files.shape(call.world, one) for one in found]}


def _mine(call: Call, wanted: Json) -> File:
    file = call.world.state.files.get(str(wanted.get("id")))
    if file is None or file.app_id != call.app.id or file.complete:
        raise ApiProblem("file_not_found")
    if call.world.state.documents.bytes_of(file.id) is None:
        raise ApiProblem("file_not_found")
    return file


def _places(call: Call) -> list[str]:
    """`channel_id` takes conversation ids only; the list `channels` takes people, too."""
    one = call.text("channel_id")
    if one and one[0] not in _SHARED_IN:
        raise ApiProblem("invalid_arguments", response_metadata={"messages": [_NO_MATCH]})
    return [one] if one else call.names("channels")


_NO_MATCH = "[ERROR] failed to match all allowed schemas [json-pointer:/channel_id]"


def _place(call: Call, name: str) -> Channel:
    if name in call.world.state.people:
        return conversations.of_app(call.world, call.app, name)
    channel = conversations.find(call.world, name)
    if call.app.bot_user not in channel.members:
        raise ApiProblem("not_in_channel" if channel.type == "channel" else "channel_not_found")
    return channel


def _share(call: Call, channel: Channel, found: list[File]) -> None:
    blocks = call.structure("blocks", "invalid_blocks_format")
    if blocks and message_rules.check({"blocks": blocks}):
        raise ApiProblem("invalid_blocks")
    comment = call.text("initial_comment")
    content: Json = {
        "text": comment,
        "blocks": None if comment else completed(blocks),
        "thread_ts": call.text("thread_ts") or None,
        "file_ids": [one.id for one in found],
    }
    message = messages.by_app(call.world, call.app, channel.id, content)
    message.subtype = "file_share"
    messages.post(call.world, channel, message)


def one_of_them(call: Call) -> Json:
    return {"file": files.shape(call.world, seen(call)), "comments": []}


def all_of_them(call: Call) -> Json:
    mine = [one for one in call.world.state.files.values() if one.complete and _sees(call, one)]
    place = call.text("channel")
    chosen = [one for one in mine if not place or place in one.channels]
    count, page = call.number("count", 100), call.number("page", 1)
    shown = chosen[(page - 1) * count : page * count]
    pages = (len(chosen) + count - 1) // count
    paging = {"count": count, "total": len(chosen), "page": page, "pages": pages}
    return {"files": [files.shape(call.world, one) for one in shown], "paging": paging}


def delete(call: Call) -> Json:
    file = seen(call)
    if file.app_id != call.app.id:
        raise ApiProblem("cant_delete_file")
    files.remove(call.world, file)
    return {}


def seen(call: Call) -> File:
    """A file this app may see. Raises file_not_found."""
    file = call.world.state.files.get(call.need("file", "file_not_found"))
    if file is None or not _sees(call, file):
        raise ApiProblem("file_not_found")
    return file


def _sees(call: Call, file: File) -> bool:
    return files.app_sees(call.world, call.app, file)


METHODS: dict[str, Method] = {
    "files.getUploadURLExternal": upload_address,
    "files.completeUploadExternal": complete,
    "files.info": one_of_them,
    "files.list": all_of_them,
    "files.delete": delete,
}
