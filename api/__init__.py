"""HTTP in, the service called, an answer out. No rule lives here."""
