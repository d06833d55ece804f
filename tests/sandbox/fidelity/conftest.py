"""Fixtures of the fidelity tests: a stage, patient or with short deadlines, and no proxies."""

from collections.abc import Iterator

import pytest

from tests.sandbox.fidelity.stage import Stage, staged


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK reads proxy settings and ignores exceptions from them."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def stage() -> Iterator[Stage]:
    with staged() as stage:
        yield stage


@pytest.fixture
def impatient() -> Iterator[Stage]:
    """An app has a second to acknowledge, and a failed event comes again and again at once."""
    with staged(ack_seconds=1.0, retry_delays=(0.1,) * 100) as stage:
        yield stage
