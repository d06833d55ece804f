"""Mirrors of the rooms, and journeys over the real protocol."""
