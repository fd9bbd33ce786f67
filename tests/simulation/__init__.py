"""The simulated year: that it is the same each time, that it can be lived again, that what breaks a law shrinks."""
