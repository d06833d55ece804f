"""The shortest chain of moves that fills an empty seat, backwards from that seat."""

import numpy as np

from program.matching.ledger import FAR, Ledger


def sell(ledger: Ledger, mentor: int) -> None:
    """Fill the empty seat of a mentor at whatever it is worth now.

    With whoever gains the most, whose own seat goes to the next; the chain ends with somebody who
    had no seat, or where a seat left empty loses the least.
    """
    on = ledger
    if not on.prices[mentor]:
        return  # nobody would gain anything by it
    surplus = on.surplus()
    reached = np.full(len(on.prices), FAR)  # how far each mentor is from the seat
    by = np.full(len(on.prices), -1)  # the mentee who leaves this mentor
    far = np.full(len(on.mates), FAR)
    to = np.full(len(on.mates), -1)  # the mentor to whom a mentee would move
    waiting = np.flatnonzero(on.present & (on.mates < 0))
    length, last, newcomer = FAR, -1, -1

    node, here = mentor, np.int64(0)
    while here < length:
        reached[node] = here
        far[on.mates == node] = -1  # whoever has this seat would only come back
        if here + on.prices[node] < length:
            length, last, newcomer = here + on.prices[node], node, -1
        ways = on.lacks_of(node) + surplus + here
        nearer = ways < far
        np.copyto(far, ways, where=nearer)
        to[nearer] = node
        if len(waiting):
            nearest = int(waiting[far[waiting].argmin()])
            if far[nearest] < length:
                length, last, newcomer = far[nearest], int(to[nearest]), nearest
        leaving = np.where((far >= 0) & (on.mates >= 0), far, FAR)
        mentee = int(leaving.argmin())
        if leaving[mentee] >= length:
            break
        node, here = int(on.mates[mentee]), leaving[mentee]
        by[node] = mentee

    on.prices -= np.maximum(0, length - reached)
    moves = [] if newcomer < 0 else [(newcomer, last)]
    while last != mentor:
        mentee = int(by[last])
        last = int(to[mentee])
        moves.append((mentee, last))
    for mentee, taken in moves:
        on.move(mentee, taken)
