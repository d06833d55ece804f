"""Installing by link: the page that asks a person, the code, and the tokens for it."""
