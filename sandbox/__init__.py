"""A practice workspace that speaks Slack's protocols. It knows nothing about mentoring."""
