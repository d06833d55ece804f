"""My data in Slack: opened by a word or a button, and handed over as a file to one person."""

import io

from openpyxl import load_workbook

from handlers.ids import MyData
from tests.kit import cast
from tests.kit.entering import actions_in, words_in
from tests.kit.house import Town
from tests.kit.nominations import ASPIRATION, nominate, open_cohort


def test_what_is_kept_is_shown_and_comes_as_a_file_to_oneself_alone(town: Town) -> None:
    nominate(town.stage, cast.MENTEE, open_cohort(town.stage))
    mia = town.person(cast.MENTEE)
    mia.open_home()
    home = mia.wait_for_home(lambda view: MyData.OPEN in actions_in(view))
    mia.press(home, MyData.OPEN)
    view = mia.wait_for_modal(MyData.VIEW)
    assert "*Nominations*: " in words_in(view)
    assert ASPIRATION not in words_in(view)
    mia.press(view, MyData.EXPORT)
    mia.wait_for(lambda: "on its way" in words_in(mia.modal() or {}))
    message = mia.wait_for_message(lambda one: bool(one.get("files")))
    (sent,) = message["files"]
    assert sent["name"] == "2026-11-23 my data.xlsx"
    assert "Mia" not in sent["name"] + message["text"]
    file = f"/_page/files/{sent['id']}"
    content = town.sandbox.http.get(file, params={"as": cast.MENTEE.slack_user}).content
    others = town.sandbox.http.get(file, params={"as": cast.PROGRAM_MANAGER.slack_user})
    assert others.status_code == 404
    cells = [
        str(cell.value)
        for sheet in load_workbook(io.BytesIO(content)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert ASPIRATION in cells


def test_a_guest_is_shown_nothing(town: Town) -> None:
    gus = town.person(cast.GUEST)
    gus.command("/mentoring", "my-data")
    assert (gus.modal() or {}).get("callback_id") != MyData.VIEW
