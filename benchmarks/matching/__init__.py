"""What finding pairs costs, against scipy's `linear_sum_assignment` on the same numbers."""

import os

# One thread, as scipy's solver has: two that wait for each other cost more than they bring.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
