"""The Prioritisation Protocol as pure functions: no framework, no clock, no file, no log."""
