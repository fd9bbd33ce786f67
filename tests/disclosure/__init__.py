"""Who may know what: proved by changing what a reader may not know."""
