"""Bot tokens: to whom each was given, how long it is good for, and what it answers afterwards."""

from dataclasses import dataclass

from sandbox.clock import PracticeClock
from sandbox.ids import new_secret
from sandbox.problem import ApiProblem
from sandbox.records import Grant
from sandbox.state import State

LIFETIME = 12 * 3600
LIVE_MOST = 2
"""How many tokens of one installation work side by side while they are rotated."""


@dataclass(frozen=True)
class Issued:
    """What an app is told of its new token; the last two only where tokens are rotated."""

    token: str
    expires_in: int | None = None
    refresh: str | None = None


class Grants:
    """Expiry follows the practice clock; `lifetime` is changed by whoever cannot wait."""

    def __init__(self, state: State, clock: PracticeClock) -> None:
        self._state = state
        self._clock = clock
        self.lifetime = LIFETIME
        self._by_token: dict[str, str] = {}
        for grant in state.grants.values():
            self._note(grant)

    def of(self, app_id: str, place: str) -> Grant | None:
        return self._state.grants.get(f"{app_id}@{place}")

    def all(self) -> list[Grant]:
        return list(self._state.grants.values())

    def keep(self, grant: Grant) -> Grant:
        self._state.put(grant)
        self._note(grant)
        return grant

    def find(self, token: str) -> Grant | None:
        return self._state.grants.get(self._by_token.get(token, ""))

    def trouble(self, grant: Grant, token: str) -> str | None:
        """The error a token answers with, None while it is good."""
        if token in grant.ended:
            return grant.ended[token]
        entry = next((one for one in grant.live if one["token"] == token), None)
        if entry is None:
            return "invalid_auth"
        return "token_expired" if self._is_over(entry) else None

    def usable(self, grant: Grant) -> str | None:
        """The newest token that works."""
        tokens = [str(one["token"]) for one in grant.live]
        return next((one for one in reversed(tokens) if self.trouble(grant, one) is None), None)

    def stand(self, grant: Grant, token: str) -> None:
        """Make this very token work, without an end; a workspace is seeded with one."""
        grant.ended.pop(token, None)
        if not any(one["token"] == token for one in grant.live):
            grant.live = [*grant.live, {"token": token, "expires": None}]
        self.keep(grant)

    def issue(self, grant: Grant, *, rotated: bool) -> Issued:
        """A new token; without rotation one that is good already is given again, as Slack does."""
        if not rotated:
            token = self.usable(grant) or f"xoxb-{grant.place}-{new_secret()}"
            self.stand(grant, token)
            return Issued(token)
        token, refresh = f"xoxe.xoxb-1-{grant.place}-{new_secret(32)}", f"xoxe-1-{new_secret(40)}"
        expires = self._clock.now() + self.lifetime
        live = [*grant.live, {"token": token, "expires": expires}]
        for old in live[:-LIVE_MOST]:
            grant.ended[old["token"]] = "token_expired" if self._is_over(old) else "token_revoked"
        grant.live, grant.refresh = live[-LIVE_MOST:], refresh
        self.keep(grant)
        return Issued(token, self.lifetime, refresh)

    def refreshed(self, app_id: str, refresh: str) -> Grant:
        """The installation of a refresh token, which is used up. Raises invalid_refresh_token."""
        for grant in self._state.grants.values():
            if refresh and grant.app_id == app_id and grant.refresh == refresh:
                grant.refresh = None
                return grant
        raise ApiProblem("invalid_refresh_token")

    def expire(self, grant: Grant) -> None:
        """What has an end ends now; the refresh token stays good."""
        for one in grant.live:
            if one["expires"] is not None:
                one["expires"] = self._clock.now()
        self.keep(grant)

    def end(self, grant: Grant, error: str) -> None:
        """No token of this installation works any more; each answers with this error."""
        for one in grant.live:
            grant.ended[one["token"]] = error
        for token, said in grant.ended.items():
            if said == "token_revoked":
                grant.ended[token] = error
        grant.live, grant.refresh = [], None
        self.keep(grant)

    def _is_over(self, entry: dict[str, object]) -> bool:
        expires = entry["expires"]
        return isinstance(expires, float | int) and expires <= self._clock.now()

    def _note(self, grant: Grant) -> None:
        for token in (*(one["token"] for one in grant.live), *grant.ended):
            self._by_token[token] = grant.id
