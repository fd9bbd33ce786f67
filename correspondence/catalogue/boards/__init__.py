"""Papers for the boards that decide, and for the liaison meetings that come before."""
