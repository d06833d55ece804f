"""*Why not this mentor?* answered in place, and *Veto* with its reason."""

from handlers import blocks, inputs
from handlers.blocks import labelled
from handlers.feature import Block, View
from handlers.ids import Matching
from handlers.matching import act_words, mentee_views, pair_words, words
from handlers.matching.board_views import search
from handlers.matching.place import Place
from handlers.said import mention
from program.matching.reasons import Bar
from program.person import Person
from services.matching_why import WhyNotTold

REASON = "reason"


def why_not(
    mentee: Person,
    place: Place,
    answer: WhyNotTold | None = None,
    *,
    is_open: bool = True,
    note: str = "",
) -> View:
    """A mentor is chosen, and the answer stands below."""
    return blocks.modal(
        Matching.WHY_NOT_VIEW,
        words.WHY_NOT_TITLE,
        [
            blocks.section(f"*{mention(mentee.slack_user)}*\n{words.ASK_WHY_NOT}"),
            blocks.actions(search(Matching.MENTOR, words.MENTOR_PLACEHOLDER)),
            *([blocks.section(note)] if note else []),
            *([] if answer is None else _answer(answer, is_open=is_open)),
        ],
        ids=place.ids(),
    )


def veto(mentee: Person, mentor: Person, place: Place) -> View:
    """Why a pair is taken out of the draft."""
    reasons = labelled(pair_words.VETOES)
    return blocks.modal(
        Matching.VETO_VIEW,
        words.VETO_TITLE,
        [
            blocks.section(
                f"*{mention(mentee.slack_user)}* with *{mention(mentor.slack_user)}*\n"
                f"{words.VETO_HINT}"
            ),
            inputs.radio_input(REASON, words.VETO_LABEL, reasons),
        ],
        submit=words.VETO_SEND,
        ids=place.ids(),
    )


def vetoed(said: str) -> View:
    """What the veto changed."""
    return blocks.modal(Matching.VETO_VIEW, words.VETO_TITLE, [blocks.section(said)])


def _answer(answer: WhyNotTold, *, is_open: bool) -> list[Block]:
    who = f"*{mention(answer.mentor.slack_user)}*"
    if answer.score is not None:
        who = f"{who} · {pair_words.fit(answer.score)}"
    if answer.is_pair:
        return [blocks.section(f"{who}\n{words.IS_PAIR}")]
    found = answer.option
    if found is not None:
        told = f"{who}\n{words.possible(act_words.price(found))}"
        buttons = [blocks.actions(mentee_views.take(found, primary=True))] if is_open else []
        return [blocks.section(told), *buttons]
    shown = [blocks.section(f"{who}\n{pair_words.bars(answer.bars, private=answer.private)}")]
    if is_open and Bar.VETO in answer.bars:
        ids = {"mentor": answer.mentor.id}
        shown.append(blocks.actions(blocks.button(words.ALLOW, Matching.ALLOW, ids=ids)))
    return shown
