"""The smallest good example of every block and element, and a way to change one part of it."""

import copy
from typing import Any

Json = dict[str, Any]


def plain(text: str = "Words") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "Words") -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "a") -> Json:
    return {"text": plain(), "value": value}


def confirm() -> Json:
    return {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain()}


def rich_text(*parts: Json) -> Json:
    line = {"type": "rich_text_section", "elements": list(parts or [{"type": "text", "text": "x"}])}
    return {"type": "rich_text", "elements": [line]}


def image() -> Json:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A picture"}


def button(action_id: str = "press") -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Press")}


def raw(text: str = "cell") -> Json:
    return {"type": "raw_text", "text": text}


def chart(kind: str = "bar") -> Json:
    if kind == "pie":
        return {"type": "pie", "segments": [{"label": "a", "value": 1}]}
    series = [{"name": "s", "data": [{"label": "a", "value": 1}]}]
    return {"type": kind, "series": series, "axis_config": {"categories": ["a"]}}


def task(task_id: str = "t") -> Json:
    return {"task_id": task_id, "title": "Task", "status": "complete"}


def _picker(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "pick", **more}


ELEMENTS: dict[str, Json] = {
    "button": button(),
    "workflow_button": {
        "type": "workflow_button",
        "action_id": "flow",
        "text": plain(),
        "workflow": {"trigger": {"url": "https://example.com/flow"}},
    },
    "overflow": _picker("overflow", options=[option()]),
    "checkboxes": _picker("checkboxes", options=[option()]),
    "radio_buttons": _picker("radio_buttons", options=[option()]),
    "datepicker": _picker("datepicker"),
    "timepicker": _picker("timepicker"),
    "datetimepicker": _picker("datetimepicker"),
    "static_select": _picker("static_select", options=[option()]),
    "multi_static_select": _picker("multi_static_select", options=[option()]),
    "external_select": _picker("external_select"),
    "multi_external_select": _picker("multi_external_select"),
    "users_select": _picker("users_select"),
    "multi_users_select": _picker("multi_users_select"),
    "conversations_select": _picker("conversations_select"),
    "multi_conversations_select": _picker("multi_conversations_select"),
    "channels_select": _picker("channels_select"),
    "multi_channels_select": _picker("multi_channels_select"),
    "plain_text_input": _picker("plain_text_input"),
    "email_text_input": _picker("email_text_input"),
    "url_text_input": _picker("url_text_input"),
    "number_input": _picker("number_input", is_decimal_allowed=False),
    "rich_text_input": _picker("rich_text_input"),
    "file_input": _picker("file_input"),
    "icon_button": {"type": "icon_button", "icon": "trash", "text": plain()},
    "feedback_buttons": {
        "type": "feedback_buttons",
        "positive_button": {"text": plain("Good"), "value": "good"},
        "negative_button": {"text": plain("Bad"), "value": "bad"},
    },
    "image": image(),
}

BLOCKS: dict[str, Json] = {
    "section": {"type": "section", "text": mrkdwn()},
    "fields": {"type": "section", "fields": [mrkdwn()]},
    "header": {"type": "header", "text": plain()},
    "divider": {"type": "divider"},
    "image": image(),
    "actions": {"type": "actions", "elements": [button()]},
    "context": {"type": "context", "elements": [mrkdwn()]},
    "context_actions": {"type": "context_actions", "elements": [ELEMENTS["icon_button"]]},
    "input": {"type": "input", "label": plain(), "element": ELEMENTS["plain_text_input"]},
    "markdown": {"type": "markdown", "text": "*words*"},
    "rich_text": rich_text(),
    "table": {"type": "table", "rows": [[raw()]], "column_settings": [{"align": "left"}]},
    "data_table": {"type": "data_table", "caption": "People", "rows": [[raw()], [raw()]]},
    "data_visualization": {"type": "data_visualization", "title": "Chart", "chart": chart()},
    "pie": {"type": "data_visualization", "title": "Chart", "chart": chart("pie")},
    "alert": {"type": "alert", "text": mrkdwn(), "level": "info"},
    "card": {"type": "card", "title": mrkdwn(), "subtitle": mrkdwn(), "body": mrkdwn(),
             "subtext": mrkdwn(), "actions": [button()]},
    "carousel": {"type": "carousel", "elements": [{"type": "card", "title": mrkdwn()}]},
    "container": {"type": "container", "title": plain(), "subtitle": mrkdwn(),
                  "child_blocks": [{"type": "divider"}]},
    "task_card": {"type": "task_card", **task()},
    "plan": {"type": "plan", "title": "Plan", "tasks": [task()]},
    "video": {
        "type": "video",
        "video_url": "https://example.com/v",
        "thumbnail_url": "https://example.com/t.png",
        "alt_text": "A film",
        "title": plain(),
        "title_url": "https://example.com",
        "author_name": "A",
        "provider_name": "P",
        "provider_icon_url": "https://example.com/i.png",
        "description": plain(),
    },
    "file": {"type": "file", "external_id": "x", "source": "remote"},
}  # fmt: skip

NOT_INPUTS = {
    "button", "workflow_button", "overflow", "icon_button", "feedback_buttons", "image",
}  # fmt: skip
INPUTS = sorted(set(ELEMENTS) - NOT_INPUTS)


def holding(element: Json) -> Json:
    """A block in which this element may stand; the element's pointer is `/element` or such."""
    if element["type"] in ("icon_button", "feedback_buttons"):
        return {"type": "context_actions", "elements": [element]}
    if element["type"] in NOT_INPUTS:
        return {"type": "section", "text": mrkdwn(), "accessory": element}
    return {"type": "input", "label": plain(), "element": element}


def changed(sample: Json, pointer: str, value: Any) -> Json:
    """A copy of the sample with another value at this json pointer; None takes it away."""
    copied = copy.deepcopy(sample)
    *parents, last = pointer.strip("/").split("/")
    here: Any = copied
    for name in parents:
        here = here[int(name)] if isinstance(here, list) else here.setdefault(name, {})
    if isinstance(here, list):
        here[int(last)] = value
    elif value is None:
        del here[last]
    else:
        here[last] = value
    return copied


def at(sample: Json, pointer: str) -> Any:
    """What stands at this json pointer."""
    here: Any = sample
    for name in pointer.strip("/").split("/"):
        here = here[int(name)] if isinstance(here, list) else here[name]
    return here
