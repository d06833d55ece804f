"""A whole solver in arrays alone: the second engine, and an independent answer to compare with."""

import numpy as np

from program.matching import chains
from program.matching.certificate import bound
from program.matching.ledger import Ledger
from program.matching.market import Counts, Market, Outcome
from program.matching.weights import value

ENGINE = f"numpy {np.__version__}"


def solved(market: Market) -> Outcome:
    """The best set of pairs of a market, without its quota and without a floor."""
    people, mentors = market.scores.shape
    ledger = Ledger(market, np.full(people, -1), np.zeros(mentors, np.int64))
    _fill(ledger, market.order)
    mates = ledger.mates.copy()
    for mentee, mentor in market.locks:
        mates[mentee] = mentor
    return Outcome(
        mates=mates,
        prices=ledger.prices,
        value=value(market, mates),
        bound=bound(market, ledger.prices),
        engine=ENGINE,
    )


def assign(mentees: Counts, columns: Counts, worth: Counts, people: int, seats: Counts) -> Counts:
    """For each mentee (0 to `people` - 1) the column that makes the sum of worths the greatest.

    The three arrays name the arcs. Every mentee has a column, no column more than its seats;
    raises ValueError where that is impossible on these arcs.
    """
    least = int(worth.min(initial=0))
    span = int(worth.max(initial=0)) - least
    scores = np.zeros((people, len(seats)), np.int32 if span < 2**31 else np.int64)
    allowed = np.zeros(scores.shape, np.bool_)
    scores[mentees, columns] = worth - least
    allowed[mentees, columns] = True
    market = Market(scores, allowed, seats, np.arange(people))
    seated = np.full(people, people * (span + 1) + 1)
    ledger = Ledger(market, np.full(people, -1), np.zeros(len(seats), np.int64), seated)
    _fill(ledger, market.order)
    if (ledger.mates < 0).any():
        raise ValueError("no flow seats everybody")
    return ledger.mates


def _fill(ledger: Ledger, order: Counts) -> None:
    """Everybody who finds a free seat of their best mentor takes it; the others come one by one."""
    coming = [one for one in np.argsort(order, kind="stable").tolist() if ledger.present[one]]
    ledger.present[:] = False
    later = []
    for mentee in coming:
        lacks = ledger.lacks(np.array([mentee]))[0]
        best = int(lacks.argmin()) if len(lacks) else -1
        if best >= 0 and lacks[best] < 0 and ledger.has_free(best):
            ledger.present[mentee] = True
            ledger.move(mentee, best)
        else:
            later.append(mentee)
    for mentee in later:
        ledger.present[mentee] = True
        chains.seat(ledger, mentee)
