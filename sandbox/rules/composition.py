"""The small objects that blocks and elements are composed of: texts, options, confirmations."""

from sandbox.rules.kinds import Flag, Kind, Many, Shape, Str, Tagged, given, one_of

ID = Str(255, 1)
URL = Str(3000, 1)


def text(longest: int, *, types: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Tagged:
    """A text object of 1 to `longest` characters, plain or mrkdwn as `types` allows."""
    written = Str(longest, 1)
    shapes = {
        "plain_text": Shape({"text!": written, "emoji": Flag()}),
        "mrkdwn": Shape({"text!": written, "verbatim": Flag()}),
    }
    return Tagged({name: shapes[name] for name in types})


def plain(longest: int) -> Tagged:
    """A plain text object of 1 to `longest` characters."""
    return text(longest, types=("plain_text",))


def mrkdwn(longest: int) -> Tagged:
    """A mrkdwn text object of 1 to `longest` characters."""
    return text(longest, types=("mrkdwn",))


def option(label: Tagged, *, link: bool = False) -> Shape:
    """One choice; only those of an overflow menu may carry a link."""
    fields: dict[str, Kind] = {
        "text!": label,
        "value!": Str(150, 1),
        "description": text(75) if "mrkdwn" in label.shapes else plain(75),
    }
    return Shape(fields | ({"url": URL} if link else {}))


OPTION = option(plain(75))
RICH_OPTION = option(text(75))
LINK_OPTION = option(plain(75), link=True)
OPTION_GROUP = Shape({"label!": plain(75), "options!": Many(OPTION, 100, 1)})

STYLE = Str(choices=("primary", "danger"))
CONFIRM = Shape(
    {
        "title!": plain(100),
        "text!": text(300),
        "confirm!": plain(30),
        "deny!": plain(30),
        "style": STYLE,
    }
)
DISPATCH = Shape(
    {
        "trigger_actions_on": Many(
            Str(choices=("on_enter_pressed", "on_character_entered")), max=2, min=1
        )
    }
)
FILTER = Shape(
    {
        "include": Many(Str(choices=("im", "mpim", "private", "public")), min=1),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    },
    rules=(given("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)
SLACK_FILE = Shape({"id": Str(min=1), "url": URL}, rules=(one_of("id", "url"),))
IMAGE_FIELDS: dict[str, Kind] = {
    "image_url": URL,
    "slack_file": SLACK_FILE,
    "alt_text!": Str(2000, 1),
}
IMAGE = Shape(IMAGE_FIELDS, rules=(one_of("image_url", "slack_file"),))
ICON = Tagged({"image": IMAGE, "icon": Shape({"name!": Str(min=1)})})
WORKFLOW = Shape(
    {
        "trigger!": Shape(
            {
                "url!": URL,
                "customizable_input_parameters": Many(
                    Shape({"name!": Str(min=1), "value!": Str()})
                ),
            }
        )
    }
)
CHOICES_OR_GROUPS = one_of("options", "option_groups")
