"""Getting to know people: one account when it first presses, all accounts in a sweep."""

import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

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
        return _read(answer["user"], workspace)

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
        for page in _pages(client):
            # A closed account nobody knew is not remembered; a known one is closed below.
            found = [one for user in page if not (one := _read(user, workspace)).deactivated]
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


def _pages(client: WebClient) -> Iterator[list[dict[str, Any]]]:
    cursor = ""
    for _ in count():
        answer = client.users_list(limit=A_PAGE, cursor=cursor)
        yield answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _read(user: dict[str, Any], workspace: Workspace) -> SlackPerson:
    return slack_person(user, team=workspace.team_id, enterprise=workspace.enterprise_id)
