"""Ties between entries of the roster and accounts: by address at once, else by a program manager.

A tie that was made is never changed by an import or an event: where they say otherwise, somebody
is asked.
"""

from collections.abc import Collection

from program.delivery import DeliveryClass
from program.permissions import Act, may, require
from program.person import Person
from program.refusal import Refusal
from program.roster import Colleague, TiedBy
from program.roster_tie import TieQuestion, Why, sort_out
from services import governance, people
from services.desk import Look, Work
from store import people as kept_people
from store import roster_ties, rosters

A_BATCH = 500
"""Ties made in one transaction, so that the write lock is held shortly."""


def tie_by_address(work: Work, slack_users: Collection[str] | None = None) -> tuple[str, ...]:
    """Tie entries and accounts of the same address; open and close questions. Which were tied.

    Answers the ids of the entries, at most `A_BATCH`: call it again until they are fewer.
    `slack_users`: only these accounts, of which Slack has just told.
    """
    require(work.actor, Act.ROSTERS_KEEP)
    ties, questions = sort_out(roster_ties.untied_pairs(work.session, slack_users))
    now = ties[:A_BATCH]
    if now:
        pairs = {one.colleague_id: one.person_id for one in now}
        roster_ties.tie(work.session, pairs, TiedBy.ADDRESS)
        work.note("rosters.tied", about="workspace", count=len(now))
    opened = sum(roster_ties.ask(work.session, pair, why) for pair, why in questions)
    if slack_users is None:
        asked = {(one.colleague_id, one.person_id) for one, _ in questions}
        gone = [
            one.id
            for one in roster_ties.open_questions(work.session)
            if (one.colleague_id, one.person_id) not in asked
        ]
        roster_ties.take_back(work.session, gone)
        opened += len(gone)
    if opened:
        work.refresh_home(*(one.id for one in governance.program_managers(work)))
    return tuple(one.colleague_id for one in now)


def questions(look: Look) -> tuple[TieQuestion, ...]:
    """The ties somebody has to decide on, the oldest first; nothing for whoever may not."""
    if not may(look.actor, Act.ROSTERS_TIE):
        return ()
    kept = roster_ties.open_questions(look.session)
    entries = dict(rosters.of_ids(look.session, [one.colleague_id for one in kept]))
    holders = rosters.of_persons(look.session, [one.person_id for one in kept])
    tied = [one.person_id for one in entries.values() if one.person_id]
    accounts = people.named(look, [*tied, *(one.person_id for one in kept)])
    return tuple(
        TieQuestion(
            id=one.id,
            colleague=(entry := entries[one.colleague_id]),
            account=accounts[one.person_id],
            why=one.why,
            asked_at=one.asked_at,
            now_tied=accounts.get(entry.person_id or ""),
            taken_by=holders.get(one.person_id),
        )
        for one in kept
    )


def question(look: Look, question_id: str) -> TieQuestion:
    """One open question. Raises Refusal `permissions.*`, `rosters.question_settled`."""
    require(look.actor, Act.ROSTERS_TIE)
    found = next((one for one in questions(look) if one.id == question_id), None)
    if found is None:
        raise Refusal("rosters.question_settled")
    return found


def settle(work: Work, question_id: str, *, tie: bool) -> None:
    """Decide: the entry gets the account in question, or everything stays as it is.

    Where the account belongs to another entry, that one lets go of it. Both accounts are told.
    Raises Refusal `permissions.*`, `rosters.question_settled`.
    """
    asked = question(work, question_id)
    if tie:
        if asked.taken_by is not None and asked.taken_by.id != asked.colleague.id:
            _let_go(work, asked.taken_by, asked.account)
        _tie(work, asked.colleague, asked.account)
    work.note("rosters.tie_settled", about=f"colleague:{asked.colleague.id}", tied=str(tie).lower())
    answered = [question_id]
    if tie:
        about = (asked.colleague.id, asked.account.id)
        kept = roster_ties.open_questions(work.session)
        answered = [one.id for one in kept if {one.colleague_id, one.person_id} & {*about}]
    roster_ties.settle(work.session, answered)
    work.refresh_home(*(one.id for one in governance.program_managers(work)))


def entry(look: Look, colleague_id: str) -> tuple[Colleague, Person | None]:
    """An entry and the account it is tied to, for whoever ties by hand.

    Raises Refusal `permissions.*`, `rosters.entry_gone`.
    """
    require(look.actor, Act.ROSTERS_TIE)
    found = rosters.of_ids(look.session, [colleague_id]).get(colleague_id)
    if found is None:
        raise Refusal("rosters.entry_gone")
    return found, people.named(look, [found.person_id or ""]).get(found.person_id or "")


def entry_name(look: Look, colleague_id: str) -> str:
    """The name of an entry, for the message about its tie. For the house.

    Raises Refusal `rosters.entry_gone`.
    """
    require(look.actor, Act.ROSTERS_KEEP)
    found = rosters.of_ids(look.session, [colleague_id]).get(colleague_id)
    if found is None:
        raise Refusal("rosters.entry_gone")
    return found.name


def tie_by_hand(work: Work, colleague_id: str, *, slack_user: str | None) -> None:
    """Tie an entry to an account, or to none. The same again is quiet; the accounts are told.

    Raises Refusal under `account`: `people.*`, or `rosters.tied_elsewhere` (fact: name).
    """
    found, _ = entry(work, colleague_id)
    if slack_user is None:
        if found.person_id is not None:
            _let_go(work, found, kept_people.by_id(work.session, found.person_id))
        return
    account = people.by_slack_user(work, slack_user, field="account")
    holder = rosters.of_persons(work.session, [account.id]).get(account.id)
    if holder is not None and holder.id != found.id:
        raise Refusal("rosters.tied_elsewhere", field="account", name=holder.name)
    _tie(work, found, account)


def _tie(work: Work, colleague: Colleague, account: Person) -> None:
    if colleague.person_id == account.id:
        return
    if colleague.person_id is not None:
        _let_go(work, colleague, kept_people.by_id(work.session, colleague.person_id))
    roster_ties.tie(work.session, {colleague.id: account.id}, TiedBy.HAND)
    work.note("rosters.tied_by_hand", about=f"colleague:{colleague.id}", person=account.id)
    _tell(work, "rosters.tied", colleague, account)


def _let_go(work: Work, colleague: Colleague, account: Person) -> None:
    roster_ties.tie(work.session, {colleague.id: None}, TiedBy.HAND)
    roster_ties.rule_out(work.session, colleague.id, account.id, Why.PARTED)
    work.note("rosters.untied", about=f"colleague:{colleague.id}", person=account.id)
    _tell(work, "rosters.untied", colleague, account)


def _tell(work: Work, kind: str, colleague: Colleague, account: Person) -> None:
    if account.deactivated:
        return
    by = work.me
    work.send(
        kind,
        to=account.id,
        about={"colleague": colleague.id, "person": account.id, "by": by},
        cls=DeliveryClass.OWED,
        key=f"{kind}:{colleague.id}:{account.id}:{work.now:%Y%m%d%H%M%S}",
    )
