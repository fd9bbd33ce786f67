"""What stays on file and is sent to nobody."""
