"""What people can do: one verb, one transaction."""
