"""Authorization codes: single use, ten minutes, bound to the address they were sent to."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.ids import new_secret
from sandbox.problem import ApiProblem

SECONDS = 600.0


@dataclass(frozen=True)
class Consent:
    """What a person agreed to on the page."""

    app_id: str
    place: str  # a workspace or the organization
    person: str
    scopes: tuple[str, ...]
    redirect_uri: str | None  # None: the app named none, the first of its own was taken
    everywhere: bool = False  # an organization's: added to all its workspaces at once


class Codes:
    """Kept in memory: they are short-lived, and a restart ends them. Real seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._issued: dict[str, tuple[Consent, float]] = {}

    def issue(self, consent: Consent) -> str:
        code = f"{new_secret(12)}.{new_secret(12)}.{new_secret(64)}"
        self._issued[code] = (consent, self._clock() + SECONDS)
        return code

    def redeem(self, code: str, app_id: str, redirect_uri: str | None) -> Consent:
        """The consent behind a code, which is used up. Raises invalid_code or bad_redirect_uri."""
        consent, expires = self._issued.get(code, (None, 0.0))
        if consent is None or consent.app_id != app_id:
            raise ApiProblem("invalid_code")
        if consent.redirect_uri != redirect_uri:
            raise ApiProblem("bad_redirect_uri")
        del self._issued[code]
        if self._clock() > expires:
            raise ApiProblem("invalid_code")
        return consent
