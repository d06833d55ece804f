"""The practice workspace: its clock, its story, its two processes."""
