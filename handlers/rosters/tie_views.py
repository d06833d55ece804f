"""Forms that say whose account is whose."""

from handlers import blocks, inputs
from handlers.blocks import Choice
from handlers.feature import View
from handlers.ids import Rosters
from handlers.rosters import people_words, tie_words
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
    name = people_words.entry_name(entry.name)
    line = people_words.entry_line(entry.title, entry.function, entry.location)
    return blocks.modal(
        Rosters.TIE_VIEW,
        tie_words.TIE_TITLE,
        [
            blocks.section(f"*{name}*" + (f"\n{line}" if line else "")),
            inputs.account_input(
                ACCOUNT,
                tie_words.TIE_ACCOUNT,
                initial=account.slack_user if account and not account.deactivated else None,
                hint=tie_words.TIE_HINT,
                optional=True,
            ),
        ],
        submit=tie_words.TIE_SAVE,
        ids={"colleague": entry.id},
    )


def question(one: TieQuestion) -> View:
    """A tie that is in doubt: leave it, or make it."""
    choices = [
        Choice(KEEP, tie_words.KEEP_KEEP, shortened(tie_words.keep_detail(one), _DETAIL)),
        Choice(TIE, tie_words.KEEP_TIE, shortened(tie_words.tie_detail(one), _DETAIL)),
    ]
    line = people_words.entry_line(
        one.colleague.title, one.colleague.function, one.colleague.location
    )
    return blocks.modal(
        Rosters.QUESTION_VIEW,
        tie_words.QUESTION_TITLE,
        [
            blocks.section(tie_words.question(one, mention(one.account.slack_user))),
            *([blocks.context(line)] if line else []),
            inputs.radio_input(DECISION, tie_words.QUESTION_LABEL, choices),
            blocks.context(tie_words.TOLD),
        ],
        submit=tie_words.QUESTION_SAVE,
        ids={"question": one.id},
    )
