"""The tour of the practice workspace: each step is done by doing it."""

from typing import Any

from bot.practice.people import BY_NAME, PROGRAM_MANAGER
from handlers import ids

APP_ID = "A0BATON"
NOMINEE = BY_NAME["Karthik Iyer"]
DECIDED = BY_NAME["Priya Nair"]


def tour() -> list[dict[str, Any]]:
    """Four steps and an end card, for the workspace with its story."""
    return [
        {
            "id": "review",
            "title": "You run the program",
            "text": f"You are *{PROGRAM_MANAGER.name}*. On Baton's Home, open *Nominations*, then "
            f"*{DECIDED.name}*, and press *Decide*.",
            "as": PROGRAM_MANAGER.slack_user,
            "open": {"app": APP_ID, "tab": "home"},
            "done_when": {
                "act": "submit",
                "callback_id": str(ids.Nominations.DECIDE_VIEW),
                "result": "c*",
            },
        },
        {
            "id": "apply",
            "title": "Now be a nominee",
            "text": f"Act as *{NOMINEE.name}*. Press *Nominate myself* on Home, or type "
            "`/mentoring apply` in any conversation, and send the form.",
            "as": NOMINEE.slack_user,
            "open": {"app": APP_ID, "tab": "home"},
            "done_when": {"act": "submit", "callback_id": str(ids.Nominations.SELF_EVIDENCE_VIEW)},
        },
        {
            "id": "morning",
            "title": "Let a night pass",
            "text": "Press *Next morning*. Nobody is written to at night: each hears in their own "
            "working hours.",
            "done_when": {"act": "clock", "button": "next_morning"},
        },
        {
            "id": "nowhere",
            "title": "See what a nominee sees",
            "text": f"Act as *{DECIDED.name}* and read your decision and its reason in Baton's "
            "message. Then open *Home*: the private remark is nowhere.",
            "as": DECIDED.slack_user,
            "open": {"app": APP_ID, "tab": "messages"},
            "done_when": {"act": "open_home", "as": DECIDED.slack_user},
        },
        {
            "id": "end",
            "title": "Try anything",
            "text": "Everything here is the real bot. `baton practice --reset` starts again.",
        },
    ]


def empty_start() -> list[dict[str, Any]]:
    """One card for the workspace without a program."""
    return [
        {
            "id": "start-here",
            "title": "Start here",
            "text": f"You are *{PROGRAM_MANAGER.name}*, program manager of a workspace without a "
            "program. Open Baton's Home and make the first one.",
            "as": PROGRAM_MANAGER.slack_user,
            "open": {"app": APP_ID, "tab": "home"},
            "done_when": {"act": "submit", "callback_id": str(ids.Cohorts.AIMS_VIEW)},
        },
    ]
