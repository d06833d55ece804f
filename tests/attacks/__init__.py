"""The attacks on the anonymity of the pulse: `make attack` runs them all at full size."""
