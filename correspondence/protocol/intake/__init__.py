"""Whether an event is taken: what contradicts something, and what the Protocol does not allow."""
