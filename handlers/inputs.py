"""The fields of our forms, one plain function each: the block id is the field's name."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    ExternalDataMultiSelectElement,
    ExternalDataSelectElement,
    InputBlock,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import InputInteractiveElement

from handlers.blocks import SECTION, Choice, options
from handlers.feature import Block
from handlers.ids import Field


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


def number_input(
    field: str,
    label: str,
    *,
    least: int,
    most: int,
    initial: int | None = None,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """A field for a whole number; Slack refuses others, our rules say the same again."""
    element = NumberInputElement(
        action_id=Field.VALUE,
        is_decimal_allowed=False,
        min_value=str(least),
        max_value=str(most),
        initial_value=None if initial is None else str(initial),
    )
    return _input(field, label, element, hint=hint, optional=optional)


def account_input(
    field: str,
    label: str,
    *,
    initial: str | None = None,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """A picker of one colleague by their Slack account."""
    element = UserSelectElement(action_id=Field.VALUE, initial_user=initial)
    return _input(field, label, element, hint=hint, optional=optional)


def accounts_input(
    field: str,
    label: str,
    *,
    most: int,
    initial: Sequence[str] = (),
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """A picker of up to `most` colleagues by their Slack accounts."""
    element = UserMultiSelectElement(
        action_id=Field.VALUE, initial_users=list(initial) or None, max_selected_items=most
    )
    return _input(field, label, element, hint=hint, optional=optional)


def search_input(
    field: str,
    label: str,
    source: str,
    *,
    initial: Choice | None = None,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """A menu that asks us for its entries while somebody types; `source` is its action id."""
    element = ExternalDataSelectElement(
        action_id=source, min_query_length=1, initial_option=_first(initial)
    )
    return _input(field, label, element, hint=hint, optional=optional)


def searches_input(
    field: str,
    label: str,
    source: str,
    *,
    most: int,
    initial: Sequence[Choice] = (),
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """The same of which up to `most` may be chosen."""
    element = ExternalDataMultiSelectElement(
        action_id=source,
        min_query_length=1,
        max_selected_items=most,
        initial_options=list(options(initial).values()) or None,
    )
    return _input(field, label, element, hint=hint, optional=optional)


def file_input(field: str, label: str, *, kinds: Sequence[str], hint: str | None = None) -> Block:
    """A field for one file. Slack's models have no class for it, so it is written by hand."""
    element = {
        "type": "file_input",
        "action_id": Field.VALUE,
        "filetypes": list(kinds),
        "max_files": 1,
    }
    block: Block = {
        "type": "input",
        "block_id": field,
        "label": {"type": "plain_text", "text": label},
        "element": element,
    }
    return {**block, "hint": {"type": "plain_text", "text": hint}} if hint else block


def date_input(
    field: str,
    label: str,
    *,
    initial: date | None = None,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    element = DatePickerElement(
        action_id=Field.VALUE, initial_date=initial.isoformat() if initial else None
    )
    return _input(field, label, element, hint=hint, optional=optional)


def select_input(
    field: str,
    label: str,
    choices: Sequence[Choice],
    chosen: str | None,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    entries = options(choices)
    element = StaticSelectElement(
        action_id=Field.VALUE,
        options=list(entries.values()),
        initial_option=entries.get(chosen or ""),
    )
    return _input(field, label, element, hint=hint, optional=optional)


def several_input(
    field: str,
    label: str,
    choices: Sequence[Choice],
    *,
    most: int,
    chosen: Sequence[str] = (),
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """A menu of which up to `most` may be chosen."""
    entries = options(choices)
    element = StaticMultiSelectElement(
        action_id=Field.VALUE,
        options=list(entries.values()),
        initial_options=[entries[one] for one in chosen if one in entries] or None,
        max_selected_items=min(most, len(entries)),
    )
    return _input(field, label, element, hint=hint, optional=optional)


def radio_input(
    field: str,
    label: str,
    choices: Sequence[Choice],
    chosen: str | None = None,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """One of a few, all of them in sight."""
    entries = options(choices)
    element = RadioButtonsElement(
        action_id=Field.VALUE,
        options=list(entries.values()),
        initial_option=entries.get(chosen or ""),
    )
    return _input(field, label, element, hint=hint, optional=optional)


def boxes_input(
    field: str,
    label: str,
    choices: Sequence[Choice],
    *,
    chosen: Sequence[str] = (),
    hint: str | None = None,
    optional: bool = True,
) -> Block:
    """Boxes to tick; one at least where it is not optional."""
    entries = options(choices)
    element = CheckboxesElement(
        action_id=Field.VALUE,
        options=list(entries.values()),
        initial_options=[entries[one] for one in chosen if one in entries] or None,
    )
    return _input(field, label, element, hint=hint, optional=optional)


def _first(choice: Choice | None) -> Option | None:
    return None if choice is None else options([choice])[choice.value]


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
