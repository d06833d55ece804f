"""Two workspaces in one store: whatever one is asked or told in the name of another."""
