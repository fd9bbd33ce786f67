"""How a kind becomes letters, one for each of its readers: view, envelope, identity."""
