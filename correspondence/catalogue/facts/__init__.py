"""What several kinds of letter say: changes, more time, figures, the way ahead."""
