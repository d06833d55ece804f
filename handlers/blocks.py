"""The blocks our views are made of, one plain function each, checked by Slack's own models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    DatePickerElement,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from handlers.feature import Block, View, pack
from handlers.ids import Field

SECTION = 3000
OPTION = 75


@dataclass(frozen=True)
class Choice:
    """One entry of a menu, a list of boxes or of radio buttons."""

    value: str
    text: str
    detail: str | None = None


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


def menu(action_id: str, choices: Sequence[Choice], chosen: str) -> Block:
    """A menu that acts as soon as something is chosen."""
    options = _options(choices)
    return StaticSelectElement(
        action_id=action_id, options=list(options.values()), initial_option=options[chosen]
    ).to_dict()


def text_input(
    field: str,
    label: str,
    *,
    longest: int,
    hint: str | None = None,
    initial: str = "",
    many_lines: bool = False,
    optional: bool = False,
    placeholder: str | None = None,
) -> Block:
    """A field for words; Slack stops typing at `longest`, our rules say the same again."""
    return _input(
        field,
        label,
        PlainTextInputElement(
            action_id=Field.VALUE,
            multiline=many_lines,
            max_length=min(longest, SECTION),
            initial_value=initial or None,
            placeholder=placeholder,
        ),
        hint=hint,
        optional=optional,
    )


def account_input(field: str, label: str) -> Block:
    """A picker of one colleague by their Slack account."""
    return _input(field, label, UserSelectElement(action_id=Field.VALUE))


def date_input(field: str, label: str, *, initial: date | None = None) -> Block:
    element = DatePickerElement(
        action_id=Field.VALUE, initial_date=initial.isoformat() if initial else None
    )
    return _input(field, label, element)


def select_input(field: str, label: str, choices: Sequence[Choice], chosen: str | None) -> Block:
    options = _options(choices)
    element = StaticSelectElement(
        action_id=Field.VALUE,
        options=list(options.values()),
        initial_option=options.get(chosen or ""),
    )
    return _input(field, label, element)


def several_input(
    field: str,
    label: str,
    choices: Sequence[Choice],
    *,
    most: int,
    chosen: Sequence[str] = (),
    hint: str | None = None,
) -> Block:
    """A menu of which up to `most` may be chosen."""
    options = _options(choices)
    element = StaticMultiSelectElement(
        action_id=Field.VALUE,
        options=list(options.values()),
        initial_options=[options[one] for one in chosen if one in options] or None,
        max_selected_items=min(most, len(options)),
    )
    return _input(field, label, element, hint=hint)


def radio_input(field: str, label: str, choices: Sequence[Choice]) -> Block:
    element = RadioButtonsElement(action_id=Field.VALUE, options=list(_options(choices).values()))
    return _input(field, label, element)


def boxes_input(
    field: str,
    label: str,
    choices: Sequence[Choice],
    *,
    chosen: Sequence[str] = (),
    hint: str | None = None,
) -> Block:
    """Boxes to tick, none of them required."""
    options = _options(choices)
    element = CheckboxesElement(
        action_id=Field.VALUE,
        options=list(options.values()),
        initial_options=[options[one] for one in chosen if one in options] or None,
    )
    return _input(field, label, element, hint=hint, optional=True)


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


def _options(choices: Sequence[Choice]) -> dict[str, Option]:
    return {
        one.value: Option(value=one.value, text=one.text, description=one.detail) for one in choices
    }


def _input(
    field: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    return InputBlock(
        block_id=field, label=label, element=element, hint=hint, optional=optional
    ).to_dict()
