"""Sentences about ties: whose account is whose, and who is told."""

from handlers.rosters.people_words import entry_name
from program.roster_tie import TieQuestion, Why

TIE_TITLE = "Account in Slack"
TIE_SAVE = "Save"
TIE_ACCOUNT = "Whose account is it?"
TIE_HINT = "Empty takes the tie away. Whoever's account it is, or was, is told that you decided."
QUESTION_TITLE = "Whose account is it?"
QUESTION_LABEL = "What is right?"
QUESTION_SAVE = "Decide"
TOLD = "Whoever is tied or let go by this is told who decided."
KEEP_KEEP, KEEP_TIE = "Leave it as it is", "Tie them"


def question(one: TieQuestion, account: str) -> str:
    """Why somebody has to decide, in one or two sentences of mrkdwn."""
    name = entry_name(one.colleague.name)
    if one.why is Why.ANOTHER_ACCOUNT and one.now_tied is not None:
        return (
            f"*{name}* is tied to {entry_name(one.now_tied.name)}"
            f"{' (account closed)' if one.now_tied.deactivated else ''}, and their e-mail now "
            f"belongs to {account}."
        )
    if one.why is Why.ACCOUNT_TAKEN and one.taken_by is not None:
        return (
            f"*{name}* has the e-mail of {account}, who is tied to another entry: "
            f"{entry_name(one.taken_by.name)}."
        )
    if one.why is Why.SEVERAL_ACCOUNTS:
        return f"*{name}* has the e-mail of more than one account, {account} among them."
    return f"More than one entry has the e-mail of {account}, *{name}* among them."


def inbox_line(one: TieQuestion, account: str, since: str) -> str:
    return f"*Whose account is it?* · {question(one, account).removesuffix('.')} · since {since}"


def keep_detail(one: TieQuestion) -> str:
    if one.now_tied is not None:
        return f"{one.now_tied.name} stays tied; I do not ask about these two again."
    return "I do not ask about these two again."


def tie_detail(one: TieQuestion) -> str:
    if one.now_tied is None and one.taken_by is None:
        return "The account and the entry are of one person."
    return "The account is theirs, and the tie that stands in its way ends."


def tied(entry: str, by: str) -> str:
    return (
        f"{by} noted that your account is the one of {entry_name(entry)} in the roster, so title, "
        "location and reporting line come from there. If that is not you, tell them."
    )


def untied(entry: str, by: str) -> str:
    return (
        f"{by} noted that your account is not the one of {entry_name(entry)} in the roster. "
        "If that is not so, tell them."
    )


def about_account_of(name: str) -> str:
    return f"Open: whose account is the one of {name}"[:75]
