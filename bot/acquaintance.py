"""Getting to know people: one account when it first presses, all accounts in a sweep."""

import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web import SlackResponse

from bot.roster_tasks import follow_up
from handlers.people.accounts import slack_person
from program.person import SlackPerson
from program.task import Task
from scheduler.slack import NoToken
from services import governance, people
from services.desk import Acquaint, Desk
from services.people import SWEEP
from services.tasks import Progress, TaskKind
from store.workspaces import Workspace

_log = logging.getLogger(__name__)

A_PAGE = 200
"""Accounts asked for at once, as Slack advises, and written in one transaction."""


def acquaint(client_in: Callable[[str], WebClient]) -> Acquaint:
    """Asks Slack about one account. Never raises: whoever cannot be looked up stays unknown."""

    def ask(workspace: Workspace, slack_user: str) -> SlackPerson | None:
        try:
            answer = client_in(workspace.id).users_info(user=slack_user)
        except (SlackApiError, OSError, NoToken) as trouble:
            _log.warning("users.info did not answer: %s", type(trouble).__name__)
            return None
        return _read(answer["user"], workspace, workspace.team_id)

    return ask


def sweep(client_in: Callable[[str], WebClient], emails: Sequence[str]) -> TaskKind:
    """The long work of keeping everyone in step with Slack, and naming who the settings name.

    Whoever became known by it is tied to their entry of the roster.
    """

    def run(desk: Desk, task: Task, progress: Progress) -> None:
        client = client_in(task.workspace_id)
        client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=3))
        workspace = next(one for one in desk.workspaces() if one.id == task.workspace_id)
        met: set[str] = set()
        for team, page in _everyone(client, workspace):
            # A closed account nobody knew is not remembered; a known one is closed below.
            found = [one for user in page if not (one := _read(user, workspace, team)).deactivated]
            with desk.open_work_in(workspace.id) as work:
                people.keep(work, found)
            met |= {one.slack_user for one in found}
            progress(len(met), None)
        with desk.open_work_in(workspace.id) as work:
            people.close_missing(work, met)
            governance.name_first(work, emails)
        follow_up(desk, workspace.id, ())

    return TaskKind(SWEEP, run)


def sweep_everyone(desk: Desk) -> None:
    """Queue a look at everyone Slack lists, in every workspace."""
    for workspace in desk.workspaces():
        with desk.open_work_in(workspace.id) as work:
            work.start_task(SWEEP, ids={}, key=f"{SWEEP}:{work.now:%Y-%m-%dT%H:%M}")


Page = list[dict[str, Any]]


def _everyone(client: WebClient, workspace: Workspace) -> Iterator[tuple[str, Page]]:
    """Page by page, with the team each page is of. An organization is read team by team."""
    if workspace.team_id != workspace.enterprise_id:
        yield from ((workspace.team_id, page) for page in _pages("members", _users(client)))
        return
    listed = _pages("teams", lambda cursor: client.auth_teams_list(limit=A_PAGE, cursor=cursor))
    for team in [one["id"] for page in listed for one in page]:
        yield from ((team, page) for page in _pages("members", _users(client, team)))


def _users(client: WebClient, team: str | None = None) -> Callable[[str], SlackResponse]:
    return lambda cursor: client.users_list(limit=A_PAGE, cursor=cursor, team_id=team)


def _pages(what: str, ask: Callable[[str], SlackResponse]) -> Iterator[Page]:
    cursor = ""
    for _ in count():
        answer = ask(cursor)
        yield answer[what]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _read(user: dict[str, Any], workspace: Workspace, team: str) -> SlackPerson:
    return slack_person(user, team=team, enterprise=workspace.enterprise_id)
