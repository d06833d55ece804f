"""The practice workspace: the only code that knows both the bot and the sandbox."""
