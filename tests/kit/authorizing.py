"""Somebody in front of the authorize page: the form is read as it is shown, then sent."""

from dataclasses import dataclass
from html.parser import HTMLParser

import httpx


@dataclass(frozen=True)
class Choice:
    """Without a team the page's own choice stays; without a person the first one offered agrees."""

    team: str | None = None
    person: str | None = None
    allow: bool = True
    everywhere: bool = False


def follow(http: httpx.Client, url: str, choice: Choice) -> str:
    """Open an app's link and answer it; where the browser is sent then."""
    address = httpx.URL(url)
    if choice.team:
        address = address.copy_set_param("team", choice.team)
    shown = http.get(address)
    assert shown.status_code == 200, shown.text
    form = AuthorizeForm(shown.text)
    fields = form.hidden | {
        "person": choice.person or form.people[0],
        "decision": "allow" if choice.allow else "cancel",
    }
    if choice.everywhere:
        fields["add"] = "all"
    answer = http.post("/oauth/v2/authorize", data=fields)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"])


class AuthorizeForm(HTMLParser):
    """What the page's form sends along, and who may agree."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.people: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "input" and said.get("type") == "hidden":
            self.hidden[said["name"]] = said["value"]
        elif tag == "option":
            self.people.append(said["value"])
