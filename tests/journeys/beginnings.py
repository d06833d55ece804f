"""How the first story begins: people, a program, nominees, mentors, and the first pairing."""

from datetime import timedelta

from handlers.ids import Command, Library, Mentors, Nominations, Pairings
from program.nomination_steps import Step
from tests.journeys import acts
from tests.journeys.acts import let_time_pass, saying, told
from tests.kit.cast import COLLEAGUE, LIAISON, MENTEE, MENTOR, PROGRAM_MANAGER, SPONSOR
from tests.kit.clock import FrozenClock
from tests.kit.entering import words_in
from tests.kit.house import Town
from tests.kit.rosters import roster_of, workbook_of
from tests.kit.story import Manager, Nominator, Nominee, make_program

BOUNDARIES = "marker of a private boundary"
WHY = "marker of a reason that is for mentor and mentee"
BOARD = ("Sven Sol", "0001", "sven@example.com", "Chief Operating Officer", "Board", "Berlin", "")
MARTIN = ("Martin Mayer", "0002", "martin@example.com", "VP Engineering", "Tech", "Lyon", "0001")
LENA = ("Lena Lind", "0003", "lena@example.com", "People Partner", "People", "Berlin", "0001")
CHIO = ("Chio Castle", "0004", "chio@example.com", "Engineer", "Technology", "Tokyo", "0002")
MIA = ("Mia Moreau", "0005", "mia@example.com", "Team Lead", "Finance", "New York", "0001")
NOBODY = ("Nobody Nowhere", "", "", "", "", "", "")


class Cast:
    """Everybody in the story, in front of Slack."""

    def __init__(self, town: Town) -> None:
        self.petra = town.person(PROGRAM_MANAGER)
        self.sven = town.person(SPONSOR)
        self.martin = town.person(MENTOR)
        self.lena = town.person(LIAISON)
        self.mia = town.person(MENTEE)
        self.chio = town.person(COLLEAGUE)


def people_come_in(town: Town, cast: Cast) -> None:
    """Once chosen in the form, once dropped in the conversation; whoever is tied by address."""
    imported = acts.import_by_modal(cast.petra, workbook_of(BOARD, MARTIN, LENA, CHIO, NOBODY))
    assert "Imported: 4 new" in imported["text"]
    acts.import_by_dropping(cast.petra, workbook_of(BOARD, MARTIN, LENA, CHIO, MIA))
    told(cast.petra, "Imported: 1 new")
    known = roster_of(town.stage)
    assert len(known) == 5
    assert known["Mia Moreau"].person_id == town.stage.person_id(MENTEE)
    make_program(cast.petra)
    acts.give_sponsor(cast.petra, SPONSOR)


def a_colleague_is_put_forward(cast: Cast) -> None:
    """Chio nominates Mia, who says yes; Chio applies as well; both are accepted."""
    Nominator(cast.chio).put_forward(MENTEE.slack_user)
    asked = told(cast.mia, "would like to put you forward")
    cast.mia.press(asked, Nominations.YES)
    told(cast.mia, "You said yes on Mon 23 Nov; in review.")
    Nominee(cast.chio).apply()
    for _ in range(2):
        Manager(cast.petra).decide(Step.ACCEPTED)
    told(cast.mia, "You are in")


def mentors_come(town: Town, cast: Cast) -> None:
    """Martin volunteers with two places, Lena is invited and offers one; both accept the code."""
    cast.martin.command(Command.MENTORING, "volunteer")
    acts.offer(cast.martin, BOUNDARIES, places="2")
    told(cast.martin, "you are on the roster of")
    acts.invite(cast.petra, LIAISON)
    cast.lena.press(told(cast.lena, "invites you to mentor"), Mentors.OFFER)
    acts.offer(cast.lena, BOUNDARIES, places="1")
    told(cast.lena, "You said yes on")
    acts.accept_code(cast.martin)
    acts.accept_code(cast.lena)


def two_are_paired(town: Town, cast: Cast, clock: FrozenClock) -> None:
    """Martin is asked, sets his places on the card, says yes; only then Mia hears, and begins."""
    before = [one["text"] for one in cast.mia.messages()]
    cast.petra.command(Command.ADMIN, "pair")
    acts.propose(cast.petra, "mart", WHY)
    let_time_pass(town, clock, clock.now + timedelta(days=1))
    card = told(cast.martin, "Would you mentor")
    assert WHY not in str(card)
    acts.say_yes_with_no_more_places(cast.martin, card)
    assert not [one for one in cast.mia.messages() if MENTOR.slack_user in str(one)]
    cast.mia.open_home()
    home = cast.mia.wait_for_home(lambda view: "No mentor yet" in words_in(view))
    assert MENTOR.slack_user not in str(home)

    let_time_pass(town, clock, clock.now + timedelta(days=1))
    assert not saying(cast.mia, "Your mentor is")  # the code of conduct comes first
    assert {one["text"] for one in cast.mia.messages()} >= set(before)
    acts.accept_code(cast.mia)
    let_time_pass(town, clock, clock.now + timedelta(days=2))
    heard = told(cast.mia, "Your mentor is")
    assert f"<@{MENTOR.slack_user}>" in heard["text"]
    assert "thank you for saying yes to me" in words_in(heard)
    answer = told(cast.martin, "now knows that you are their mentor")
    assert f"<@{MENTEE.slack_user}>" in answer["text"]
    for person in (cast.mia, cast.martin):
        guide = told(person, "For your first meeting")
        person.press(guide, Library.READ)
        person.wait_for_modal(Library.READ_VIEW)
        acts.close_all(person)
    cast.mia.press(heard, Pairings.OVERVIEW)
    assert WHY in words_in(cast.mia.wait_for_modal(Pairings.OVERVIEW_VIEW))
    acts.close_all(cast.mia)
