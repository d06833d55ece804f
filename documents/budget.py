"""How much of a file is read before it is too much for a roster."""

from documents.unreadable import Unreadable, UnreadableFile

LARGEST_FILE = 10 * 1024 * 1024  # bytes, as it comes
MOST_ENTRIES = 5_000  # in the archive that a workbook is
MOST_UNPACKED = 300 * 1024 * 1024  # bytes, all parts together
HIGHEST_RATIO = 200  # unpacked to packed; a roster has about 10, a bomb about 1,000
SMALL_PART = 1024 * 1024  # bytes; below this no ratio is too high
LARGEST_LEAF = 16 * 1024 * 1024  # bytes of a part that is read as a whole: styles, list of sheets
MOST_CELLS = 500_000
MOST_CHARACTERS = 20_000_000
MEMORY = 200 * 1024 * 1024  # bytes of address space for the reading process
CPU_SECONDS = 10
WALL_SECONDS = 30  # the CPU limit comes first, unless the machine is busy


class Budget:
    """Counts what was read of one file; ``spend`` refuses what goes beyond the limits."""

    def __init__(self) -> None:
        self._cells = MOST_CELLS
        self._characters = MOST_CHARACTERS

    def spend(self, *, cells: int = 0, characters: int = 0) -> None:
        """Takes from what is left. UnreadableFile(TOO_MUCH): nothing is left to take from."""
        self._cells -= cells
        self._characters -= characters
        if self._cells < 0 or self._characters < 0:
            raise UnreadableFile(Unreadable.TOO_MUCH, cells=MOST_CELLS)
