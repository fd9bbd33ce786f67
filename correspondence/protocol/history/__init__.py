"""How a case stands by all that was ever received of it, and who may know what."""
