"""The views and the Home of the small app behind the page."""

from tests.page.gallery import HOME_BLOCKS, Json, button, field, modal, plain, section


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
