"""How often each method may be called: Slack's tiers, and what it says when that is too often."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute, per method and workspace."""
SPECIAL = {"auth.test": 600, "chat.getPermalink": 600}
CHANNEL_BURST = 3
"""Messages a channel takes at once before one a second holds."""
WORKSPACE_A_MINUTE = 500
"""Messages a minute in a whole workspace; Slack says only "several hundred"."""
POSTS = ("chat.postMessage",)

BY_TIER = {
    1: "apps.uninstall apps.manifest.create apps.manifest.update apps.manifest.delete",
    2: "users.list users.conversations conversations.list conversations.create"
    " conversations.archive conversations.unarchive conversations.rename conversations.kick"
    " conversations.close conversations.setTopic conversations.setPurpose usergroups.list"
    " usergroups.create usergroups.update usergroups.enable usergroups.disable"
    " usergroups.users.list usergroups.users.update bookmarks.add bookmarks.edit"
    " bookmarks.remove pins.add pins.remove pins.list reactions.list reactions.remove"
    " canvases.create dnd.teamInfo emoji.list users.setPresence",
    3: "chat.update chat.delete chat.scheduleMessage chat.deleteScheduledMessage"
    " chat.scheduledMessages.list conversations.open conversations.info conversations.invite"
    " conversations.history conversations.replies conversations.join conversations.leave"
    " conversations.mark reactions.add reactions.get users.lookupByEmail users.getPresence"
    " files.list files.delete team.info bots.info bookmarks.list canvases.edit dnd.info"
    " auth.revoke auth.teams.list",
    4: "views.open views.push views.update views.publish chat.postEphemeral users.info"
    " users.profile.get conversations.members files.getUploadURLExternal"
    " files.completeUploadExternal files.info oauth.v2.access oauth.v2.exchange api.test"
    " blocks.validate",
}
TIER = {method: tier for tier, methods in BY_TIER.items() for method in methods.split()}


@dataclass
class Bucket:
    """Refills at `a_second`, holds at most `size`, and one call takes one."""

    size: float
    a_second: float
    left: float
    seen: float

    def wait(self, now: float) -> float:
        """Seconds until a call may be taken; nothing is taken yet."""
        self.left = min(self.size, self.left + (now - self.seen) * self.a_second)
        self.seen = now
        # A hair of tolerance: refilled fractions must not add up to just under one.
        return 0.0 if self.left >= 1 - 1e-9 else (1 - self.left) / self.a_second


class Limits:
    """Counts calls of all methods; `factor` widens every limit, `on` switches them off."""

    def __init__(self, clock: Callable[[], float], *, factor: float = 1.0, on: bool = True) -> None:
        self.factor = factor
        self.on = on
        self._clock = clock
        self._buckets: dict[tuple[str, ...], Bucket] = {}
        self._lock = Lock()

    def take(self, method: str, workspace: str, channel: str | None = None) -> float | None:
        """Count one call: None where it may go on, else whole seconds for `Retry-After`."""
        if not self.on:
            return None
        with self._lock:
            now = self._clock()
            buckets = [
                self._bucket(key, size, a_second, now)
                for key, size, a_second in _limits(method, workspace, channel)
            ]
            wait = max((bucket.wait(now) for bucket in buckets), default=0.0)
            if wait > 0:
                return float(max(1, math.ceil(wait)))
            for bucket in buckets:
                bucket.left -= 1
            return None

    def _bucket(self, key: tuple[str, ...], size: float, a_second: float, now: float) -> Bucket:
        if key not in self._buckets:
            full = max(1.0, size * self.factor)
            self._buckets[key] = Bucket(full, a_second * self.factor, full, now)
        return self._buckets[key]


def _limits(
    method: str, workspace: str, channel: str | None
) -> list[tuple[tuple[str, ...], float, float]]:
    if method in POSTS:
        all_of_it = (("posts", workspace), WORKSPACE_A_MINUTE, WORKSPACE_A_MINUTE / 60)
        if channel is None:
            return [all_of_it]
        return [all_of_it, (("posts", workspace, channel), CHANNEL_BURST, 1.0)]
    a_minute = SPECIAL.get(method) or TIERS.get(TIER.get(method, 0))
    return [((method, workspace), a_minute, a_minute / 60)] if a_minute else []
