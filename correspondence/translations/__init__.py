"""What passes between us and those who translate: what each letter lacks, what is sent out, and what comes back."""
