"""Every sentence of My profile, wishes and avoid list, and About me."""

from collections.abc import Mapping

from handlers.choice_words import LANGUAGES_OF, STYLES, TIMES_OF
from handlers.said import counted, said
from handlers.visibility import ABOUT_ME, AVOIDED, PROFILE_BOUNDARIES, WISHED, line
from program.mentor import Mentor
from program.mentor_lists import Language, Style, Times
from program.profile import Coverage, Part
from program.profile_lists import MOST_FUNCTIONS, MOST_THEMES
from services.profiles import MyProfile, Side

TITLE = "My profile"
MY_PROFILE = "My profile"
WRITE = "Write my profile"
WISHES_TITLE = "Wishes and avoid list"
WISHES = "Wishes and avoid list"
ABOUT_TITLE = "About me, optional"
ABOUT = "About me, optional"
KEPT_TITLE = "Kept"
WHICH = "You take part in several places. Which profile is it?"
WHICH_WISHES = "You take part in several cohorts. For which one do you wish?"
CHOOSE = "Choose"
STEPS = {(1, 3): "Step 1 of 3", (2, 3): "Step 2 of 3", (3, 3): "Step 3 of 3"}
STEP_1_OF_2 = "Step 1 of 2"
STEP_2_OF_2 = "Step 2 of 2"
NEXT = "Next"
BACK = "Back"
SAVE = "Save"
GO_ON = "Go on where you stopped"
DRAFT_FOUND = "You began this in the last 7 days; what you chose is kept for you alone."
PURPOSE = "So that your mentor is chosen for what you want to learn. You can change it any time."
PURPOSE_MENTOR = "So that your mentees are those you can help most. You can change it any time."
PREFILLED = "Filled in from what you said before and from the roster. Change what is not right."
COMPETENCIES = "What do you want to learn?"
FUNCTION = "Your own function"
AIMS = (
    "For each, where you are now and where you want to be: 1 is beginning, 3 is sure, 5 is that "
    "others learn it from you. To leave one out, choose nothing or go back."
)
THEMES = "Where do you want to go?"
THEMES_HINT = f"{MOST_THEMES} at most."
FUNCTIONS = "Functions you want to see"
FUNCTIONS_HINT = f"{MOST_FUNCTIONS} at most."
LEARNING = "How do you learn best?"
LANGUAGES = "Languages you can work in"
TIMES = "When does it usually suit you?"
BOUNDARIES_LABEL = "Your boundaries"
BOUNDARIES_HINT = "Topics or hours you would rather leave out. It may stay empty."
LEVELS = "How strong are you in each?"
CHANGE_OFFER = "Change my offer"
MENTOR_THEMES = "Where have you been yourself?"
MENTOR_FUNCTIONS = "Functions you know well"
REACH = "What can you open for a mentee?"
DIRECTNESS = "How direct are you?"
STRETCH = "What can you offer beyond talks?"
FIRST_WISH, SECOND_WISH, THIRD_WISH = "First wish", "Second wish", "Third wish"
WISHES_OF = (FIRST_WISH, SECOND_WISH, THIRD_WISH)
WISH_HINT = "It counts where they take part on the other side."
WHOM_WISHED = "whoever you name"
AVOID = "Not with these people"
AVOID_HINT = "It counts in every cohort, from the next run on."
WISHES_TOP = "Nothing here has to be filled in. You can change it any time."
ABOUT_TOP = (
    "Only if you want to. It lies apart from everything else, and no pairing is made from it. To "
    "take an answer back, choose: Rather not say."
)
RATHER_NOT_SAY = "Rather not say"
NEXT_MENTEE = "A ten-minute profile, so that your mentor is chosen for what you want to learn."
NEXT_MENTOR = "Say what you can open, so that your mentees are those you can help most."

PARTS: Mapping[Side, Mapping[Part, str]] = {
    Side.MENTEE: {
        Part.COMPETENCIES: "what you want to learn",
        Part.THEMES: "where you want to go",
        Part.FUNCTIONS: "functions you want to see",
        Part.FUNCTION: "your own function",
        Part.STYLE: "learning style",
        Part.LANGUAGES: "languages",
        Part.TIMES: "days and times",
    },
    Side.MENTOR: {
        Part.COMPETENCIES: "how strong you are",
        Part.THEMES: "where you have been",
        Part.FUNCTIONS: "functions you know",
        Part.OPENS: "what you can open",
        Part.STYLE: "how you mentor",
        Part.LANGUAGES: "languages",
        Part.TIMES: "days and times",
    },
}
SIDES: Mapping[Side, str] = {Side.MENTEE: "as a mentee", Side.MENTOR: "as a mentor"}


def coverage(found: Coverage, side: Side) -> str:
    """How much of one's own profile is there, and whether that is enough."""
    enough = "Your profile says enough for a good pairing."
    if not found.missing:
        return f"Your profile carries all {found.of} parts. {enough}"
    missing = ", ".join(PARTS[side][one] for one in found.missing)
    carries = f"Your profile carries {len(found.present)} of {found.of} parts; missing: {missing}."
    return f"{carries} {enough}" if found.enough else carries


def my_profile(mine: MyProfile) -> str:
    """One of one's profiles on Home, and where there are several to choose from."""
    where = f"*{said(mine.cohort.program.name)}* · {said(mine.cohort.name)}, {SIDES[mine.side]}"
    begun = "" if mine.written else "\nYou sent none yet; this is what we know so far."
    return f"{where}{begun}\n{coverage(mine.coverage, mine.side)}"


def spoken(mine: MyProfile) -> str:
    """Tells the button of one profile from that of another."""
    return f"{MY_PROFILE}, {mine.cohort.name}, {SIDES[mine.side]}"


def kept(mine: MyProfile) -> str:
    """In place of the form, once it is sent."""
    return f"Kept. {coverage(mine.coverage, mine.side)}"


def aim(levels: tuple[int, int]) -> str:
    """One of the ten choices of a competency."""
    now, wanted = levels
    return f"Now {now}, aim for {wanted}"


def offer(mentor: Mentor) -> str:
    """What somebody offers already, above what goes beyond it."""
    parts = [counted(mentor.places, "place", "places")]
    parts += [STYLES[Style(mentor.style)]] if mentor.style in set(Style) else []
    parts += [", ".join(LANGUAGES_OF[Language(one)] for one in mentor.languages)]
    parts += [", ".join(TIMES_OF[Times(one)] for one in mentor.times)]
    return f"*Your offer*\n{' · '.join(one for one in parts if one)}"


def boundaries_hint() -> str:
    return f"{BOUNDARIES_HINT} {line(PROFILE_BOUNDARIES)}"


def wish_hint() -> str:
    return f"{line(WISHED, about=WHOM_WISHED)} {WISH_HINT}"


def avoid_hint() -> str:
    only_you = line(AVOIDED).removesuffix(".")
    return (
        f"{only_you}; the program team sees that a pairing is not possible, not why. {AVOID_HINT}"
    )


def about_line() -> str:
    """Above the questions about oneself."""
    return f"{line(ABOUT_ME).removesuffix('.')}, and it is never part of a score."
