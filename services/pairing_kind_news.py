"""Who hears of a suggestion to change the kind: the other of the two, then whoever made it."""

from program.delivery import DeliveryClass
from program.pairing import Pairing
from program.pairing_kinds import KindAsk
from services import pairing_news
from services.desk import Work

ASK = "pairings.kind_ask"
TOLD = "pairings.kind_told"


def tell_asked(work: Work, pairing: Pairing, ask: KindAsk) -> None:
    """The other of the two is asked; the question goes when it lapses."""
    _tell(work, ASK, ask, to=pairing.other(ask.asked_by), until_lapse=True)
    pairing_news.spread(work, pairing)


def tell_asker(work: Work, pairing: Pairing, ask: KindAsk) -> None:
    """What became of it: shown in the question, and told to whoever asked while it still runs."""
    if pairing.is_running:
        _tell(work, TOLD, ask, to=ask.asked_by, until_lapse=False)
    pairing_news.spread(work, pairing)


def _tell(work: Work, kind: str, ask: KindAsk, *, to: str, until_lapse: bool) -> None:
    work.send(
        kind,
        to=to,
        about={"pairing": ask.pairing_id, "kind_ask": ask.id},
        cls=DeliveryClass.OWED,
        key=f"{kind}:{ask.id}",
        expires_at=ask.lapse_at if until_lapse else None,
    )
