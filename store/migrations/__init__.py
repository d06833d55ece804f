"""The steps from one form of the database to the next; file names are revisions, in order."""

from pathlib import Path

FOLDER = Path(__file__).parent
REVISIONS = tuple(sorted(path.stem for path in (FOLDER / "versions").glob("[0-9]*_*.py")))
"""All revisions this version knows, oldest first."""
HEAD = REVISIONS[-1]
