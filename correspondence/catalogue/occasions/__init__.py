"""What a letter is written on: an event of a case or of a service area, a court's list, a finished pack."""
