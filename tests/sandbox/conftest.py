"""A sandbox and an app on a socket, fresh for every test."""

from collections.abc import Iterator

import pytest

from tests.kit.sandbox import RunningSandbox, running_sandbox
from tests.sandbox.listening import HttpApp, SocketApp


@pytest.fixture
def box() -> Iterator[RunningSandbox]:
    with running_sandbox() as running:
        yield running


@pytest.fixture
def app(box: RunningSandbox) -> Iterator[SocketApp]:
    listening = SocketApp(box)
    yield listening
    listening.close()


@pytest.fixture
def http_app() -> Iterator[HttpApp]:
    listening = HttpApp()
    yield listening
    listening.close()
