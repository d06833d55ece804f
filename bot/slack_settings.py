"""The settings about Slack: tokens, secrets, addresses, and which way in they make possible."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import setting_rules as rules
from bot.setting_rules import setting

SLACK_API_URL = "https://slack.com/api/"


class SlackSettings(BaseSettings):
    """What Slack gave us, and where it is."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    slack_bot_token: Annotated[
        SecretStr | None, BeforeValidator(rules.trimmed), AfterValidator(rules.bot_token)
    ] = setting(
        None,
        "The bot token of your Slack app. Baton speaks to Slack with it.",
        do="Copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions, "
        "on your app's page at https://api.slack.com/apps.",
        sample="xoxb-…",
        private=True,
    )
    slack_app_token: Annotated[
        SecretStr | None, BeforeValidator(rules.trimmed), AfterValidator(rules.app_token)
    ] = setting(
        None,
        "The app-level token, with the scope connections:write. "
        "Baton hears from Slack over it (Socket Mode).",
        do="Make one (xapp-…) under Basic Information, App-Level Tokens, with the scope "
        "connections:write, on your app's page at https://api.slack.com/apps.",
        sample="xapp-…",
        private=True,
    )
    slack_api_url: Annotated[
        str, BeforeValidator(rules.trimmed), AfterValidator(rules.web_address)
    ] = setting(
        SLACK_API_URL,
        "Where Slack's Web API is. Change it only to run against a stand-in, such as the sandbox.",
        do="Remove it to speak to Slack, or give the whole address of the stand-in's API.",
        sample=SLACK_API_URL,
    )
    slack_signing_secret: Annotated[
        SecretStr | None, BeforeValidator(rules.trimmed), AfterValidator(rules.app_secret)
    ] = setting(
        None,
        "The signing secret of your Slack app: proves in HTTP mode that a request is Slack's.",
        do="Copy the Signing Secret from Basic Information, on your app's page at "
        "https://api.slack.com/apps.",
        sample="0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        private=True,
    )
    slack_client_id: Annotated[
        str | None, BeforeValidator(rules.trimmed), AfterValidator(rules.client_id)
    ] = setting(
        None,
        "The client id of your Slack app. With SLACK_CLIENT_SECRET and BATON_PUBLIC_URL, several "
        "workspaces install Baton by a link, and SLACK_BOT_TOKEN is not used.",
        do="Copy the Client ID from Basic Information, on your app's page, or remove both.",
        sample="1234567890.1234567890",
    )
    slack_client_secret: Annotated[
        SecretStr | None, BeforeValidator(rules.trimmed), AfterValidator(rules.app_secret)
    ] = setting(
        None,
        "The client secret of your Slack app, for installing by a link.",
        do="Copy the Client Secret from Basic Information, on your app's page, or remove both.",
        sample="0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        private=True,
    )
    baton_public_url: Annotated[
        str | None, BeforeValidator(rules.trimmed), AfterValidator(rules.public_address)
    ] = setting(
        None,
        "The address at which Slack and people reach Baton from outside, in HTTP mode and for "
        "installing by a link.",
        do="Give the address of the balancer in front, such as https://baton.example.com.",
        sample="https://baton.example.com",
    )
    slack_connections: Annotated[int, AfterValidator(rules.connections)] = setting(
        2,
        "How many Socket Mode connections one process keeps open. Slack allows ten for all "
        "processes of an app together.",
        do="Give a whole number from 1 to 10.",
        sample="2",
    )

    @property
    def bot_token(self) -> str:
        return self.slack_bot_token.get_secret_value() if self.slack_bot_token else ""

    @property
    def app_token(self) -> str:
        return self.slack_app_token.get_secret_value() if self.slack_app_token else ""

    @property
    def speaks_to_slack(self) -> bool:
        """Whether the Web API is Slack's own and not a stand-in's."""
        host = urlsplit(self.slack_api_url).hostname or ""
        return host == "slack.com" or host.endswith(".slack.com")

    @property
    def signing_secret(self) -> str:
        return self.slack_signing_secret.get_secret_value() if self.slack_signing_secret else ""

    @property
    def client_secret(self) -> str:
        return self.slack_client_secret.get_secret_value() if self.slack_client_secret else ""

    @property
    def installs_by_link(self) -> bool:
        """Whether workspaces install Baton by OAuth, so that tokens are in our database."""
        return bool(self.slack_client_id and self.client_secret)
