"""What can be set from outside: the environment and `.env`, checked all at once, secrets hidden."""

import base64
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError
from pydantic_settings import NoDecode

from bot import setting_rules as rules
from bot.setting_rules import setting
from bot.slack_settings import SlackSettings


@dataclass(frozen=True)
class SettingProblem:
    """One setting that is missing or wrong. Holds no value of a secret setting."""

    name: str
    what: str
    do: str


class SettingsTrouble(Exception):
    """Every setting that is missing or wrong, so that all can be mended in one go."""

    def __init__(self, problems: Collection[SettingProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.name} {problem.what}" for problem in self.problems))


class Settings(SlackSettings):
    """Each field is one variable: `baton_home` is BATON_HOME. The environment outdoes `.env`."""

    baton_home: Annotated[Path, AfterValidator(rules.folder)] = setting(
        Path("var"),
        "The folder Baton keeps its things in: data/ (the database) and keys/ (what unlocks it), "
        "both open to its own account only.",
        do="Give a folder that the account Baton runs under may write to.",
        sample="var",
    )
    baton_keys: Annotated[Path | None, AfterValidator(rules.folder_or_none)] = setting(
        None,
        "The folder of the keys, where it shall lie elsewhere: on a disk of its own, say. Not set, "
        "it is keys/ in BATON_HOME.",
        do="Give a folder that only the account Baton runs under may open, or remove it.",
        sample="/keys/baton",
    )
    baton_library: Annotated[Path | None, AfterValidator(rules.folder_or_none)] = setting(
        None,
        "The folder of the program team's own articles, as files of Markdown. They stand in the "
        "library beside those that ship with Baton. Not set, it is library/ in BATON_HOME.",
        do="Give a folder that the account Baton runs under may read, or remove it.",
        sample="var/library",
    )
    baton_pulse_keys: Annotated[Path | None, AfterValidator(rules.folder_or_none)] = setting(
        None,
        "The folder of the keys of open pulses: on a disk of its own that no backup and no "
        "snapshot takes along. All processes share it. Not set, it is pulse-keys/ in BATON_HOME.",
        do="Give a folder that only the account Baton runs under may open, outside the data.",
        sample="/pulse-keys",
    )
    baton_pulse_secret: Annotated[
        SecretStr | None, BeforeValidator(rules.trimmed), AfterValidator(rules.pulse_secret)
    ] = setting(
        None,
        "One of the three parts of the key of every pulse. It lies neither with the database nor "
        "with its backups. Not set, there are no pulses.",
        do="Make one with `baton pulse secret`: 32 random bytes in Base64.",
        sample="made by `baton pulse secret`",
        private=True,
    )
    baton_database_url: Annotated[
        SecretStr | None, BeforeValidator(rules.trimmed), AfterValidator(rules.database_address)
    ] = setting(
        None,
        "The database. Not set, it is a SQLite file in BATON_HOME/data. "
        "Give an address to use PostgreSQL.",
        do="Use postgresql://name:password@host/database or sqlite:////folder/baton.db, "
        "or remove it for the SQLite file in BATON_HOME.",
        sample="postgresql://baton:password@localhost/baton",
        private=True,
    )
    baton_program_managers: Annotated[tuple[str, ...], NoDecode, BeforeValidator(rules.e_mails)] = (
        setting(
            (),
            "E-mail addresses, with commas between them, of the program managers of the whole "
            "workspace. They name others in Slack. Not set, `baton doctor` gives a one-time code.",
            do="Give the addresses as they stand in Slack's profiles, with commas between them.",
            sample="ada@example.com, grace@example.com",
            private=True,
        )
    )
    baton_log_level: Annotated[
        Literal["debug", "info", "warning", "error"], BeforeValidator(rules.lower)
    ] = setting(
        "info",
        "How much is logged. No level logs what a person wrote.",
        do="Use debug, info, warning or error.",
        sample="info",
    )
    baton_log_format: Annotated[
        Literal["auto", "console", "json"], BeforeValidator(rules.lower)
    ] = setting(
        "auto",
        "How a log line looks: console for people, json for machines, "
        "auto for console where a terminal is watching and json elsewhere.",
        do="Use auto, console or json.",
        sample="auto",
    )

    baton_listen: Annotated[
        str, BeforeValidator(rules.trimmed), AfterValidator(rules.listening_at)
    ] = setting(
        "127.0.0.1:3000",
        "Where Baton listens for Slack in HTTP mode, and for the install pages. What the outside "
        "reaches is the balancer in front, at BATON_PUBLIC_URL.",
        do="Give a host and a port, such as 127.0.0.1:3000 or 0.0.0.0:3000.",
        sample="127.0.0.1:3000",
    )
    baton_health: Annotated[
        str, BeforeValidator(rules.trimmed), AfterValidator(rules.listening_at_or_off)
    ] = setting(
        "127.0.0.1:9464",
        "Where /livez, /readyz and /metrics answer. They hold counts, no names; keep them inside "
        "all the same. off: nowhere.",
        do="Give a host and a port, such as 127.0.0.1:9464, or off.",
        sample="127.0.0.1:9464",
    )
    baton_messages_a_second: Annotated[float, AfterValidator(rules.a_rate)] = setting(
        5.0,
        "How many messages a second one workspace is sent at most. Slack publishes no figure; told "
        "that it is too fast, Baton slows down by itself.",
        do="Give a number above 0, at most 20.",
        sample="5",
    )

    @property
    def secrets(self) -> frozenset[str]:
        """Every secret value, for the log to withhold. Never log or print it."""
        address = self.baton_database_url
        found = {it.get_secret_value() for _, it in self if isinstance(it, SecretStr)}
        if address is not None and (password := urlsplit(address.get_secret_value()).password):
            found |= {password, unquote(password)}
        return frozenset(found)

    @property
    def data_folder(self) -> Path:
        return self.baton_home / "data"

    @property
    def keys_folder(self) -> Path:
        return self.baton_keys or self.baton_home / "keys"

    @property
    def pulse_keys_folder(self) -> Path:
        return self.baton_pulse_keys or self.baton_home / "pulse-keys"

    @property
    def pulse_secret(self) -> bytes | None:
        """One part of every key of a pulse: 32 bytes. Never log or print it."""
        given = self.baton_pulse_secret
        return None if given is None else base64.b64decode(given.get_secret_value())

    @property
    def shelf_folder(self) -> Path:
        return self.baton_library or self.baton_home / "library"

    @property
    def database_url(self) -> str:
        """The address SQLAlchemy takes. It may hold a password: never log or print it."""
        if self.baton_database_url is None:
            return f"sqlite:///{self.data_folder.absolute() / 'baton.db'}"
        scheme, rest = self.baton_database_url.get_secret_value().split("://", 1)
        return f"{'sqlite' if scheme == 'sqlite' else 'postgresql+psycopg'}://{rest}"

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, or None where the database is PostgreSQL."""
        scheme, rest = self.database_url.split("://", 1)
        return Path(rest[1:].split("?", 1)[0]) if scheme == "sqlite" else None


TOKENS = ("slack_bot_token", "slack_app_token")
"""What `baton run` cannot do without."""
TOKENS_OF_HTTP = ("slack_bot_token", "slack_signing_secret")
"""What `baton run --http` cannot do without."""
BY_LINK = ("slack_client_id", "slack_client_secret", "baton_public_url")
"""What takes the place of the bot token where workspaces install Baton by a link."""

ENV_FILE = Path(".env")


def needed(*, http: bool, env_file: Path | None = ENV_FILE) -> tuple[str, ...]:
    """What `baton run` cannot do without, given what else is set."""
    bot_token, way_in = TOKENS_OF_HTTP if http else TOKENS
    by_link = {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"} & given(env_file)
    return (*BY_LINK, way_in) if by_link else (bot_token, way_in)


def load(*needed: str, env_file: Path | None = ENV_FILE) -> Settings:
    """Read the settings, or raise SettingsTrouble naming every one that is missing or wrong.

    `needed` are the fields this command cannot do without. The environment goes before the file.
    """
    problems: list[SettingProblem] = []
    settings: Settings | None = None
    arguments: dict[str, Any] = {"_env_file": env_file}
    try:
        settings = Settings(**arguments)
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False, include_context=False)
        problems = [_wrong(str(error["loc"][0]).upper(), error) for error in errors]
    except (OSError, UnicodeDecodeError) as unreadable:
        do = "Let the account Baton runs under read it, as plain text in UTF-8."
        raise SettingsTrouble([SettingProblem(str(env_file), "cannot be read", do)]) from unreadable
    present = given(env_file)
    problems += [_missing(name.upper()) for name in needed if name.upper() not in present]
    if settings is None or problems:
        raise SettingsTrouble(problems)
    return settings


def described() -> Mapping[str, Mapping[str, Any]]:
    """Every setting by its variable: about, do, sample, private, default."""
    found: dict[str, Mapping[str, Any]] = {}
    for name, field in Settings.model_fields.items():
        extra = field.json_schema_extra
        facts: dict[str, Any] = dict(extra) if isinstance(extra, dict) else {}
        found[name.upper()] = {**facts, "about": field.description or "", "default": field.default}
    return found


def given(env_file: Path | None = ENV_FILE) -> frozenset[str]:
    """The names of all variables that have some value, right or wrong, here or in the file."""
    names = {name.upper() for name, value in os.environ.items() if value}
    if env_file and env_file.is_file():
        names |= {name.upper() for name, value in dotenv_values(env_file).items() if value}
    return frozenset(names)


def _wrong(name: str, error: Mapping[str, Any]) -> SettingProblem:
    about = described()[name]
    ours = error["type"] == "value_error"
    what = str(error["msg"]).removeprefix("Value error, ") if ours else "is not one Baton knows"
    if not ours and not about["private"]:
        what += f": {str(error['input'])[:60]}"
    return SettingProblem(name, what, str(about["do"]))


def _missing(name: str) -> SettingProblem:
    return SettingProblem(name, "is not set", str(described()[name]["do"]))
