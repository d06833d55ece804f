"""The way to the engine, which counts with libraries too heavy to be loaded at the start."""


def warm() -> None:
    """Load it and solve something tiny, so that the first person who asks does not wait for it."""
    from program.matching import engine  # about a third of a second

    engine.warm()
