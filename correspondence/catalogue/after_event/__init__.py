"""What an event does to letters: which it gives, which are written anew, held, or taken back."""
