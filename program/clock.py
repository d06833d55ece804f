"""Time is handed in: nothing in the house but `bot/` and `sandbox/` reads a clock of its own."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Answers the present moment, aware and in UTC."""
