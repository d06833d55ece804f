"""What ships beside the code: image, compose, service. No engine is needed to check them."""

import configparser
import fnmatch
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.commands import COMMANDS
from bot.settings import described
from bot.web.server import SECONDS_TO_DRAIN

ROOT = Path(__file__).parents[2]
PACKAGES: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"][
    "build"
]["targets"]["wheel"]["packages"]
SECRET = re.compile(
    r"xox[a-z]-\w|xapp-\w|(?i:password|secret|token)\s*[:=]\s*['\"]?[A-Za-z0-9]{6,}"
)


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile, one instruction at a time."""
    text = (ROOT / "Dockerfile").read_text()
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    whole = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    found = [line.partition(" ") for line in whole.splitlines()]
    return [(word, rest.strip()) for word, _, rest in found]


def of(word: str) -> list[str]:
    return [rest for found, rest in instructions() if found == word]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for rest in of("ENV") for pair in rest.split())


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yml").read_text())
    return found


def unit() -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    parser.read(ROOT / "docs" / "baton.service")
    return parser["Service"]


def is_sent_to_the_builder(path: str) -> bool:
    """Whether .dockerignore lets a path through: the last rule that fits decides."""
    sent = True
    for rule in (ROOT / ".dockerignore").read_text().splitlines():
        if not rule or rule.startswith("#"):
            continue
        plain = rule.removeprefix("!")
        above = [str(one) for one in (Path(path), *Path(path).parents)]
        names = [plain.removeprefix("**/"), plain]
        if any(fnmatch.fnmatch(one, name) for one in above for name in names) or (
            plain.startswith("**/")
            and any(fnmatch.fnmatch(part, plain.removeprefix("**/")) for part in Path(path).parts)
        ):
            sent = rule.startswith("!")
    return sent


def test_the_image_runs_as_an_account_that_is_not_root() -> None:
    last_stage = instructions()[max(i for i, it in enumerate(instructions()) if it[0] == "FROM") :]
    words = [word for word, _ in last_stage]
    users = [rest for word, rest in last_stage if word == "USER"]
    assert users == ["10001:10001"]
    assert "RUN" not in words[words.index("USER") :]


def test_the_base_is_pinned_and_named_as_everyone_names_it() -> None:
    for base in of("FROM"):
        name = base.split()[0]
        assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+", name), name
    minimum = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert of("FROM")[0].startswith(f"python:{minimum.removeprefix('>=')}-")


def test_everything_installed_is_locked_by_hash_and_nothing_is_fetched_by_hand() -> None:
    installs = [rest for rest in of("RUN") if re.search(r"\bpip .*install", rest)]
    assert all("--require-hashes" in one or "--no-index" in one for one in installs)
    assert not of("ADD")
    assert not re.search(r"curl|wget|https?://|index-url", (ROOT / "Dockerfile").read_text())


def test_every_copied_path_is_there_and_reaches_the_builder() -> None:
    copied = [one for rest in of("COPY") if "--from" not in rest for one in rest.split()[:-1]]
    assert set(PACKAGES) <= set(copied)
    for path in copied:
        assert (ROOT / path).exists(), path
        assert is_sent_to_the_builder(path), path


@pytest.mark.parametrize(
    "path", [".env", "var/keys/1.key", ".git/config", "tests/kit/cast.py", "bot/.env", "practice/x"]
)
def test_what_is_nobodys_business_does_not_reach_the_builder(path: str) -> None:
    assert not is_sent_to_the_builder(path)


def test_no_secret_stands_in_what_ships() -> None:
    for name in ("Dockerfile", "compose.yml", "docs/baton.service", ".dockerignore"):
        assert not SECRET.search((ROOT / name).read_text()), name


def test_what_the_image_starts_and_asks_are_commands_of_ours() -> None:
    [entry], [command], [check] = of("ENTRYPOINT"), of("CMD"), of("HEALTHCHECK")
    assert json.loads(entry) == ["baton"]
    assert json.loads(command)[0] in COMMANDS
    asked = json.loads(check[check.index("[") :])
    assert asked[0] == "baton"
    assert asked[1] in COMMANDS


def test_settings_of_image_compose_and_service_exist() -> None:
    service = unit()["Environment"].split()
    named = {
        *environment(),
        *compose()["services"]["baton"]["environment"],
        *(one.partition("=")[0] for one in service),
    }
    ours = {name for name in named if name.startswith(("BATON_", "SLACK_"))}
    assert ours
    assert ours <= set(described())


def test_the_image_keeps_keys_and_data_in_volumes_apart() -> None:
    [volumes] = of("VOLUME")
    home, keys = Path(environment()["BATON_HOME"]), Path(environment()["BATON_KEYS"])
    assert set(json.loads(volumes)) == {str(home), str(keys.parent)}
    assert keys.parent != home, "keys are made beside their folder, so it cannot be the volume"


def test_compose_takes_away_what_the_bot_does_not_need() -> None:
    bot = compose()["services"]["baton"]
    assert bot["read_only"]
    assert bot["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in bot["security_opt"]
    assert bot["tmpfs"]
    for service in compose()["services"].values():
        assert "ports" not in service
        assert not service.get("privileged")


def test_compose_keeps_secrets_outside_and_volumes_apart() -> None:
    services = compose()["services"]
    assert services["baton"]["env_file"] == ".env"
    assert "env_file" not in services["database"], "the database needs no token of Slack's"
    assert services["database"]["environment"]["POSTGRES_PASSWORD"].startswith("${")
    assert services["baton"]["environment"]["POSTGRES_PASSWORD"] == ""
    mounted = [one.split(":")[0] for it in services.values() for one in it["volumes"]]
    assert sorted(mounted) == sorted(compose()["volumes"])
    places = {one.split(":")[1] for one in services["baton"]["volumes"]}
    assert places == {*json.loads(of("VOLUME")[0]), environment()["BATON_PULSE_KEYS"]}


def test_the_keys_of_pulses_have_a_place_that_is_mounted_or_not_there_at_all() -> None:
    place = environment()["BATON_PULSE_KEYS"]
    assert place not in of("VOLUME")[0], "one made up by Docker would be gone with its container"
    home, keys = Path(environment()["BATON_HOME"]), Path(environment()["BATON_KEYS"])
    assert not any(Path(place).is_relative_to(one) for one in (home, keys.parent))
    assert any(place in rest and "mkdir -m 0700" in rest for rest in of("RUN"))
    bot = compose()["services"]["baton"]
    assert f"pulse-keys:{place}" in bot["volumes"], "shared by all replicas"
    assert "BATON_PULSE_SECRET" not in (ROOT / "Dockerfile").read_text()
    assert "BATON_PULSE_SECRET" not in bot["environment"]


def test_nothing_that_was_in_memory_is_dumped_to_a_disk() -> None:
    assert compose()["services"]["baton"]["ulimits"] == {"core": 0}
    assert (unit()["LimitCORE"], unit()["MemorySwapMax"]) == ("0", "0")
    assert unit()["StateDirectory"].split() == ["baton", "baton-pulse-keys"]
    assert unit()["StateDirectoryMode"] == "0700"


def test_compose_waits_for_a_database_that_answers_and_stops_with_patience() -> None:
    services = compose()["services"]
    assert services["baton"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert services["database"]["healthcheck"]["test"][1] == "pg_isready"
    assert services["database"]["image"] == "postgres:17"
    assert "postgresql-client-17" in (ROOT / "Dockerfile").read_text()
    assert int(services["baton"]["stop_grace_period"].removesuffix("s")) > SECONDS_TO_DRAIN


def test_only_the_database_is_kept_from_the_outside() -> None:
    networks = compose()["networks"]
    assert networks["inside"] == {"internal": True}
    assert compose()["services"]["database"]["networks"] == ["inside"]


def test_the_service_starts_a_command_of_ours_as_nobody_important() -> None:
    service = unit()
    program, command = service["ExecStart"].split()
    assert program.endswith("/.venv/bin/baton")
    assert command in COMMANDS
    assert service["User"] not in {"root", ""}
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert "@resources" not in service["SystemCallFilter"], "the reader of rosters limits itself"


def test_systemd_understands_the_service(tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("this machine has no systemd-analyze")
    file = tmp_path / "baton.service"
    text = (ROOT / "docs" / "baton.service").read_text()
    file.write_text(text.replace("/opt/baton/.venv/bin/baton", sys.executable))
    checked = subprocess.run([systemd, "verify", file], capture_output=True, text=True, check=False)
    assert str(file) not in checked.stderr
    assert checked.returncode == 0, checked.stderr


def test_the_wheel_holds_every_file_of_the_rooms(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    [wheel] = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    here = (path for room in PACKAGES for path in (ROOT / room).rglob("*") if path.is_file())
    wanted = {str(path.relative_to(ROOT)) for path in here if "__pycache__" not in path.parts}
    lacking = [path for path in wanted if path not in inside]
    assert not lacking
    assert not any(path.startswith(("tests/", "benchmarks/", ".env")) for path in inside)
