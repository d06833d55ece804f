"""Journeys through the practice page in a real browser."""
