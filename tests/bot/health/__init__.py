"""What the bot counts, whether it is ready, and who may know."""
