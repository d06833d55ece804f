"""The tour of the practice workspace: each step is done by doing it."""

from typing import Any

from bot.practice.people import BY_NAME, PROGRAM_MANAGER
from handlers import ids

APP_ID = "A0BATON"
MENTEE = BY_NAME["Adaeze Eze"]
MENTOR = BY_NAME["Nathan Brooks"]
SPONSOR = BY_NAME["Ingrid Halvorsen"]


def tour() -> list[dict[str, Any]]:
    """Six steps and an end card, for the workspace with its story."""
    return [
        {
            "id": "inbox",
            "title": "You run the program",
            "text": f"You are *{PROGRAM_MANAGER.name}*. Baton's Home says what waits, how the "
            "cohorts stand and how often pairs meet. Press *Open* beside the first line.",
            "as": PROGRAM_MANAGER.slack_user,
            "open": {"app": APP_ID, "tab": "home"},
            "done_when": {"act": "press", "action_id": str(ids.Pairings.CASE)},
        },
        {
            "id": "mentee",
            "title": "Now be a mentee",
            "text": f"Act as *{MENTEE.name}*. Press *Log a check-in* on Home, then *Add more*, and "
            "write a private note before you send it.",
            "as": MENTEE.slack_user,
            "open": {"app": APP_ID, "tab": "home"},
            "done_when": {"act": "submit", "callback_id": str(ids.CheckIns.LOG_VIEW)},
        },
        {
            "id": "confirm",
            "title": "One tap for a mentor",
            "text": f"Act as *{MENTOR.name}*. Somebody noted a meeting with you: press *Yes*.",
            "as": MENTOR.slack_user,
            "open": {"app": APP_ID, "tab": "messages"},
            "done_when": {"act": "press", "action_id": str(ids.CheckIns.CONFIRM)},
        },
        {
            "id": "pulse",
            "title": "Say what you think",
            "text": f"Act as *{MENTEE.name}* again. Home has an *anonymous pulse*: press *Answer*, "
            "read the promise, and send. Then try to find out who said what, from any screen or "
            "from the files in the practice folder.",
            "as": MENTEE.slack_user,
            "open": {"app": APP_ID, "tab": "home"},
            "done_when": {"act": "submit", "callback_id": str(ids.PulseAnswer.VIEW)},
        },
        {
            "id": "week",
            "title": "Let a week pass",
            "text": "Press *In a week*. Nobody is written to at night, and nobody twice: each "
            "hears in their own morning.",
            "done_when": {"act": "clock", "button": "in_a_week"},
        },
        {
            "id": "digest",
            "title": "See what a sponsor sees",
            "text": f"Act as *{SPONSOR.name}*. The digest has counts, a chart and what only she "
            "can do. Answer one; then look for your private note. It is nowhere.",
            "as": SPONSOR.slack_user,
            "open": {"app": APP_ID, "tab": "messages"},
            "done_when": [
                {"act": "press", "action_id": str(ids.Reports.DONE)},
                {"act": "press", "action_id": str(ids.Reports.NOT_NOW)},
            ],
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
            "program. A sample roster lies in the practice folder, ready to be dropped into your "
            "messages with Baton. Then open Home and make the first program.",
            "as": PROGRAM_MANAGER.slack_user,
            "open": {"app": APP_ID, "tab": "home"},
            "done_when": {"act": "submit", "callback_id": str(ids.Cohorts.AIMS_VIEW)},
        },
    ]
