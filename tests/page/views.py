"""The views and the Home of the small app behind the page."""

from tests.page.gallery import (
    HOME_BLOCKS,
    Json,
    button,
    field,
    modal,
    option,
    plain,
    section,
)


def home(count: int) -> Json:
    counted = section(f"Pressed {count} times", block_id="count")
    return {"type": "home", "callback_id": "home", "blocks": [counted, *HOME_BLOCKS]}


def with_rules() -> Json:
    name = field("name", "Name", {"type": "plain_text_input"})
    reason = field("reason", "Reason", {"type": "plain_text_input", "multiline": True})
    return modal("rules", "With rules", [name, reason], submit=plain("Send"))


def stacked(depth: int) -> Json:
    """The view that stands at this depth of the stack; three is as deep as it goes."""
    note = field(f"n{depth}", "Note", {"type": "plain_text_input"}, optional=True)
    deeper = button("deeper", "Go deeper", value=str(depth))
    further = [{"type": "actions", "block_id": "go", "elements": [deeper]}] if depth < 3 else []
    blocks = [section(f"This is view {depth}"), note, *further]
    return modal("stack", f"View {depth}", blocks, submit=plain("Send"))


def live(words: str) -> Json:
    """A form that changes while it is filled in: what is chosen and typed is said back."""
    kind = {"type": "radio_buttons", "action_id": "kind", "options": [option("one"), option("two")]}
    typed = {"type": "plain_text_input", "action_id": "typed"}
    when = {"trigger_actions_on": ["on_character_entered"]}
    blocks = [
        field("note", "Note", {"type": "plain_text_input"}),
        field("kind", "Kind", kind, dispatch_action=True),
        field("typed", "Search", {**typed, "dispatch_action_config": when}, dispatch_action=True),
        section(words, block_id="words"),
    ]
    return modal("live", "A live form", blocks, submit=plain("Send"))
