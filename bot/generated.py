"""The files and tables written by the program itself, so that they cannot tell another story."""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot import who_sees_what
from bot.manifest import EVENTS, SCOPES, as_yaml, build, create_link
from bot.settings import TOKENS, described
from store.data_map import data_map_page

ROOT = Path(__file__).resolve().parent.parent
_NEEDED = {name.upper() for name in TOKENS}


def files() -> Mapping[Path, str]:
    """Every generated file under the project, with what should stand in it."""
    return {
        Path(".env.sample"): env_sample(),
        Path("manifest.yml"): as_yaml(build()),
        Path("docs/data-map.md"): data_map_page(),
        Path("docs/who-sees-what.md"): who_sees_what.page(),
        Path("docs/operators.md"): _filled("docs/operators.md", settings=settings_table()),
        Path("docs/slack-app.md"): _filled(
            "docs/slack-app.md",
            scopes=_table("Scope", SCOPES),
            events=_table("Event", EVENTS),
            link=f"[Create the app in your workspace]({create_link(build())})",
        ),
    }


def stale() -> list[Path]:
    """The generated files that say something else than the program."""
    return [path for path, text in files().items() if _read(ROOT / path) != text]


def write() -> list[Path]:
    """Write what is stale again; answers what was written."""
    written = stale()
    for path in written:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(files()[path], "utf-8")
    return written


def env_sample() -> str:
    """A `.env` to start from: what is needed is open, the rest is commented out."""
    parts = [
        "# Settings of Baton. Copy this file to .env, fill in the two tokens, then: baton doctor\n"
        "# Written by the program: make docs\n"
    ]
    for name, about in described().items():
        words = _comment(about["about"])
        if name in _NEEDED:
            parts.append(f"{words}\n{_comment(about['do'])}\n{name}=\n")
        else:
            parts.append(f"{words}\n#{name}={about['sample']}\n")
    return "\n".join(parts)


def _comment(words: str) -> str:
    return textwrap.fill(
        words, 98, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )


def settings_table() -> str:
    """The settings, for the operators' page."""
    lines = ["| setting | what it is for | without it |", "| --- | --- | --- |"]
    for name, about in described().items():
        lines.append(f"| `{name}` | {about['about']} | {_without(name, about)} |")
    return "\n".join(lines)


def _without(name: str, about: Mapping[str, Any]) -> str:
    if name in _NEEDED:
        return "needed"
    return f"`{about['default']}`" if about["default"] else "not set"


def _table(what: str, rows: Mapping[str, str]) -> str:
    lines = [f"| {what} | why |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| `{name}` | {why} |" for name, why in sorted(rows.items()))])


def _filled(page: str, **parts: str) -> str:
    """The page with each part between its two marks written again."""
    text = _read(ROOT / page)
    for name, part in parts.items():
        begins, ends = f"<!-- generated: {name} -->\n", "<!-- end -->"
        before, _, rest = text.partition(begins)
        _, _, after = rest.partition(ends)
        text = f"{before}{begins}{part}\n{ends}{after}" if rest else text
    return text


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
