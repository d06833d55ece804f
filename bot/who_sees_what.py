"""The page `docs/who-sees-what.md`, made from the rights the program itself asks."""

from collections.abc import Iterable

from handlers.people.words import READERS_LEAD, SEALED
from handlers.visibility import WRITTEN, line
from program.permissions import TABLE, Act, Relation

_RELATIONS = {
    Relation.ANYONE: "everyone with a full account",
    Relation.OWNER: "its author",
    Relation.CONCERNED: "whom it is about",
}


def page() -> str:
    """Every private text with its readers, then every right with who has it."""
    texts = [f"| {written.what} | {line(written)} |" for written in WRITTEN]
    rights = [f"| `{act.value}` | {_who(act)} |" for act in Act if _who(act)]
    alone = ", ".join(f"`{act.value}`" for act in Act if not _who(act))
    return "\n".join(
        [
            "# Who sees what",
            "",
            f"{READERS_LEAD} This page is written by the program from the rights it asks.",
            "",
            *_table("what", "who reads it", texts),
            "",
            SEALED,
            "",
            "## Who may do what",
            "",
            *_table("act", "who", rights),
            "",
            f"Only the program itself, by its clock or a command of the operator: {alone}.",
            "Guests, and members of other organisations, may do none of it.",
            "",
        ]
    )


def _table(what: str, who: str, rows: Iterable[str]) -> list[str]:
    return [f"| {what} | {who} |", "| --- | --- |", *rows]


def _who(act: Act) -> str:
    """Roles and relations in words; empty where no person may."""
    rule = TABLE[act]
    roles = [role.value.replace("_", " ") for role in sorted(rule.roles)]
    found = [*roles, *(words for one, words in _RELATIONS.items() if one in rule.relations)]
    never = "; never about oneself" if rule.not_about_oneself and found else ""
    return ", ".join(found) + never
