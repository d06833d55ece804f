"""The commands of `baton`, one small module each, loaded only when asked for."""
