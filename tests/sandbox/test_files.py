"""Files: uploaded by people and apps, shared, fetched, refused."""

from typing import Any

import pytest

from tests.kit.sandbox import NotAllowed, RunningSandbox
from tests.sandbox.listening import SocketApp
from tests.sandbox.test_chat import without_scopes


def uploaded(box: RunningSandbox, content: bytes = b"a,b\n", name: str = "list.csv") -> str:
    """The id of a file whose bytes are there, not yet shared."""
    given = box.api("files.getUploadURLExternal", filename=name, length=len(content))
    answer = box.http.post(given["upload_url"], content=content)
    assert (answer.status_code, answer.text) == (200, f"OK - {len(content)}")
    return str(given["file_id"])


def bearer(box: RunningSandbox) -> dict[str, str]:
    return {"Authorization": f"Bearer {box.bot_token}"}


def test_an_app_uploads_into_a_direct_message(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    file = uploaded(box)
    done = box.api(
        "files.completeUploadExternal",
        files=[{"id": file, "title": "The list"}],
        channel_id=ann.dm(),
        initial_comment="Here it is",
    )
    assert done["files"][0]["title"] == "The list"
    (message,) = ann.messages()
    assert message["text"] == "Here it is"
    assert message["files"][0]["id"] == file
    found = box.http.get(f"/_page/files/{file}", params={"as": "U0ANN"})
    assert found.content == b"a,b\n"
    assert box.http.get(f"/_page/files/{file}", params={"as": "U0BEN"}).status_code == 404


def test_a_file_is_completed_once_and_only_after_its_bytes(box: RunningSandbox) -> None:
    empty = box.api("files.getUploadURLExternal", filename="x.txt", length=3)["file_id"]
    too_soon = box.api("files.completeUploadExternal", files=[{"id": empty}])
    assert too_soon["error"] == "file_not_found"
    file = uploaded(box)
    assert box.api("files.completeUploadExternal", files=[{"id": file}])["ok"]
    again = box.api("files.completeUploadExternal", files=[{"id": file}])
    assert again["error"] == "file_not_found"
    assert box.http.post(f"/upload/v1/{file}", content=b"other").status_code == 404


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ({"channel_id": "U0ANN"}, "invalid_arguments"),
        ({"channel_id": "C0NOWHERE"}, "channel_not_found"),
        ({"channel_id": "C0GENERAL"}, "not_in_channel"),
        ({"channel_id": "C0QUIET"}, "channel_not_found"),
    ],
)
def test_a_place_a_file_cannot_go(box: RunningSandbox, place: dict[str, Any], error: str) -> None:
    answer = box.api("files.completeUploadExternal", files=[{"id": uploaded(box)}], **place)
    assert answer["error"] == error


def test_the_list_of_channels_takes_people(box: RunningSandbox) -> None:
    file = uploaded(box)
    assert box.api("files.completeUploadExternal", files=[{"id": file}], channels="U0ANN")["ok"]
    assert box.person("U0ANN").messages()[0]["files"][0]["id"] == file


def test_a_person_drops_a_file_into_the_direct_message(box: RunningSandbox, app: SocketApp) -> None:
    ann = box.person("U0ANN")
    file = ann.upload("people.xlsx", b"PK..", "application/vnd.ms-excel")
    ann.say(ann.dm(), "", files=[file["id"]])
    event = app.wait_for("message")["event"]
    assert event["subtype"] == "file_share"
    shared = event["files"][0]
    assert (shared["name"], shared["size"], shared["user"]) == ("people.xlsx", 4, "U0ANN")
    assert box.http.get(shared["url_private_download"], headers=bearer(box)).content == b"PK.."
    info = box.api("files.info", file=file["id"])["file"]
    assert info["url_private"] == shared["url_private"]
    assert [one["id"] for one in box.api("files.list", channel=ann.dm())["files"]] == [file["id"]]


def test_bytes_need_the_bots_token_its_scope_and_its_presence(
    box: RunningSandbox, app: SocketApp
) -> None:
    ann = box.person("U0ANN")
    secret = ann.upload("secret.txt", b"secret")
    ann.say("C0QUIET", "Look", files=[secret["id"]])
    assert box.http.get(secret["url_private"], headers=bearer(box)).status_code == 404
    assert box.api("files.info", file=secret["id"])["error"] == "file_not_found"
    ann.say(ann.dm(), "And you", files=[secret["id"]])
    assert box.http.get(secret["url_private"], headers=bearer(box)).content == b"secret"
    assert box.http.get(secret["url_private"]).status_code == 403
    without_scopes(box, "files:read")
    assert box.http.get(secret["url_private"], headers=bearer(box)).status_code == 403


def test_nobody_shares_the_file_of_another(box: RunningSandbox) -> None:
    file = box.person("U0ANN").upload("mine.txt", b"mine")
    ben = box.person("U0BEN")
    with pytest.raises(NotAllowed, match="file_not_found"):
        ben.say("C0GENERAL", "", files=[file["id"]])


def test_a_deleted_file_leaves_a_tombstone(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    file = uploaded(box)
    box.api("files.completeUploadExternal", files=[{"id": file}], channel_id=ann.dm())
    assert box.api("files.delete", file=file)["ok"]
    assert ann.messages()[0]["files"] == [{"id": file, "mode": "tombstone"}]
    theirs = ann.upload("x.txt", b"x")
    ann.say(ann.dm(), "", files=[theirs["id"]])
    assert box.api("files.delete", file=theirs["id"])["error"] == "cant_delete_file"


def test_a_page_in_a_file_is_never_run_in_place(box: RunningSandbox) -> None:
    ann = box.person("U0ANN")
    file = ann.upload('evil".html', b"<script>1</script>", "text/html")
    answer = box.http.get(f"/_page/files/{file['id']}", params={"as": "U0ANN"})
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
