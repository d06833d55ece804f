"""What can go wrong with a pulse: a code, and nothing else that could be told of anybody."""


class PulseTrouble(Exception):
    """Stopped. It holds no value, no name and no other exception: raise it outside `except`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TooLong(Exception):
    """A comment does not fit into its slip; nothing was stored. It holds no word of it."""

    def __init__(self, question_id: str, over_bytes: int) -> None:
        super().__init__("pulse.too_long")
        self.question_id = question_id
        self.over_bytes = over_bytes
