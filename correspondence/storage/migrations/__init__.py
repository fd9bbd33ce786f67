"""How the tables came to be: one revision after another, run when the register is opened."""
