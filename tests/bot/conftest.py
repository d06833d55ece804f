"""An operator's empty folder, without any setting of the machine the tests run on."""

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test here starts in a folder of its own with nothing set."""
    for name in list(os.environ):
        if name.startswith(("BATON_", "SLACK_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path
