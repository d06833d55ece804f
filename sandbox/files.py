"""Files: bytes in the sandbox's own file, shapes with addresses that need a token or the page."""

import mimetypes
from collections.abc import Iterable
from urllib.parse import quote

from sandbox.ids import new_id
from sandbox.records import App, File, Json
from sandbox.world import World

SIZE_MOST = 50 * 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "text/plain": ("text", "Plain Text"), "text/csv": ("csv", "CSV"), "image/png": ("png", "PNG"),
    "image/jpeg": ("jpg", "JPEG"), "application/pdf": ("pdf", "PDF"),
    f"{_OFFICE}.spreadsheetml.sheet": ("xlsx", "Excel Spreadsheet"),
}  # fmt: skip


def create(
    world: World,
    name: str,
    user: str,
    *,
    title: str = "",
    mimetype: str = "",
    app: str | None = None,
) -> File:
    file = File(
        id=new_id("F"),
        name=name,
        title=title or name,
        mimetype=mimetype or mimetypes.guess_type(name)[0] or "application/octet-stream",
        size=0,
        user=user,
        created=int(world.clock.now()),
        app_id=app,
    )
    return world.state.put(file)


def fill(world: World, file: File, content: bytes) -> None:
    file.size = len(content)
    world.state.documents.put_bytes(file.id, content)
    world.state.put(file)


def remove(world: World, file: File) -> None:
    world.state.remove(file)
    world.state.documents.remove_bytes(file.id)


def shape(world: World, file: File) -> Json:
    """The file object."""
    suffix = file.name.rsplit(".", 1)[-1].lower() if "." in file.name else "binary"
    filetype, pretty = _TYPES.get(file.mimetype, (suffix, suffix.upper()))
    address = f"{world.base_url}/files-pri/{world.state.team.id}-{file.id}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": filetype,
        "pretty_type": pretty,
        "user": file.user,
        "user_team": world.state.team.id,
        "editable": False,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(_is_public(world, one) for one in file.channels),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{address}/{quote(file.name)}",
        "url_private_download": f"{address}/download/{quote(file.name)}",
        "permalink": f"{world.base_url}/files/{file.user}/{file.id}/{quote(file.name)}",
        "channels": [one for one in file.channels if one.startswith("C")],
        "groups": [one for one in file.channels if one.startswith("G")],
        "ims": [one for one in file.channels if one.startswith("D")],
        "has_rich_preview": False,
        "file_access": "visible",
    }


def app_sees(world: World, app: App, file: File) -> bool:
    """Its own files, files people gave it in a form, and what was shared where its bot is."""
    if file.app_id == app.id:
        return True
    places = (world.state.channels.get(one) for one in file.channels)
    return app.id in file.given_to or any(app.bot_user in one.members for one in places if one)


def give(world: World, user: str, app: App, ids: Iterable[str]) -> list[Json]:
    """Files of this person, from now on readable by the app whose form they were put in."""
    found = [world.state.files[one] for one in ids if one in world.state.files]
    mine = [one for one in found if one.user == user]
    for file in mine:
        if app.id not in file.given_to:
            file.given_to = [*file.given_to, app.id]
            file.complete = True
            world.state.put(file)
    return [shape(world, one) for one in mine]


def shapes(world: World, ids: Iterable[str]) -> list[Json]:
    found = []
    for file_id in ids:
        file = world.state.files.get(file_id)
        gone = {"id": file_id, "mode": "tombstone"}
        found.append(shape(world, file) if file else gone)
    return found


def _is_public(world: World, channel_id: str) -> bool:
    channel = world.state.channels.get(channel_id)
    return channel is not None and channel.type == "channel"
