"""Installing by a link."""
