"""Anonymous pulse surveys in Slack: composing one, answering it, reading what came of it."""

from slack_bolt import App

from handlers.feature import Feature, HomeSection, Tab
from handlers.pulse import (
    answer_home,
    answer_listeners,
    compose_listeners,
    compose_messages,
    compose_words,
    home,
    list_listeners,
    result_listeners,
)
from services.desk import Desk


def register(app: App, desk: Desk) -> None:
    """Everything program managers, those invited and readers of results press or send."""
    compose_listeners.register(app, desk)
    answer_listeners.register(app, desk)
    result_listeners.register(app, desk)


FEATURE = Feature(
    name="pulse",
    register=register,
    forms=(
        *compose_listeners.FORMS,
        *list_listeners.FORMS,
        *answer_listeners.FORMS,
        *result_listeners.FORMS,
    ),
    commands=(
        *answer_listeners.COMMANDS,
        *result_listeners.COMMANDS,
        *compose_listeners.COMMANDS,
    ),
    home=(
        HomeSection(Tab.YOU, 22, answer_home.for_you),
        HomeSection(Tab.MENTOR, 22, answer_home.for_mentor),
        *result_listeners.HOME,
        HomeSection(Tab.PROGRAM, 27, home.planned),
    ),
    home_buttons=home.home_buttons,
    lists=(list_listeners.SURVEYS, *result_listeners.LISTS),
    messages=(
        *answer_listeners.MESSAGES,
        *compose_messages.MESSAGES,
        *result_listeners.MESSAGES,
    ),
    refusals={
        **compose_words.REFUSALS,
        **answer_listeners.REFUSALS,
        **result_listeners.REFUSALS,
    },
)
