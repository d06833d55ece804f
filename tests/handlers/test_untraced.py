"""Which requests leave no trace, and what operators are told of them all the same."""

from typing import Any

import pytest

from handlers import ids
from handlers.pulse import answer_listeners
from handlers.untraced import Untold, leaves_no_trace
from tests.bot.logged import logged


def press(action_id: str, **more: Any) -> dict[str, Any]:
    return {"type": "block_actions", "actions": [{"action_id": action_id, **more}]}


@pytest.mark.parametrize("id", list(ids.PulseAnswer))
def test_everything_of_answering_leaves_no_trace(id: str) -> None:
    assert leaves_no_trace(press(id))
    assert leaves_no_trace({"type": "view_submission", "view": {"callback_id": id}})
    chosen = {"selected_option": {"value": f'{{"form":"{id}"}}'}}
    assert leaves_no_trace(press(ids.Home.MORE, **chosen))


def test_every_word_that_opens_the_form_leaves_no_trace() -> None:
    words = [one for it in answer_listeners.COMMANDS for one in (it.word, *it.also)]
    for typed in (*words, *(one.upper() for one in words), f" {words[0]}  now"):
        assert leaves_no_trace({"command": ids.Command.MENTORING, "text": typed})


@pytest.mark.parametrize(
    "body",
    [
        press(ids.Pulse.COMPOSE),
        press(ids.PulseResult.OPEN),
        press(ids.Home.MORE, selected_option={"value": '{"form":"pulse.list.open"}'}),
        {"type": "view_submission", "view": {"callback_id": ids.PulseResult.HEARD_VIEW}},
        {"command": ids.Command.ADMIN, "text": "pulse new"},
        {"command": ids.Command.MENTORING, "text": "help pulse"},
        {"command": ids.Command.MENTORING, "text": ""},
        {"command": ids.Command.MENTORING},
        {"type": "event_callback", "event": {"type": "message"}},
        {"type": "view_closed", "view": None, "actions": None},
        {},
    ],
    ids=str,
)
def test_everything_else_is_traced_as_ever(body: dict[str, Any]) -> None:
    assert not leaves_no_trace(body)


def test_what_got_in_the_way_is_told_once_without_how_often() -> None:
    untold = Untold()
    with logged("info") as log:
        for _ in range(3):
            untold.note("store.troubles.StoreTrouble store.away at engine.py:1 open")
        assert log.lines() == []
        untold.tell()
        untold.tell()
    [line] = log.lines()
    assert line["level"] == "error"
    assert "store.away at engine.py:1" in line["event"]
    assert not {"reference", "request"} & set(line)
