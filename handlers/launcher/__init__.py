"""The launcher: what this person may do, by word or by button."""
