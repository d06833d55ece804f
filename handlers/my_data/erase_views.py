"""Erase my data: what goes and what stays, or what has to end before."""

from handlers import blocks, inputs
from handlers.feature import Block, View
from handlers.ids import MyData, Pairings
from handlers.my_data import erase_words as words
from services.erasure import BeforeErasing


def erase(before: BeforeErasing) -> View:
    """The form; without the box where something has to be settled first, or all is under way."""
    standing = before.standing
    if standing.begun:
        return _view([blocks.section(words.BEGUN)])
    if not standing.is_free:
        return _view(_in_the_way(before))
    return _view(
        [
            blocks.section(words.GOES),
            blocks.bulleted(words.goes(standing.goes)),
            blocks.section(words.STAYS),
            blocks.bulleted(words.stays(standing.stays)),
            blocks.context(words.FOOT),
            inputs.boxes_input(
                "sure",
                words.BOX_LABEL,
                [blocks.Choice(words.SURE, words.BOX)],
                hint=words.TICK,
                optional=False,
            ),
        ],
        submit=words.SUBMIT,
    )


def _in_the_way(before: BeforeErasing) -> list[Block]:
    runs = [
        blocks.section(
            words.runs(one.other, one.last_day),
            None
            if one.last_day
            else blocks.button(words.END, Pairings.END, ids={"pairing": one.pairing_id}),
        )
        for one in before.running
    ]
    unstaffed = before.standing.unstaffed
    return [*runs, *([blocks.section(words.unstaffed(unstaffed))] if unstaffed else [])]


def _view(parts: list[Block], *, submit: str | None = None) -> View:
    return blocks.modal(MyData.ERASE_VIEW, words.TITLE, parts, submit=submit)
