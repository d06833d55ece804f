"""What Slack accepts and how it answers when it does not: pure functions over plain dicts."""
