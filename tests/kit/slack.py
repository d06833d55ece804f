"""A Slack made of lists: posts, updates and homes are kept, and it can break before or after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError

from program.clock import Clock


class Killed(BaseException):
    """The process ends here: nothing of ours may catch it."""


@dataclass
class Answer:
    """What an SlackApiError carries of Slack's answer."""

    data: dict[str, Any]
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def refusal(code: str, *, status: int = 200, retry_after: int | None = None) -> SlackApiError:
    """An answer with `ok: false`, as the SDK raises it."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    answer = Answer({"ok": False, "error": code}, status, headers)
    return SlackApiError("", answer)  # type: ignore[no-untyped-call]  # the SDK leaves it bare


@dataclass(frozen=True)
class _Fault:
    method: str
    raises: BaseException
    done_first: bool


class FakeSlack:
    """Called as the courier calls Slack. `posts` holds every message, in the order of arrival."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._faults: list[_Fault] = []
        self._count = 0
        self.calls: list[str] = []
        self.posts: list[dict[str, Any]] = []
        self.homes: dict[str, list[dict[str, Any]]] = {}
        self.files: list[dict[str, Any]] = []
        self.when_called: Callable[[], None] | None = None
        """Called with every call: something that happens at the same time."""

    def break_before(self, method: str, raises: BaseException, times: int = 1) -> None:
        """The next calls of a method raise, and nothing is done."""
        self._faults += [_Fault(method, raises, done_first=False)] * times

    def break_after(self, method: str, raises: BaseException, times: int = 1) -> None:
        """The next calls of a method do their work, and then raise."""
        self._faults += [_Fault(method, raises, done_first=True)] * times

    @property
    def texts(self) -> list[str]:
        """What can be read in all conversations."""
        return [post["text"] for post in self.posts]

    def __call__(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        self.calls.append(method)
        if self.when_called is not None:
            self.when_called()
        fault = next((one for one in self._faults if one.method == method), None)
        if fault is not None:
            self._faults.remove(fault)
        if fault is not None and not fault.done_first:
            raise fault.raises
        answer = self._do(method, arguments)
        if fault is not None:
            raise fault.raises
        return {"ok": True, **answer}

    def _do(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        match method:
            case "chat.postMessage":
                answer = self._post(arguments)
            case "chat.update":
                self._update(arguments)
            case "chat.delete":
                self.posts = [post for post in self.posts if not _is_that(post, arguments)]
            case "views.publish":
                self.homes.setdefault(arguments["user_id"], []).append(arguments["view"])
            case "conversations.open":
                answer = {"channel": {"id": _conversation(arguments["users"])}}
            case "conversations.history":
                answer = self._history(arguments)
            case "files.getUploadURLExternal":
                answer = {"upload_url": "https://files.test/1", "file_id": "F1"}
            case "files.put":
                pass
            case "files.completeUploadExternal":
                self.files.append(dict(arguments))
            case _:
                raise refusal("unknown_method")
        return answer

    def _post(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        self._count += 1
        post = {
            "channel": _conversation(arguments["channel"]),
            "ts": f"{int(self._clock().timestamp())}.{self._count:06d}",
            **{name: arguments[name] for name in ("text", "blocks", "metadata")},
        }
        self.posts.append(post)
        return {"channel": post["channel"], "ts": post["ts"]}

    def _update(self, arguments: Mapping[str, Any]) -> None:
        for post in self.posts:
            if _is_that(post, arguments):
                post.update(text=arguments["text"], blocks=arguments["blocks"])
                return
        raise refusal("message_not_found")

    def _history(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        there = [
            post
            for post in reversed(self.posts)
            if post["channel"] == arguments["channel"]
            and float(post["ts"]) > float(arguments.get("oldest") or 0)
        ]
        start = int(arguments.get("cursor") or 0)
        end = start + int(arguments["limit"])
        shown = there[start:end]
        if not arguments.get("include_all_metadata"):
            shown = [{k: v for k, v in one.items() if k != "metadata"} for one in shown]
        cursor = str(end) if end < len(there) else ""
        return {"messages": shown, "response_metadata": {"next_cursor": cursor}}


def _is_that(post: Mapping[str, Any], arguments: Mapping[str, Any]) -> bool:
    return (post["channel"], post["ts"]) == (arguments["channel"], arguments["ts"])


def _conversation(channel: str) -> str:
    """The conversation of a person with the bot; channels are their own."""
    return "D" + channel[1:] if channel.startswith("U") else channel
