"""Rich text: sections, lists, quotes and preformatted text, and what may stand in them."""

from sandbox.rules.composition import URL
from sandbox.rules.kinds import Flag, Kind, Many, Number, Shape, Str, Tagged

NAME = Str(min=1)
STYLE = Shape(
    {
        name: Flag()
        for name in (
            "bold", "italic", "strike", "code", "underline",
            "highlight", "client_highlight", "unlink",
        )
    }
)  # fmt: skip


def part(**fields: Kind) -> Shape:
    """One piece of a line: its required fields, and the style every piece may have."""
    return Shape({f"{name}!": kind for name, kind in fields.items()} | {"style": STYLE})


PARTS = Tagged(
    {
        "text": part(text=Str(min=1)),
        "user": part(user_id=NAME),
        "usergroup": part(usergroup_id=NAME),
        "channel": part(channel_id=NAME),
        "team": part(team_id=NAME),
        "color": part(value=NAME),
        "broadcast": part(range=Str(choices=("here", "channel", "everyone"))),
        "link": Shape({"url!": URL, "text": Str(), "unsafe": Flag(), "style": STYLE}),
        "emoji": Shape(
            {
                "name!": NAME,
                "unicode": Str(),
                "url": URL,
                "skin_tone": Number(1, 6, whole=True),
                "style": STYLE,
            }
        ),
        "date": Shape(
            {
                "timestamp!": Number(whole=True),
                "format!": NAME,
                "url": URL,
                "fallback": Str(),
                "style": STYLE,
            }
        ),
    }
)
BORDER = Number(0, 1, whole=True)
SECTION = Shape({"elements!": Many(PARTS)})
CONTAINERS = Tagged(
    {
        "rich_text_section": SECTION,
        "rich_text_quote": Shape({"elements!": Many(PARTS), "border": BORDER}),
        "rich_text_preformatted": Shape(
            {
                "elements!": Many(
                    Tagged(
                        {
                            name: PARTS.shapes[name]
                            for name in (
                                "text",
                                "link",
                                "emoji",
                                "user",
                                "channel",
                                "usergroup",
                                "date",
                            )
                        }
                    )
                ),
                "border": BORDER,
                "language": Str(),
            }
        ),
        "rich_text_list": Shape(
            {
                "style!": Str(choices=("bullet", "ordered")),
                "elements!": Many(Tagged({"rich_text_section": SECTION})),
                "indent": Number(0, 8, whole=True),
                "offset": Number(0, whole=True),
                "border": BORDER,
            }
        ),
    }
)
RICH_TEXT = Tagged({"rich_text": Shape({"elements!": Many(CONTAINERS), "block_id": Str(255, 1)})})
