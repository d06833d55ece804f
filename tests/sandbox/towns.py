"""Seeds with more than one workspace, and the app as each test wants it."""

import copy
from typing import Any

from sandbox.neutral import ORGANIZATION, SECOND, WORKSPACE

Json = dict[str, Any]
FIRST = "T0PRACTICE"
OTHER = "T0SECOND"
OVER_BOTH = "E0PRACTICE"
REDIRECT = "http://127.0.0.1:3000/slack/oauth_redirect"
ORGANIZATION_EVENTS = ["team_access_granted", "team_access_revoked"]


def two_teams(**settings: Any) -> Json:
    """The neutral workspace and one more; `settings` go into the app's manifest."""
    seed: Json = copy.deepcopy({**WORKSPACE, "teams": [SECOND]})
    manifest = seed["app"]["manifest"]
    manifest["oauth_config"]["redirect_urls"] = [REDIRECT]
    manifest["settings"] |= settings
    return seed


def organization(**settings: Any) -> Json:
    """Both workspaces in one organization, the app registered and installed nowhere yet."""
    seed = two_teams(org_deploy_enabled=True, **settings)
    seed["organization"] = dict(ORGANIZATION)
    seed["team"]["organization"] = seed["teams"][0]["team"]["organization"] = True
    seed["app"]["installed"] = False
    seed["app"]["manifest"]["settings"]["event_subscriptions"]["bot_events"] += ORGANIZATION_EVENTS
    return seed


def both_installed(**settings: Any) -> Json:
    seed = two_teams(**settings)
    seed["teams"][0]["apps"] = [seed["app"]["id"]]
    return seed
