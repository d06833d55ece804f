"""Forms that say whose account is whose."""

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import View
from handlers.ids import Rosters
from handlers.rosters import words
from handlers.said import mention
from program.person import Person
from program.roster import Colleague
from program.roster_tie import TieQuestion
from program.text import shortened

ACCOUNT, DECISION = "account", "decision"
KEEP, TIE = "keep", "tie"
_DETAIL = 75


def tie(entry: Colleague, account: Person | None) -> View:
    """An entry, and the account it is tied to, if any."""
    line = words.entry_line(entry.title, entry.function, entry.location)
    return blocks.modal(
        Rosters.TIE_VIEW,
        words.TIE_TITLE,
        [
            blocks.section(f"*{words.entry_name(entry.name)}*" + (f"\n{line}" if line else "")),
            inputs.account_input(
                ACCOUNT,
                words.TIE_ACCOUNT,
                initial=account.slack_user if account and not account.deactivated else None,
                hint=words.TIE_HINT,
                optional=True,
            ),
        ],
        submit=words.TIE_SAVE,
        ids={"colleague": entry.id},
    )


def question(one: TieQuestion) -> View:
    """A tie that is in doubt: leave it, or make it."""
    choices = [
        Choice(KEEP, words.KEEP_KEEP, shortened(words.keep_detail(one), _DETAIL)),
        Choice(TIE, words.KEEP_TIE, shortened(words.tie_detail(one), _DETAIL)),
    ]
    line = words.entry_line(one.colleague.title, one.colleague.function, one.colleague.location)
    return blocks.modal(
        Rosters.QUESTION_VIEW,
        words.QUESTION_TITLE,
        [
            blocks.section(words.question(one, mention(one.account.slack_user))),
            *([blocks.context(line)] if line else []),
            inputs.radio_input(DECISION, words.QUESTION_LABEL, choices),
            blocks.context(words.TOLD),
        ],
        submit=words.QUESTION_SAVE,
        ids={"question": one.id},
    )
