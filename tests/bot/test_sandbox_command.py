"""`baton sandbox` for several workspaces and for installing by a link, as a process."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from bot.manifest import REDIRECT_PATH, SCOPES

PROJECT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--json"]


def test_it_says_what_installing_by_a_link_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    command = [*COMMAND, "--teams", "2", "--oauth", "--public-url", "http://127.0.0.1:4000/"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            told = json.loads(process.stdout.readline() if process.stdout else "")
            assert "SLACK_BOT_TOKEN" not in told
            assert told["BATON_PUBLIC_URL"] == "http://127.0.0.1:4000"
            fields = {
                "client_id": told["SLACK_CLIENT_ID"], "scope": ",".join(SCOPES),
                "redirect_uri": f"http://127.0.0.1:4000{REDIRECT_PATH}",
            }  # fmt: skip
            page = httpx.get(f"{told['page']}/oauth/v2/authorize?{urlencode(fields)}")
            assert page.status_code == 200
            for place in ("Aldermoor Group", "Second", "All of Practice Group"):
                assert place in page.text
        finally:
            process.terminate()
            assert process.wait(60) == 0
