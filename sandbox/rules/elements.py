"""Every block element: its fields, their limits, and in which blocks it may stand."""

from typing import Any

from sandbox.rules.composition import (
    CHOICES_OR_GROUPS,
    CONFIRM,
    DISPATCH,
    FILTER,
    ID,
    IMAGE,
    LINK_OPTION,
    OPTION,
    OPTION_GROUP,
    RICH_OPTION,
    STYLE,
    URL,
    WORKFLOW,
    plain,
)
from sandbox.rules.kinds import (
    Flag,
    Kind,
    Many,
    Number,
    Rule,
    Shape,
    Str,
    Tagged,
    listed,
    only,
    ordered,
)
from sandbox.rules.problem import Faults, Json
from sandbox.rules.rich_text import RICH_TEXT

Fields = dict[str, Kind]

ACTION: Fields = {"action_id": ID}
ASKED: Fields = ACTION | {"confirm": CONFIRM}
FOCUSED: Fields = {"focus_on_load": Flag()}
HINTED: Fields = {"placeholder": plain(150)}
PICKED = ASKED | FOCUSED | HINTED
TYPED = ACTION | FOCUSED | HINTED | {"dispatch_action_config": DISPATCH}
AT_MOST: Fields = {"max_selected_items": Number(1, whole=True)}
ANSWERABLE: Fields = {"response_url_enabled": Flag(), "default_to_current_conversation": Flag()}
DATE = Str(pattern=r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
TIME = Str(pattern=r"([01][0-9]|2[0-3]):[0-5][0-9]")
SLACK_ID = Str(min=1)
NUMERAL = Str(pattern=r"-?[0-9]+(\.[0-9]+)?")
QUERY: Fields = {"min_query_length": Number(0, whole=True)}


def initial_is_offered(value: Json, at: str) -> Faults:
    """What is chosen at first must be among the choices."""
    groups = [value, *listed(value, "option_groups")]
    offered = [_named(option) for group in groups for option in listed(group, "options")]
    if "initial_option" in value and _named(value["initial_option"]) not in offered:
        yield "must match one of the provided options", f"{at}/initial_option"
    for index, chosen in enumerate(listed(value, "initial_options")):
        if _named(chosen) not in offered:
            yield "must match one of the provided options", f"{at}/initial_options/{index}"


def _named(option: Any) -> Any:
    return option.get("value") if isinstance(option, dict) else None


def fits_is_decimal(value: Json, at: str) -> Faults:
    """Bounds and first value of a whole-number field are whole numbers."""
    for name in ("initial_value", "min_value", "max_value"):
        if not value.get("is_decimal_allowed") and "." in str(value.get(name) or ""):
            yield "must be an integer", f"{at}/{name}"


OFFERED: tuple[Rule, ...] = (initial_is_offered,)
GROUPED = (CHOICES_OR_GROUPS, initial_is_offered)
CHOICES: Fields = {
    "options": Many(OPTION, 100, 1),
    "option_groups": Many(OPTION_GROUP, 100, 1),
}
BUTTON: Fields = {"text!": plain(75), "style": STYLE, "accessibility_label": Str(75, 1)}
FEEDBACK = Shape({"text!": plain(75), "value!": Str(2000, 1), "accessibility_label": Str(75, 1)})

ELEMENTS = Tagged(
    {
        "button": Shape(
            ASKED | BUTTON | {"value": Str(2000), "url": URL, "agent_prompt": Str(4000, 1)}
        ),
        "workflow_button": Shape(ACTION | BUTTON | {"workflow!": WORKFLOW}),
        "icon_button": Shape(
            ASKED
            | {
                "icon!": Str(choices=("trash",)),
                "text!": plain(75),
                "value": Str(2000),
                "accessibility_label": Str(75, 1),
                "visible_to_user_ids": Many(SLACK_ID, 10),
            }
        ),
        "feedback_buttons": Shape(
            ACTION | {"positive_button!": FEEDBACK, "negative_button!": FEEDBACK}
        ),
        "overflow": Shape(ASKED | {"options!": Many(LINK_OPTION, 5, 1)}),
        "checkboxes": Shape(
            ASKED
            | FOCUSED
            | {
                "options!": Many(RICH_OPTION, 10, 1),
                "initial_options": Many(RICH_OPTION, 10, 1),
            },
            OFFERED,
        ),
        "radio_buttons": Shape(
            ASKED | FOCUSED | {"options!": Many(RICH_OPTION, 10, 1), "initial_option": RICH_OPTION},
            OFFERED,
        ),
        "datepicker": Shape(PICKED | {"initial_date": DATE}),
        "timepicker": Shape(PICKED | {"initial_time": TIME, "timezone": Str(min=1)}),
        "datetimepicker": Shape(
            ASKED
            | FOCUSED
            | {"initial_date_time": Number(1_000_000_000, 9_999_999_999, whole=True)}
        ),
        "static_select": Shape(PICKED | CHOICES | {"initial_option": OPTION}, GROUPED),
        "multi_static_select": Shape(
            PICKED | CHOICES | AT_MOST | {"initial_options": Many(OPTION, 100, 1)}, GROUPED
        ),
        "external_select": Shape(PICKED | QUERY | {"initial_option": OPTION}),
        "multi_external_select": Shape(
            PICKED | QUERY | AT_MOST | {"initial_options": Many(OPTION, 100, 1)}
        ),
        "users_select": Shape(PICKED | {"initial_user": SLACK_ID}),
        "multi_users_select": Shape(PICKED | AT_MOST | {"initial_users": Many(SLACK_ID)}),
        "conversations_select": Shape(
            PICKED | ANSWERABLE | {"initial_conversation": SLACK_ID, "filter": FILTER}
        ),
        "multi_conversations_select": Shape(
            PICKED
            | AT_MOST
            | {
                "initial_conversations": Many(SLACK_ID),
                "default_to_current_conversation": Flag(),
                "filter": FILTER,
            }
        ),
        "channels_select": Shape(
            PICKED | {"initial_channel": SLACK_ID, "response_url_enabled": Flag()}
        ),
        "multi_channels_select": Shape(PICKED | AT_MOST | {"initial_channels": Many(SLACK_ID)}),
        "plain_text_input": Shape(
            TYPED
            | {
                "initial_value": Str(3000),
                "multiline": Flag(),
                "min_length": Number(0, 3000, whole=True),
                "max_length": Number(1, 3000, whole=True),
            },
            (ordered("min_length", "max_length"),),
        ),
        "email_text_input": Shape(TYPED | {"initial_value": Str()}),
        "url_text_input": Shape(TYPED | {"initial_value": Str()}),
        "number_input": Shape(
            TYPED
            | {
                "is_decimal_allowed!": Flag(),
                "initial_value": NUMERAL,
                "min_value": NUMERAL,
                "max_value": NUMERAL,
            },
            (
                ordered("min_value", "max_value"),
                ordered("min_value", "initial_value"),
                ordered("initial_value", "max_value"),
                fits_is_decimal,
            ),
        ),
        "rich_text_input": Shape(
            TYPED
            | {
                "initial_value": RICH_TEXT,
                "min_lines": Number(1, 100, whole=True),
                "max_lines": Number(1, 100, whole=True),
            },
            (ordered("min_lines", "max_lines"),),
        ),
        "file_input": Shape(
            ACTION | {"filetypes": Many(Str(min=1), min=1), "max_files": Number(1, 10, whole=True)}
        ),
        "image": IMAGE,
    }
)

SELECTS = (
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
    "multi_static_select",
    "multi_external_select",
    "multi_users_select",
    "multi_conversations_select",
    "multi_channels_select",
)
CHOSEN = ("checkboxes", "radio_buttons", "datepicker", "timepicker", *SELECTS)
IN_ACTIONS = only(
    ELEMENTS, "button", "workflow_button", "overflow", "datetimepicker", "rich_text_input", *CHOSEN
)
IN_SECTION = only(ELEMENTS, "button", "workflow_button", "overflow", "image", *CHOSEN)
IN_INPUT = only(
    ELEMENTS,
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
    "datetimepicker",
    *CHOSEN,
)
IN_CONTEXT_ACTIONS = only(ELEMENTS, "feedback_buttons", "icon_button")
