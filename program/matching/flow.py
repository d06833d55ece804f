"""The cheapest flow from mentees to seats, by the solver of OR-Tools."""

import numpy as np
import ortools

from program.matching.market import Counts


def engine() -> str:
    """The solver and what it stands on, with versions."""
    return f"ortools {ortools.__version__}, numpy {np.__version__}"


def assign(mentees: Counts, columns: Counts, worth: Counts, people: int, seats: Counts) -> Counts:
    """For each mentee (0 to `people` - 1) the column that makes the sum of worths the greatest.

    The three arrays name the arcs. Every mentee has a column, no column more than its seats;
    raises ValueError where that is impossible on these arcs.
    """
    # As heavy to load as numpy itself; who reads or edits a solved draft does without.
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # noqa: PLC0415

    if not people:
        return np.zeros(0, np.int64)
    many = len(seats)
    sink = people + many
    taking = np.flatnonzero(seats > 0)
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([mentees, people + taking]).astype(np.int32),
        np.concatenate([people + columns, np.full(len(taking), sink)]).astype(np.int32),
        np.concatenate([np.ones(len(mentees), np.int64), seats[taking]]),
        np.concatenate([-worth, np.zeros(len(taking), np.int64)]),
    )
    supplies = np.zeros(sink + 1, np.int64)
    supplies[:people] = 1
    supplies[sink] = -people
    solver.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ValueError(f"no flow seats everybody: {status.name}")
    used = np.flatnonzero(solver.flows(arcs[: len(mentees)]))
    mates = np.full(people, -1, np.int64)
    mates[mentees[used]] = columns[used]
    return mates
