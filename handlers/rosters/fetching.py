"""Fetches a file from Slack by its id: only what lies there, only so much, only from there."""

import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from program.refusal import Refusal

LARGEST = 10 * 1024 * 1024
"""Bytes of a roster file."""
_AT_ONCE = 64 * 1024
_SECONDS = 30
_ELSEWHERE = frozenset({"external", "remote"})
_GONE = frozenset({"file_not_found", "file_deleted", "tombstone", "hidden_by_limit"})
_SLACKS_OWN = ".slack.com"


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Slack leads whoever may not read a file to its sign-in page; our token does not go along."""

    def redirect_request(self, *_: Any) -> None:
        """Nowhere else is asked."""


def fetch(client: WebClient, file_id: str) -> tuple[str, bytes]:
    """The name and the bytes of a file.

    Raises Refusal `rosters.elsewhere`, `.file_gone` or `.too_large` (fact: file); SlackApiError
    and OSError where Slack does not answer now.
    """
    about = _about(client, file_id)
    name = str(about.get("name") or about.get("title") or "")
    if about.get("is_external") or about.get("mode") in _ELSEWHERE:
        raise Refusal("rosters.elsewhere", field="file", file=name)
    address = str(about.get("url_private_download") or about.get("url_private") or "")
    if about.get("mode") in _GONE or not address:
        raise Refusal("rosters.file_gone", field="file", file=name)
    if not _is_slacks(address, client.base_url):
        raise Refusal("rosters.elsewhere", field="file", file=name)
    if int(about.get("size") or 0) > LARGEST:
        raise Refusal("rosters.too_large", field="file", file=name)
    return name, _bytes(client, address, name)


def _about(client: WebClient, file_id: str) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = client.files_info(file=file_id)["file"]
    except SlackApiError as refused:
        if refused.response["error"] in _GONE:
            raise Refusal("rosters.file_gone", field="file", file="") from None
        raise
    return found


def _is_slacks(address: str, api: str) -> bool:
    """Does the token go where it belongs: to Slack, or to what stands in for it?"""
    there, ours = urlsplit(address), urlsplit(api)
    if there.netloc == ours.netloc and there.scheme == ours.scheme:
        return True
    return there.scheme == "https" and (there.hostname or "").endswith(_SLACKS_OWN)


def _bytes(client: WebClient, address: str, name: str) -> bytes:
    wanted = urllib.request.Request(  # noqa: S310  the address was looked at before
        address, headers={"Authorization": f"Bearer {client.token}"}
    )
    opener = urllib.request.build_opener(
        _StayHere, urllib.request.HTTPSHandler(context=client.ssl), *_by_way_of(client.proxy)
    )
    content = bytearray()
    try:
        with opener.open(wanted, timeout=_SECONDS) as answer:
            while some := answer.read(_AT_ONCE):
                content += some
                if len(content) > LARGEST:
                    raise Refusal("rosters.too_large", field="file", file=name)
    except HTTPError as refused:
        refused.close()
        if refused.code < 500 and refused.code != 429:
            raise Refusal("rosters.file_gone", field="file", file=name) from None
        raise
    return bytes(content)


def _by_way_of(proxy: str | None) -> list[urllib.request.ProxyHandler]:
    return [urllib.request.ProxyHandler({"http": proxy, "https": proxy})] if proxy else []
