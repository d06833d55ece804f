"""How the sandbox says no: Slack's error name and what goes with it, or a sentence for the page."""

from collections.abc import Mapping
from typing import Any


class ApiProblem(Exception):
    """An answer `{"ok": false, "error": …}` of the Web API, with further fields and headers."""

    def __init__(
        self,
        error: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.headers = dict(headers or {})
        self.fields = fields

    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error, **self.fields}


class PersonProblem(Exception):
    """What a person did could not be done; the sentence is what Slack would show."""

    def __init__(self, error: str, sentence: str) -> None:
        super().__init__(error)
        self.error = error
        self.sentence = sentence
