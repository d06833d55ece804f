"""The one error handler: a refusal becomes a sentence where the person looks, else a reference."""

import json
import logging
import secrets
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers import words
from handlers.feature import Sentence
from handlers.notice import notice
from handlers.replacing import WAITING_VIEW, show_anew
from handlers.untraced import Untold, leaves_no_trace
from program.refusal import Refusal, Trouble
from services import governance
from services.desk import Desk, Look, UnknownWorkspace

_log = logging.getLogger("baton.handlers")


_TOO_LATE = frozenset({"expired_trigger_id", "trigger_expired", "exchanged_trigger_id"})
"""Slack's two spellings for a press that was answered after its three seconds."""

_RIGHTS = "permissions."

Troubles = list[tuple[str | None, str]]
"""Field (or None for the whole form) and sentence."""


class Answers:
    """What people are told, in words, for every refusal of every feature."""

    def __init__(
        self, desk: Desk, sentences: Mapping[str, Sentence], untold: Untold | None = None
    ) -> None:
        self._desk = desk
        self._sentences = {**words.REFUSALS, **sentences}
        self._untold = untold or Untold()

    def to(self, error: Exception, context: BoltContext, *, untraced: bool = False) -> Troubles:
        """Field (or None) and sentence of each trouble; a reference for all that is unforeseen.

        Where the request is `untraced` there is no reference, and no line is logged for it.
        """
        if isinstance(error, Refusal) and self._has_words_for(error):
            return self._refused(error, context)
        if isinstance(error, UnknownWorkspace):
            return [(None, words.not_enrolled())]
        if isinstance(error, SlackApiError) and error.response["error"] in _TOO_LATE:
            return [(None, words.too_late())]
        if untraced:
            where = next(reversed(_where(error)), "nowhere")
            self._untold.note(f"{_kind(error)} {_code(error)} at {where}")
            return [(None, words.untraced())]
        reference = str(context.get("reference") or secrets.token_hex(3))
        _log_trouble(error, reference)
        if isinstance(error, SlackClientError | OSError):
            # It may have come after a commit: what was done, if anything, shows in Home.
            return [(None, words.not_shown(reference))]
        return [(None, words.unexpected(reference))]

    def sentences(self, refusal: Refusal, look: Look | None = None) -> Troubles:
        """The words for a refusal; where rights are in the way, with whom to turn to by `look`."""
        return [(one.field, self._sentence(one, look)) for one in refusal.troubles]

    def _refused(self, refusal: Refusal, context: BoltContext) -> Troubles:
        if not any(one.code.startswith(_RIGHTS) for one in refusal.troubles):
            return self.sentences(refusal)  # without the database: it may be what is away
        workspace = self._desk.workspace_of(context["caller"])
        with self._desk.open_look_in(workspace.id) as look:
            return self.sentences(refusal, look)

    def _has_words_for(self, refusal: Refusal) -> bool:
        return all(one.code in self._sentences for one in refusal.troubles)

    def _sentence(self, trouble: Trouble, look: Look | None) -> str:
        facts = dict(trouble.facts)
        if look is not None and trouble.code.startswith(_RIGHTS):
            # Asked in the house's own name: the reader may be somebody who may ask nothing.
            program = facts.get("program")
            facts["managers"] = governance.program_managers(look.by_the_house(), program)
        return self._sentences[trouble.code](facts)


def register(app: App, answers: Answers) -> None:
    """Answer whatever a listener raises. No listener has a handler of its own."""

    def answer(
        error: Exception,
        body: dict[str, Any],
        context: BoltContext,
        client: WebClient,
        respond: Callable[..., Any],
    ) -> BoltResponse | None:
        untraced = leaves_no_trace(body)
        troubles = answers.to(error, context, untraced=untraced)
        said = " ".join(dict.fromkeys(sentence for _, sentence in troubles))
        if WAITING_VIEW in context:
            show_anew(client, context[WAITING_VIEW], notice(said))
            response = BoltResponse(status=200)
        elif body.get("type") == "view_submission":
            response = _json(under_fields(body["view"], troubles))
        elif body.get("type") == "block_suggestion":
            response = _json({"options": []})
        elif "command" in body:
            response = _json({"response_type": "ephemeral", "text": said})
        elif will_come_again(body, error):
            response = BoltResponse(status=503)
        else:
            tell(said, body, client, respond, untraced=untraced)
            response = BoltResponse(status=200)
        return response if context.ack.response is None else None

    app.error(answer)


def will_come_again(body: Mapping[str, Any], error: Exception) -> bool:
    """An event nobody waits for, and nothing but bad luck: unanswered, Slack sends it again."""
    waits = body.get("event", {}).get("type") in (None, "message")
    return not waits and not isinstance(error, Refusal | UnknownWorkspace)


def under_fields(view: Mapping[str, Any], troubles: Troubles) -> dict[str, Any]:
    """The answer to a submission: each sentence under its field, or a notice without any."""
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if not inputs:
        said = " ".join(sentence for _, sentence in troubles)
        return {"response_action": "update", "view": notice(said, title=view["title"]["text"])}
    found: dict[str, str] = {}
    for field, sentence in troubles:
        place = field if field is not None and field in inputs else inputs[0]
        found[place] = f"{found[place]} {sentence}" if place in found else sentence
    return {"response_action": "errors", "errors": found}


def tell(
    text: str,
    body: Mapping[str, Any],
    client: WebClient,
    respond: Callable[..., Any],
    *,
    untraced: bool = False,
) -> None:
    """Say something to whoever pressed: only to them, and where they look."""
    if body.get("response_url"):
        respond(text=text, response_type="ephemeral", replace_original=False)
    elif body.get("trigger_id"):
        shown = notice(text)
        in_modal = body.get("view", {}).get("type") == "modal"
        try:
            (client.views_push if in_modal else client.views_open)(
                trigger_id=body["trigger_id"], view=shown
            )
        except SlackApiError as late:
            # The trigger is spent or too old, or three views stand there: in place, or not at all.
            if in_modal:
                show_anew(client, body["view"]["id"], shown)
                return
            if not untraced:
                code = late.response["error"]
                _log.warning("an answer could not be shown", extra={"slack": code})
    elif body.get("event", {}).get("type") == "message":
        client.chat_postMessage(channel=body["event"]["channel"], text=text)


def _log_trouble(error: Exception, reference: str) -> None:
    """Log where it happened, without what was being said, under the reference the person gets."""
    code = _code(error)
    _log.error(
        "unexpected %s %s, reference %s",
        _kind(error),
        code,
        reference,
        extra={"where": _where(error), "trouble": code, "reference": reference},
    )


def _kind(error: Exception) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _where(error: Exception) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _code(error: Exception) -> str:
    """The name of what went wrong, where it has one: Slack's, the store's, a rule's."""
    if isinstance(error, SlackApiError):
        return str(error.response["error"])
    return str(getattr(error, "code", ""))


def _json(payload: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(
        status=200, body=json.dumps(payload), headers={"content-type": "application/json"}
    )
