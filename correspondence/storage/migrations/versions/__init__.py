"""The revisions, oldest first. None goes back: that would lose what was recorded; restore a copy instead."""
