"""Every block: its fields, their limits, and on which surfaces it may stand."""

from sandbox.rules.charts import DATA_TABLE, DATA_VISUALIZATION, TABLE
from sandbox.rules.composition import ICON, ID, IMAGE, IMAGE_FIELDS, URL, plain, text
from sandbox.rules.elements import ELEMENTS, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from sandbox.rules.kinds import (
    Flag,
    Kind,
    Many,
    Number,
    Rule,
    Shape,
    Str,
    Tagged,
    given,
    listed,
    one_of,
    only,
)
from sandbox.rules.problem import Faults, Json
from sandbox.rules.rich_text import RICH_TEXT

Fields = dict[str, Kind]


def block(fields: Fields, *rules: Rule) -> Shape:
    """A block: its own fields, and the id every block may carry."""
    return Shape(fields | {"block_id": ID}, rules)


def unique_task_ids(value: Json, at: str) -> Faults:
    """No two tasks of one plan share an id."""
    seen: set[str] = set()
    for index, task in enumerate(listed(value, "tasks")):
        name = str(task.get("task_id")) if isinstance(task, dict) else str(index)
        if name in seen:
            yield f'`task_id` "{name}" already exists', f"{at}/tasks/{index}/task_id"
        seen.add(name)


CONTEXT_ELEMENTS = Tagged({"image": IMAGE, **text(3000).shapes})
TASK: Fields = {
    "task_id!": Str(min=1),
    "title!": Str(min=1),
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": Many(Tagged({"url": Shape({"url!": URL, "text!": Str(min=1)})})),
    "status!": Str(choices=("pending", "in_progress", "complete", "error")),
}
CARD = block(
    {
        "hero_image": Tagged({"image": IMAGE}),
        "icon": Tagged({"image": IMAGE}),
        "slack_icon": ICON,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "actions": Many(only(ELEMENTS, "button", "workflow_button"), 3, 1),
    },
    given("hero_image", "title", "actions", "body"),
)
VIDEO = block(
    {
        "video_url!": URL,
        "thumbnail_url!": URL,
        "alt_text!": Str(2000, 1),
        "title!": plain(199),
        "title_url": Str(2000, 1),
        "author_name": Str(49, 1),
        "provider_name": Str(50, 1),
        "provider_icon_url": Str(2000, 1),
        "description": plain(200),
    }
)

PLAIN_BLOCKS: dict[str, Shape] = {
    "section": block(
        {
            "text": text(3000),
            "fields": Many(text(2000), 10, 1),
            "accessory": IN_SECTION,
            "expand": Flag(),
        },
        given("text", "fields"),
    ),
    "header": block({"text!": plain(150), "level": Number(1, 6, whole=True)}),
    "divider": block({}),
    "image": block(IMAGE_FIELDS | {"title": plain(2000)}, one_of("image_url", "slack_file")),
    "actions": block({"elements!": Many(IN_ACTIONS, 25, 1)}),
    "context": block({"elements!": Many(CONTEXT_ELEMENTS, 10, 1)}),
    "context_actions": block({"elements!": Many(IN_CONTEXT_ACTIONS, 5, 1)}),
    "input": block(
        {
            "label!": plain(2000),
            "hint": plain(2000),
            "element!": IN_INPUT,
            "optional": Flag(),
            "dispatch_action": Flag(),
        }
    ),
    "markdown": block({"text!": Str(12_000, 1)}),
    "rich_text": RICH_TEXT.shapes["rich_text"],
    "table": block(dict(TABLE.fields), *TABLE.rules),
    "data_table": block(dict(DATA_TABLE.fields), *DATA_TABLE.rules),
    "data_visualization": block(dict(DATA_VISUALIZATION.fields)),
    "alert": block(
        {
            "text!": text(200),
            "level": Str(choices=("default", "info", "warning", "error", "success")),
        }
    ),
    "card": CARD,
    "carousel": block({"elements!": Many(Tagged({"card": CARD}), 10, 1)}),
    "task_card": block(TASK),
    "plan": block(
        {
            "title!": Str(min=1),
            "tasks": Many(Shape(TASK | {"type": Str(choices=("task_card",)), "block_id": ID}), 50),
        },
        unique_task_ids,
    ),
    "video": VIDEO,
    "file": block({"external_id!": Str(min=1), "source!": Str(choices=("remote",))}),
}

CHILDREN = (
    "actions", "context", "divider", "file", "header", "image",
    "input", "rich_text", "section", "table", "video",
)  # fmt: skip
BLOCKS = Tagged(
    PLAIN_BLOCKS
    | {
        "container": block(
            {
                "title": plain(150),
                "rich_text_title": RICH_TEXT,
                "subtitle": text(150),
                "child_blocks!": Many(only(Tagged(PLAIN_BLOCKS), *CHILDREN), 10, 1),
                "width": Str(choices=("narrow", "standard", "wide", "full")),
                "icon": ICON,
                "is_collapsible": Flag(),
                "default_collapsed": Flag(),
                "has_header_divider": Flag(),
            }
        )
    }
)

IN_MODALS = frozenset(
    {
        "actions", "alert", "card", "context", "divider", "header",
        "image", "input", "rich_text", "section", "video",
    }
)  # fmt: skip
IN_HOME = (IN_MODALS - {"alert"}) | {
    "carousel", "container", "data_table", "data_visualization", "table",
}  # fmt: skip
IN_MESSAGES = frozenset(BLOCKS.shapes) - {"alert"}
SURFACES = {"message": IN_MESSAGES, "modal": IN_MODALS, "home": IN_HOME}
