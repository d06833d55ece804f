"""Blocks and views that show everything once, as an app would send them."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str | None = None, description: str | None = None) -> Json:
    more = {"description": plain(description)} if description else {}
    return {"text": plain(text or value.title()), "value": value, **more}


def button(action_id: str, text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "it", **element},
        **more,
    }


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


FRUIT = [option("apple"), option("pear", "Pear", "Keeps until spring"), option("plum")]
TEXTS = (
    "*Bold*, _italic_, ~struck~, `code`, :seedling: and <https://example.com|a link>.\n"
    "> A quote, with <@U0BEN> and <#C0GENERAL> in it\n"
    "• one\n• two\n```\nkept as it is\n```\n"
    "Next: <!date^1772636400^{date_short_pretty} at {time}|Wed 4 Mar, 15:00> &amp; <!here>"
)
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Rich text with "},
                {"type": "text", "text": "weight", "style": {"bold": True}},
                {"type": "text", "text": " for "},
                {"type": "user", "user_id": "U0CHIO"},
                {"type": "emoji", "name": "wave"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
                for words in ("First of all", "And then")
            ],
        },
    ],
}


def cell(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def figure(value: float) -> Json:
    return {"type": "raw_number", "value": value, "text": str(value)}


TABLE: Json = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [[cell("Site"), cell("People")], [cell("London"), cell("12")]],
}
DATA_TABLE: Json = {
    "type": "data_table",
    "caption": "Pairs by state",
    "page_size": 3,
    "row_header_column_index": 0,
    "rows": [
        [cell("State"), cell("Pairs")],
        *[[cell(f"State {number}"), figure(number * 3)] for number in range(1, 6)],
    ],
}
WEEKS = ["W1", "W2", "W3", "W4", "W5", "W6"]


def series(name: str, values: list[float]) -> Json:
    points = zip(WEEKS, values, strict=True)
    return {"name": name, "data": [{"label": week, "value": value} for week, value in points]}


def chart(kind: str, title: str, *lines: Json) -> Json:
    axis = {"categories": WEEKS, "x_label": "Week", "y_label": "Meetings"}
    inner = {"type": kind, "series": list(lines), "axis_config": axis}
    return {"type": "data_visualization", "title": title, "chart": inner}


PLANNED = series("Planned", [8, 9, 9, 10, 10, 11])
HELD = series("Held", [6, 8, 9, 7, 10, 10.5])
PIE: Json = {
    "type": "data_visualization",
    "title": "Where pairs stand",
    "chart": {
        "type": "pie",
        "segments": [
            {"label": "Active", "value": 31},
            {"label": "Resting", "value": 4},
            {"label": "Waiting", "value": 7},
        ],
    },
}


def card(title: str, action_id: str) -> Json:
    return {
        "type": "card",
        "title": mrkdwn(title),
        "subtitle": mrkdwn("A guide, 5 minutes"),
        "body": mrkdwn("What to bring, what to ask, and how to *begin*."),
        "actions": [button(action_id, "Open")],
    }


HOME_BLOCKS: list[Json] = [
    {
        "type": "actions",
        "block_id": "frame",
        "elements": [
            button("tab_mentee", "Mentee", style="primary"),
            button("tab_program", "Program"),
            {
                "type": "static_select",
                "action_id": "cohort",
                "placeholder": plain("Cohort"),
                "options": [option("spring", "Spring cohort"), option("autumn", "Autumn cohort")],
                "initial_option": option("spring", "Spring cohort"),
            },
        ],
    },
    {"type": "header", "text": plain("Next")},
    section(
        "*Meet Ben Brook:* <!date^1772636400^{date_short_pretty} at {time}|Wed 4 Mar, 15:00>. "
        "The brief is ready.",
        block_id="next",
        accessory=button("open_brief", "Open the brief", style="primary", value="brief"),
    ),
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            button("log", "Log a check-in"),
            button("plan", "Plan a date"),
            {"type": "overflow", "action_id": "more", "options": [option("pause"), option("end")]},
        ],
    },
    {"type": "divider"},
    {"type": "header", "text": plain("At a glance")},
    {
        "type": "section",
        "fields": [mrkdwn(f"*{name}*\n{value}") for name, value in (("Active", 31), ("Paused", 4))],
    },
    chart("bar", "Meetings, six weeks", PLANNED, HELD),
    DATA_TABLE,
    PIE,
    TABLE,
    {"type": "context", "elements": [mrkdwn("Only you see this page · as of 09:00")]},
]

MESSAGE_BLOCKS: list[Json] = [
    {"type": "header", "text": plain("All that a message can hold")},
    section(TEXTS),
    RICH,
    {
        "type": "section",
        "block_id": "choose",
        "text": mrkdwn("A section with a menu"),
        "accessory": {
            "type": "multi_static_select",
            "action_id": "many",
            "placeholder": plain("Fruit"),
            "options": FRUIT,
        },
    },
    {
        "type": "actions",
        "block_id": "acts",
        "elements": [
            button("met", "We met", style="primary", value="yes"),
            button("not_yet", "Not yet"),
            button("end", "End it", style="danger", confirm={
                "title": plain("End it?"), "text": mrkdwn("Both hear of it *today*."),
                "confirm": plain("End it"), "deny": plain("Keep it"), "style": "danger",
            }),
            {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-04"},
            {"type": "users_select", "action_id": "who", "placeholder": plain("Somebody")},
        ],
    },
    chart("line", "Meetings, six weeks", PLANNED, HELD),
    chart("area", "Hours given", HELD),
]  # fmt: skip

MARKDOWN = """## Markdown

- **one**
- two

| a | b |
|---|---|
| 1 | 2 |
"""
MORE_BLOCKS: list[Json] = [
    {
        "type": "markdown",
        "text": "## Markdown\n\n- **one**\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    },
    card("Before you meet", "card_open"),
    {
        "type": "carousel",
        "elements": [card("Meeting your mentor", "card_meet"), card("Setting a goal", "card_goal")],
    },
    {
        "type": "container",
        "title": plain("A container"),
        "child_blocks": [section("Inside it"), {"type": "divider"}, section("and below")],
    },
    {
        "type": "plan",
        "title": "A plan",
        "tasks": [
            {"type": "task_card", "task_id": "1", "title": "Read the roster", "status": "complete"},
            {"type": "task_card", "task_id": "2", "title": "Match", "status": "in_progress"},
        ],
    },
    {"type": "image", "image_url": "https://example.com/away.png", "alt_text": "A picture away"},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": plain("Useful"), "value": "up"},
                "negative_button": {"text": plain("Not useful"), "value": "down"},
            }
        ],
    },
]

FIELDS: list[Json] = [
    {"type": "alert", "level": "info", "text": mrkdwn("Every kind of field, *once*.")},
    field("line", "One line", {"type": "plain_text_input", "max_length": 40},
          hint=plain("The program team sees this.")),
    field("long", "Several lines", {"type": "plain_text_input", "multiline": True},
          optional=True),
    field("number", "Hours", {"type": "number_input", "is_decimal_allowed": True,
                              "min_value": "0", "max_value": "10"}),
    field("mail", "E-mail", {"type": "email_text_input"}),
    field("site", "Web address", {"type": "url_text_input"}),
    field("one", "One fruit", {"type": "static_select", "options": FRUIT}),
    field("many", "Several fruits", {"type": "multi_static_select", "option_groups": [
        {"label": plain("Orchard"), "options": FRUIT},
        {"label": plain("Garden"), "options": [option("bean"), option("kale")]}]}),
    field("outside", "From the app", {"type": "external_select", "min_query_length": 2}),
    field("person", "A colleague", {"type": "users_select"}),
    field("people", "Several colleagues", {"type": "multi_users_select"}),
    field("place", "A conversation", {"type": "conversations_select"}),
    field("channel", "A channel", {"type": "channels_select"}),
    field("mood", "How was it", {"type": "radio_buttons", "options": FRUIT}),
    field("ticks", "What applies", {"type": "checkboxes", "options": FRUIT}, optional=True),
    field("day", "Which day", {"type": "datepicker"}),
    field("hour", "What time", {"type": "timepicker"}),
    field("moment", "The moment", {"type": "datetimepicker"}),
    field("words", "In your words", {"type": "rich_text_input"}),
    field("file", "A file", {"type": "file_input", "filetypes": ["txt", "csv"], "max_files": 2}),
]  # fmt: skip


def modal(callback_id: str, title: str, blocks: list[Json], **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "blocks": blocks,
        "close": plain("Cancel"),
        **more,
    }


EVERY_FIELD = modal("every_field", "Every kind of field", FIELDS, submit=plain("Send"))
