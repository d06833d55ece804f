"""What a workspace is made of: plain records, each one document in the sandbox's file."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

Json = dict[str, Any]


@dataclass(kw_only=True)
class Record:
    kind: ClassVar[str]
    id: str


@dataclass(kw_only=True)
class Team(Record):
    kind: ClassVar[str] = "team"
    name: str = "Practice"
    domain: str = "practice"
    enterprise_id: str | None = None  # the organization it belongs to


@dataclass(kw_only=True)
class Setting(Record):
    """One named value of the workspace itself: the clock, the host's words."""

    kind: ClassVar[str] = "setting"
    value: Json = field(default_factory=dict)


@dataclass(kw_only=True)
class Person(Record):
    kind: ClassVar[str] = "person"
    team_id: str
    name: str
    real_name: str
    display_name: str = ""
    title: str = ""
    email: str | None = None
    tz: str | None = "UTC"
    locale: str = "en-US"
    is_guest: bool = False
    is_single_channel_guest: bool = False
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    app_id: str | None = None
    bot_id: str | None = None
    updated: int = 0
    dnd_until: int | None = None

    @property
    def shown(self) -> str:
        return self.display_name or self.real_name


@dataclass(kw_only=True)
class Channel(Record):
    kind: ClassVar[str] = "channel"
    name: str
    type: str  # channel, private, im, mpim
    members: list[str] = field(default_factory=list)
    topic: str = ""
    purpose: str = ""
    creator: str = ""
    created: int = 0
    archived: bool = False
    is_shared: bool = False
    bookmarks: list[Json] = field(default_factory=list)

    @property
    def is_direct(self) -> bool:
        return self.type in ("im", "mpim")


@dataclass(kw_only=True)
class Message(Record):
    """`id` is "channel/ts". An ephemeral one is held in memory only and names who sees it."""

    kind: ClassVar[str] = "message"
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    file_ids: list[str] = field(default_factory=list)
    metadata: Json | None = None
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    reactions: list[Json] = field(default_factory=list)
    edited: Json | None = None
    ephemeral_to: str | None = None


@dataclass(kw_only=True)
class View(Record):
    """One open modal, or the one Home of a person with an app."""

    kind: ClassVar[str] = "view"
    app_id: str
    user: str
    type: str
    content: Json  # title, submit, close, blocks, private_metadata, callback_id and the flags
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    external_id: str = ""


@dataclass(kw_only=True)
class File(Record):
    kind: ClassVar[str] = "file"
    name: str
    title: str
    mimetype: str
    size: int
    user: str
    created: int
    channels: list[str] = field(default_factory=list)
    complete: bool = False
    app_id: str | None = None
    given_to: list[str] = field(default_factory=list)  # apps that got it in a form


@dataclass(kw_only=True)
class App(Record):
    """An app as one workspace knows it; what is the app's own is the same in every workspace."""

    kind: ClassVar[str] = "app"
    manifest: Json
    name: str
    bot_id: str
    bot_user: str
    bot_token: str
    app_token: str
    signing_secret: str
    verification_token: str
    installed_at: float = 0.0
    installed: bool = True
    revoked: bool = False
    delivery: str = "socket"  # or "http"
    request_url: str | None = None
    client_id: str = ""
    client_secret: str = ""
    granted: list[str] | None = None  # None: whatever the manifest asks for
    org_wide: bool = False  # here by the organization's installation


@dataclass(kw_only=True)
class Grant(Record):
    """One installation: `id` is "app@place", the place a workspace or an organization."""

    kind: ClassVar[str] = "grant"
    app_id: str
    place: str
    bot_user: str
    bot_id: str
    scopes: list[str] | None = None
    live: list[Json] = field(default_factory=list)  # {token, expires}; expires in practice time
    ended: dict[str, str] = field(default_factory=dict)  # token -> the error it answers now
    refresh: str | None = None
    installed_by: str = ""
    teams: list[str] = field(default_factory=list)  # an organization's: where it was added

    @property
    def is_org(self) -> bool:
        return self.place.startswith("E")


@dataclass(kw_only=True)
class Scheduled(Record):
    kind: ClassVar[str] = "scheduled"
    app_id: str
    channel: str
    post_at: int
    created: int
    content: Json


@dataclass(kw_only=True)
class Usergroup(Record):
    kind: ClassVar[str] = "usergroup"
    name: str
    handle: str
    description: str = ""
    users: list[str] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    disabled: bool = False
    created_by: str = ""


@dataclass(kw_only=True)
class Read(Record):
    """`id` is "person/channel"; everything up to `ts` has been seen."""

    kind: ClassVar[str] = "read"
    ts: str


KINDS: tuple[type[Record], ...] = (
    Team, Setting, Person, Channel, Message, View, File, App, Grant, Scheduled, Usergroup, Read,
)  # fmt: skip
