"""What somebody says about groups they belong to: theirs to say, to change and to take back.

Nobody else reads it, and nothing that finds pairs can reach it.
"""

from collections.abc import Mapping

from program.profile_about import RATHER_NOT, AboutMe, check_about
from program.refusal import Refusal
from services import profiles
from services.desk import Look, Work
from store import profile_about as kept


def mine(look: Look) -> AboutMe:
    """What the actor said of themselves."""
    return kept.of_person(look.session, profiles.own(look))


def keep(work: Work, groups: Mapping[str, str]) -> AboutMe:
    """Put it in place of what was said before; of *rather not say* nothing is kept.

    The same again changes nothing. Raises Refusal `profiles.choose_listed` under its field.
    """
    me = profiles.own(work)
    troubles = check_about(groups)
    if troubles:
        raise Refusal.of(troubles)
    said = AboutMe(me, {one: answer for one, answer in groups.items() if answer != RATHER_NOT})
    if said != kept.of_person(work.session, me):
        kept.keep(work.session, said)
        work.note("profile.about_kept", about=f"person:{me}")
    return said
