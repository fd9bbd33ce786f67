"""Letters that tell offices, nationally and locally, what is about to become of a Hub."""
