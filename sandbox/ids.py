"""Opaque ids in the shape Slack gives them: a letter for the kind, then capitals and digits."""

import secrets
import string

_SIGNS = string.ascii_uppercase + string.digits


def new_id(letter: str) -> str:
    return f"{letter}0" + "".join(secrets.choice(_SIGNS) for _ in range(9))


def new_secret(length: int = 24) -> str:
    return secrets.token_hex(length // 2)


def short_id(length: int = 5) -> str:
    """What Slack writes where an app left out a block_id or an action_id."""
    signs = string.ascii_letters + string.digits
    return "".join(secrets.choice(signs) for _ in range(length))
