"""The letters to families, and to each child."""
