"""Anonymous pulse surveys in Slack: composing one, answering it, reading what came of it."""
