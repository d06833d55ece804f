"""How listeners are run: Slack is answered by what they did, never by what they may yet do."""

import logging
import threading
from typing import Any

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.listener import Listener
from slack_bolt.listener.thread_runner import ThreadListenerRunner

from handlers.heard import Heard
from handlers.untraced import leaves_no_trace

_log = logging.getLogger(__name__)


def answer_when_done(app: App, heard: Heard) -> None:
    """Let this app's listeners be run by a Runner, on the threads and with the handlers it has."""
    before = app.listener_runner
    # Bolt has no argument for a runner. Every use of it, here as in `app.error`, goes by this name.
    app._listener_runner = Runner(
        logger=before.logger,
        process_before_response=False,
        listener_error_handler=before.listener_error_handler,
        listener_start_handler=before.listener_start_handler,
        listener_completion_handler=before.listener_completion_handler,
        listener_executor=before.listener_executor,
        lazy_listener_runner=before.lazy_listener_runner,
        heard=heard,
    )


class Runner(ThreadListenerRunner):
    """Runs a listener on a thread and waits for its answer, as long as it takes.

    Bolt's own answers an event before its listener begins, so that a process that dies then has
    lost it; leaves a listener alone that takes three seconds and runs the next one as well; and
    looks for an answer a hundred times a second.
    """

    def __init__(self, *, heard: Heard, **parts: Any) -> None:
        super().__init__(**parts)
        self._heard = heard

    def run(
        self,
        request: BoltRequest,
        response: BoltResponse,
        listener_name: str,  # noqa: ARG002  Bolt's signature
        listener: Listener,
        starting_time: float | None = None,  # noqa: ARG002
    ) -> BoltResponse | None:
        """What the listener answered; None where it ended without an answer."""
        answered = threading.Event()
        ack = request.context["ack"] = _Answer(answered)
        begun = self.listener_executor.submit(self._listen, request, response, listener, ack)
        begun.add_done_callback(lambda _: answered.set())
        answered.wait()
        return ack.response

    def _listen(
        self, request: BoltRequest, response: BoltResponse, listener: Listener, ack: Ack
    ) -> None:
        try:
            self.listener_start_handler.handle(request=request, response=response)
            if listener.auto_acknowledgement:
                with self._heard.once(request) as is_new:
                    if is_new:
                        listener.run_ack_function(request=request, response=response)
                ack()
            else:
                listener.run_ack_function(request=request, response=response)
        except Exception as trouble:  # noqa: BLE001  whatever it is, it is answered
            self._answer_trouble(trouble, request, ack)
        finally:
            self.listener_completion_handler.handle(request=request, response=response)

    def _answer_trouble(self, trouble: Exception, request: BoltRequest, ack: Ack) -> None:
        """Tell it, or what got in the way of telling it: the database may be what is away."""
        for _ in range(2):
            answer = BoltResponse(status=500)
            try:
                self.listener_error_handler.handle(error=trouble, request=request, response=answer)
            except Exception as another:  # noqa: BLE001
                if not leaves_no_trace(request.body):
                    _log.error("a trouble could not be told: %s", type(another).__name__)
                trouble = another
            else:
                break
        if ack.response is None:
            ack.response = answer


class _Answer(Ack):
    """An answer whose coming somebody waits for."""

    def __init__(self, answered: threading.Event) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt leaves it bare
        self._answered = answered

    def __call__(self, *arguments: Any, **named: Any) -> BoltResponse:
        response = super().__call__(*arguments, **named)
        self._answered.set()
        return response
