"""The only place that puts the parts together: settings, command line, connections, health."""
