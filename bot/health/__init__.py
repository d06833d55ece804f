"""How the bot is: what it counts, and whether it is ready for work."""
