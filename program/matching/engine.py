"""The engine: one study of a run's inputs, which solves, re-solves, explains and prices."""


def warm() -> None:
    """Solve something tiny once, so that the libraries are loaded before somebody waits."""
