"""The whole catalogue: what is declared is written, shown, translated and owed."""
