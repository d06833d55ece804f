"""What Baton serves over HTTP: Slack's requests, the install pages, health and metrics."""
