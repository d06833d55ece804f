"""Sentences of the frame around every list."""

from datetime import datetime

from handlers.said import clock_time, counted, said

SEARCH = "Find a name"
SEARCH_PRESS = "Search"
PREVIOUS, NEXT, DOWNLOAD = "Previous", "Next", "Download"
ON_ITS_WAY = "The sheet is on its way to your messages with me."
LONGEST_QUOTE = 60


def place(first: int, last: int, total: int) -> str:
    if first == 1 and last == total:
        return counted(total, "row", "rows").capitalize()
    return f"{first:,} to {last:,} of {total:,}"


def searched(words: str) -> str:
    return f'Searched for "{said(words[:LONGEST_QUOTE])}". Empty the field to see all.'


def sheet_text(title: str, rows: int, now: datetime, zone: str) -> str:
    return f"{title}: {counted(rows, 'row', 'rows')}, as of {clock_time(now, zone)}."
