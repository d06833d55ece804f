"""What people do in the first story, each act as it is done in Slack: typed, pressed, sent."""

from datetime import date, datetime, timedelta
from typing import Any

from handlers.ids import (
    CheckIns,
    Command,
    Conduct,
    Field,
    Governance,
    Home,
    Mentors,
    Pairings,
    Requests,
    Rosters,
)
from program.person import SlackPerson
from tests.kit.clock import FrozenClock
from tests.kit.entering import dated, picked, typed, words_in
from tests.kit.house import Town
from tests.kit.sandbox import PagePerson

Json = dict[str, Any]
A_MINUTE = timedelta(minutes=1)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def let_time_pass(town: Town, clock: FrozenClock, until: datetime) -> None:
    """Go from one due moment to the next, doing what falls due at each, up to a moment."""
    clockwork = town.house.clockwork
    clockwork.settle()
    while (due := clockwork.next_due()) is not None and due <= until:
        clock.set(due if due > clock.now else clock.now + A_MINUTE)  # tried again a minute later
        clockwork.settle()
    clock.set(until)
    clockwork.settle()


def told(person: PagePerson, words: str) -> Json:
    """The latest message from the bot that says so, as soon as it is there."""
    return person.wait_for_message(lambda one: words in one["text"])


def saying(person: PagePerson, words: str) -> list[Json]:
    """Every message from the bot that says so now."""
    return [one for one in person.messages() if words in one["text"]]


def close_all(person: PagePerson) -> None:
    """Close whatever modal is open."""
    view = person.modal()
    if view:
        person.close(view, everything=True)


def import_by_modal(petra: PagePerson, content: bytes) -> Json:
    """Choose a workbook, read what it would do, say yes; answers the message about it."""
    petra.command(Command.ADMIN, "import")
    form = petra.wait_for_modal(Rosters.IMPORT_VIEW)
    file = petra.upload("people.xlsx", content, XLSX)
    petra.submit(form, {"file": {Field.VALUE: {"files": [file["id"]]}}})
    petra.submit(petra.wait_for_modal(Rosters.CHECKED_VIEW))
    imported = told(petra, "Imported:")
    close_all(petra)
    return imported


def import_by_dropping(petra: PagePerson, content: bytes) -> None:
    """Drop a workbook into the conversation, let it be read, say yes in the message."""
    file = petra.upload("people again.xlsx", content, XLSX)
    petra.say(petra.dm(), "Here is the new one", files=[file["id"]])
    petra.press(told(petra, "Is this file a roster?"), Rosters.READ)
    petra.press(told(petra, "Roster read:"), Rosters.APPLY)


def give_sponsor(petra: PagePerson, account: SlackPerson) -> None:
    """A colleague becomes sponsor of all programs."""
    petra.command(Command.ADMIN, "roles")
    form = petra.wait_for_modal(Governance.ROLES_VIEW)
    who = {"person": {Field.VALUE: {"selected_user": account.slack_user}}}
    entered = {**who, **picked(form, "role", "sponsor"), **picked(form, "program", "*")}
    assert petra.submit(form, entered)["result"] == "closed"
    close_all(petra)


def invite(petra: PagePerson, account: SlackPerson) -> None:
    """A colleague is asked to mentor."""
    petra.command(Command.ADMIN, f"invite <@{account.slack_user}>")
    form = petra.wait_for_modal(Mentors.INVITE_VIEW)
    people = {"people": {Field.VALUE: {"selected_users": [account.slack_user]}}}
    entered = {**people, **picked(form, "cohort"), **typed(line="You are so often asked.")}
    assert petra.submit(form, entered)["result"] == "updated"
    close_all(petra)


def offer(mentor: PagePerson, boundaries: str, *, places: str) -> None:
    """Both steps of the offer whose form is open."""
    form = mentor.wait_for_modal(Mentors.OFFER_VIEW)
    entered = {
        **picked(form, "competencies"),
        **picked(form, "style", "doors"),
        **picked(form, "places", places),
        **typed(hours="6"),
    }
    assert mentor.submit(form, entered)["result"] == "updated"
    second = mentor.wait_for_modal(Mentors.OFFER_MORE_VIEW)
    assert mentor.submit(second, typed(boundaries=boundaries))["result"] == "updated"
    mentor.close(mentor.wait_for_modal(Home.NOTICE_VIEW), everything=True)


def accept_code(person: PagePerson) -> None:
    """Read the code of conduct, accept it, know of no conflict."""
    person.command(Command.MENTORING, "code of conduct")
    text = person.wait_for_modal(Conduct.CODE_VIEW)
    person.submit(text, picked(text, "read"))
    check = person.wait_for_modal(Conduct.CHECK_VIEW)
    person.submit(check, picked(check, "check", "none"))
    person.close(person.wait_for_modal(Home.NOTICE_VIEW), everything=True)


def propose(petra: PagePerson, mentor: str, why: str, *, mentee: str = "mia") -> None:
    """From the open form: the mentor is found by name, the mentee stands there or is found."""
    form = petra.wait_for_modal(Pairings.PROPOSE_VIEW)
    entered = {
        **_found(petra, form, "mentee", Pairings.MENTEE, mentee),
        **_found(petra, form, "mentor", Pairings.MENTOR, mentor),
        **picked(form, "kind", "advisory"),
        **typed(why=why),
    }
    assert petra.submit(form, entered)["result"] == "updated"
    second = petra.wait_for_modal(Pairings.PROPOSE_TOLD_VIEW)
    assert "hears nothing before the yes" in words_in(second)
    assert petra.submit(second)["result"] == "updated"
    petra.wait_for_modal(Pairings.CASE_VIEW)
    close_all(petra)


def say_yes_with_no_more_places(mentor: PagePerson, card: Json) -> None:
    """Set the places from the card, see them stand there, and accept."""
    none_more = next(one for one in _places_menu(card)["options"] if _label(one) == "0 more")
    mentor.press(card, Pairings.FURTHER, {"selected_option": none_more})
    shown = mentor.wait_for_message(
        lambda one: _label(_places_menu(one).get("initial_option")) == "0 more"
    )
    mentor.press(shown, Pairings.ACCEPT)
    told(mentor, "You said yes on")


def _places_menu(card: Json) -> Json:
    found = [one["accessory"] for one in card.get("blocks") or [] if one.get("accessory")]
    return found[0] if found else {}


def _label(option: Json | None) -> str:
    return str(option["text"]["text"]) if option else ""


def log_meeting(person: PagePerson, met_on: date, note: str) -> None:
    """One of the two notes a meeting, with a private note."""
    person.command(Command.MENTORING, "checkin")
    form = person.wait_for_modal(CheckIns.LOG_VIEW)
    facts = {
        **dated(met_on=met_on.isoformat()),
        **typed(minutes="60"),
        **picked(form, "medium", "video"),
    }
    person.press(form, CheckIns.LOG_MORE, state=facts)
    whole = person.wait_for(lambda: _with_note(person.modal())) or {}
    assert person.submit(whole, {**facts, **typed(note=note)})["result"] == "closed"


def pause_from(person: PagePerson, reminder: Json, until: date) -> None:
    """The entry `Pause` of the More menu of a reminder."""
    menu = reminder["blocks"][-1]["elements"][-1]
    pause = next(one for one in menu["options"] if one["text"]["text"] == "Pause")
    person.press(reminder, Home.MORE, {"selected_option": pause})
    form = person.wait_for_modal(Requests.PAUSE_VIEW)
    person.submit(form, dated(until=until.isoformat()))
    person.wait_for_modal(Requests.PAUSED_VIEW)
    close_all(person)


def ask_for_another(person: PagePerson, words: str) -> None:
    """Both steps of asking for another mentor, in confidence."""
    person.command(Command.MENTORING, "re-pair")
    form = person.wait_for_modal(Requests.REPAIR_VIEW)
    entered = {
        **picked(form, "reason", "style"),
        **picked(form, "helps", "another"),
        **typed(words=words),
    }
    assert person.submit(form, entered)["result"] == "updated"
    second = person.wait_for_modal(Requests.REPAIR_MORE_VIEW)
    assert person.submit(second, typed(reach=""))["result"] == "updated"
    person.wait_for_modal(Requests.MINE_VIEW)
    close_all(person)


def close_well(person: PagePerson, last_day: date, thanks: str) -> None:
    """One of the two sets the last day of their pairing."""
    person.command(Command.MENTORING, "pair")
    ours = person.wait_for_modal(Pairings.OVERVIEW_VIEW)
    rows = [one for one in ours["blocks"] if one["type"] == "actions"]
    menu = next(it for one in rows for it in one["elements"] if it["type"] == "overflow")
    close = next(one for one in menu["options"] if one["text"]["text"] == "Close it well")
    person.press(ours, Home.MORE, {"selected_option": close})
    form = person.wait_for_modal(Pairings.END_VIEW)
    entered = {
        **picked(form, "ending"),
        **dated(last_day=last_day.isoformat()),
        **typed(thanks=thanks),
    }
    assert person.submit(form, entered)["result"] == "updated"
    assert person.submit(person.wait_for_modal(Pairings.END_TOLD_VIEW))["result"] == "updated"
    close_all(person)


def _found(person: PagePerson, form: Json, field: str, source: str, query: str) -> Json:
    """Search in a menu and take the first answer; what stands there already is taken as it is."""
    block = next(one for one in form["blocks"] if one.get("block_id") == field)
    first = block["element"].get("initial_option")
    if first is None:
        options = person.suggest(form, source, query)["options"]
        assert options, f"{field} has no {query}"
        first = options[0]
    return {field: {source: {"selected_option": first}}}


def _with_note(view: Json | None) -> Json | None:
    shown = view is not None and any(one.get("block_id") == "note" for one in view["blocks"])
    return view if shown else None
