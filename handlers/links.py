"""Links between Slack's surfaces."""


def home_link(team_id: str, app_id: str | None) -> str:
    """Opens the reader's Home of this app, in Slack's own clients."""
    return f"slack://app?team={team_id}&id={app_id or ''}&tab=home"
