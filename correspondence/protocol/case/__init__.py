"""What an event says of its case: who, which court, which work, and where people live."""
