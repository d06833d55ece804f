"""The launcher: the next step, then rows of what this person may do."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from handlers.blocks import actions, button, context, divider, modal, section
from handlers.feature import Block, Command, NextStep, View
from handlers.ids import Launcher, Library
from handlers.launcher import words
from handlers.lists.view import LONGEST_SEARCH
from program.text import shortened

_MOST_BUTTONS = 20
"""In one block of the launcher; Slack allows 25. What is more stands in a block below."""
_MOST_ENTRIES = 45


def launcher(
    commands: Sequence[Command],
    step: NextStep | None,
    *,
    first: str | None = None,
    guess: Command | None = None,
    search: str | None = None,
) -> View:
    """Everything this person may do as buttons; `first` answers what was typed.

    `search`: words that are no command, which may stand in the library.
    """
    blocks: list[Block] = []
    if first is not None:
        blocks.append(section(first))
        blocks += [actions(button(guess.label, guess.form, style="primary"))] if guess else []
        blocks += [actions(_searching(search))] if search else []
        blocks.append(divider())
    if step is not None or first is None:
        blocks.append(_next(step))
    ordered = sorted(commands, key=lambda one: one.row)
    for row, shown in groupby(ordered, key=lambda one: one.row):
        blocks += [context(f"*{words.ROWS[row]}*"), *_rows(list(shown))]
    return modal(Launcher.VIEW, words.TITLE, blocks)


def entries(commands: Iterable[Command]) -> View:
    """The words this person can type, each with what it opens."""
    shown = [section(words.entry(one)) for one in commands]
    return modal(Launcher.VIEW, words.HELP_TITLE, shown[:_MOST_ENTRIES])


def _searching(search: str) -> Block:
    return button(
        words.search_library(search), Library.LIST, ids={"words": shortened(search, LONGEST_SEARCH)}
    )


def _next(step: NextStep | None) -> Block:
    if step is None:
        return section(words.NOTHING_TO_DO)
    return section(
        f"*Next:* {step.text}", button(step.label, step.form, ids=step.ids, style="primary")
    )


def _rows(commands: Sequence[Command]) -> list[Block]:
    # Two words may open one form; Slack wants each action id once in a block.
    once = {one.form: one for one in reversed(commands)}
    shown = [one for one in commands if once[one.form] is one]
    buttons = [button(one.label, one.form) for one in shown]
    starts = range(0, len(buttons), _MOST_BUTTONS)
    return [actions(*buttons[start : start + _MOST_BUTTONS]) for start in starts]
