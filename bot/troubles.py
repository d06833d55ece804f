"""A trouble we know: what is in the way and what to do about it, in place of a traceback."""


class Trouble(Exception):
    """Something an operator can mend. `what` is one sentence, `do` another."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do
