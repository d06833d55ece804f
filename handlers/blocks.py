"""The blocks our views are made of, one plain function each, checked by Slack's own models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
    SectionBlock,
    StaticSelectElement,
)

from handlers.feature import Block, View, pack
from handlers.ids import Home

SECTION = 3000
OPTION = 75
Value = TypeVar("Value", bound=str)


@dataclass(frozen=True)
class Choice:
    """One entry of a menu, a list of boxes or of radio buttons."""

    value: str
    text: str
    detail: str | None = None


def labelled(labels: Mapping[Value, str]) -> list[Choice]:
    """A choice for each value of a table of labels, in its order."""
    return [Choice(value, label) for value, label in labels.items()]


@dataclass(frozen=True)
class Entry:
    """One entry of a `More` menu: its words, the id of the form it opens, and what that is about.

    Slack takes 150 characters for an entry's value: at most three ids fit.
    """

    label: str
    form: str
    ids: Mapping[str, str] | None = None


def header(text: str) -> Block:
    return HeaderBlock(text=PlainTextObject(text=text)).to_dict()


def divider() -> Block:
    return DividerBlock().to_dict()


def section(text: str, accessory: Block | None = None) -> Block:
    """Text in mrkdwn, with at most one button or menu beside it."""
    block = SectionBlock(text=MarkdownTextObject(text=text)).to_dict()
    return {**block, "accessory": accessory} if accessory else block


def written(text: str) -> Block:
    """What somebody wrote, with its own lines: nothing in it can mention, link or format."""
    return _rich(_run(text))


def strong(text: str) -> Block:
    """The same in bold, as the heading of what follows."""
    return _rich(_run(text, bold=True))


def bulleted(lines: Sequence[str]) -> Block:
    """A short list in the order given; what somebody wrote stays words."""
    return _rich(RichTextListElement(style="bullet", elements=[_run(line) for line in lines]))


def figures(text: str, shown: Sequence[tuple[str, int]], accessory: Block) -> Block:
    """A text, with numbers side by side below it, each beside its word."""
    fields = [MarkdownTextObject(text=f"{word} *{number:,}*") for word, number in shown]
    block = SectionBlock(text=MarkdownTextObject(text=text), fields=fields or None).to_dict()
    return {**block, "accessory": accessory}


def fields(shown: Sequence[str]) -> Block:
    """Up to ten short texts side by side."""
    return SectionBlock(fields=[MarkdownTextObject(text=one) for one in shown]).to_dict()


def context(*texts: str) -> Block:
    """Small print."""
    return ContextBlock(elements=[MarkdownTextObject(text=text) for text in texts]).to_dict()


def actions(*elements: Block) -> Block:
    """A row of buttons and menus, without a block id of its own: every press names its action."""
    return {**ActionsBlock(elements=[]).to_dict(), "elements": list(elements)}


def button(
    label: str,
    action_id: str,
    *,
    ids: Mapping[str, str] | None = None,
    style: str | None = None,
    confirm: Block | None = None,
    spoken: str | None = None,
) -> Block:
    """A button that says the act; `spoken` tells apart buttons of the same label."""
    made = ButtonElement(
        text=PlainTextObject(text=label),
        action_id=action_id,
        value=pack(**ids) if ids else None,
        style=style,
        accessibility_label=spoken,
    ).to_dict()
    return {**made, "confirm": confirm} if confirm else made


def link(label: str, action_id: str, url: str) -> Block:
    """A button that leads somewhere; Slack tells of its press all the same."""
    return ButtonElement(text=PlainTextObject(text=label), action_id=action_id, url=url).to_dict()


def confirm(title: str, text: str, *, yes: str, no: str) -> Block:
    """The one question before an act that binds; its deny button never says only *Cancel*."""
    return ConfirmObject(
        title=title, text=PlainTextObject(text=text), confirm=yes, deny=no
    ).to_dict()


def more(entries: Sequence[Entry]) -> Block:
    """A `More` menu of up to five forms, each opened by its id as from a button of its own."""
    shown = [
        Option(text=one.label, value=pack(form=one.form, **(one.ids or {}))) for one in entries
    ]
    return OverflowMenuElement(action_id=Home.MORE, options=shown).to_dict()


def menu(action_id: str, choices: Sequence[Choice], chosen: str) -> Block:
    """A menu that acts as soon as something is chosen."""
    entries = options(choices)
    return StaticSelectElement(
        action_id=action_id, options=list(entries.values()), initial_option=entries[chosen]
    ).to_dict()


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    ids: Mapping[str, str] | None = None,
) -> View:
    """A modal; with nothing to send it is closed by *Done*, else by *Cancel*."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": {"type": "plain_text", "text": title},
        "close": {"type": "plain_text", "text": "Cancel" if submit else "Done"},
        "private_metadata": pack(**(ids or {})),
        "blocks": list(blocks),
    }
    return {**view, "submit": {"type": "plain_text", "text": submit}} if submit else view


def _rich(part: RichTextElement) -> Block:
    return RichTextBlock(elements=[part]).to_dict()


def _run(text: str, *, bold: bool = False) -> RichTextSectionElement:
    style = RichTextElementParts.TextStyle(bold=True) if bold else None
    return RichTextSectionElement(
        elements=[RichTextElementParts.Text(text=text[:SECTION], style=style)]
    )


def options(choices: Sequence[Choice]) -> dict[str, Option]:
    return {
        one.value: Option(value=one.value, text=one.text, description=one.detail) for one in choices
    }
