"""Tests of what a finished document must pass."""
