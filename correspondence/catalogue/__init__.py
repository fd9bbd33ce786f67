"""Every kind of letter, one declaration each."""
