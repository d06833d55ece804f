"""The time door: what is due, who is told, delivery to Slack, long work."""
