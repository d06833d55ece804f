"""The Slack door: one folder per feature."""
