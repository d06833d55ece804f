"""What finding pairs costs, against scipy's `linear_sum_assignment` on the same numbers."""
