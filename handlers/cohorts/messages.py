"""How messages about cohorts look: what changed, and that nominations are open."""

from dataclasses import dataclass
from datetime import date

from handlers.blocks import actions, button, section
from handlers.cohorts import message_words, words
from handlers.feature import Block
from handlers.ids import Cohorts, Nominations
from program.cohort import Cohort, takes_nominations
from program.cohort_change import Changed
from program.delivery import Delivery, Rendered
from program.hours import local_day
from services import cohort_news, cohorts
from services.deliveries import Message
from services.desk import Look


@dataclass(frozen=True)
class CohortNews:
    """A cohort as it is now, what of it changed, and the reader's day."""

    cohort: Cohort
    what: tuple[Changed, ...]
    today: date


def _news(look: Look, delivery: Delivery) -> CohortNews:
    reader = look.seen_by(delivery.recipient or "")
    cohort = cohorts.charter_of(look, delivery.about["cohort"]).cohort
    what = tuple(Changed(one) for one in delivery.about.get("what", "").split(".") if one)
    return CohortNews(cohort, what, local_day(look.now, reader.actor.zone))


def changed(news: CohortNews) -> Rendered:
    """What is different now."""
    text = message_words.changed(news.cohort, news.what, news.today)
    return Rendered(text, (section(text), actions(_read(news.cohort))))


def nominations_open(news: CohortNews) -> Rendered:
    """The answer to a wish to be told."""
    text = message_words.nominations_open(news.cohort, news.today)
    apply = button(
        message_words.NOMINATE_MYSELF,
        Nominations.SELF,
        ids={"cohort": news.cohort.id},
        style="primary",
    )
    return Rendered(text, (section(text), actions(apply, _read(news.cohort))))


def _read(cohort: Cohort) -> Block:
    return button(words.READ_IT, Cohorts.CHARTER, ids={"cohort": cohort.id})


def _is_running(look: Look, delivery: Delivery) -> bool:
    cohort = _news(look, delivery).cohort
    return local_day(look.now, cohort.program.zone) <= cohort.ends


def _is_open(look: Look, delivery: Delivery) -> bool:
    return takes_nominations(_news(look, delivery).cohort, look.now)


MESSAGES = (
    Message(cohort_news.CHANGED, _is_running, _news, changed),
    Message(cohort_news.OPEN, _is_open, _news, nominations_open),
)
