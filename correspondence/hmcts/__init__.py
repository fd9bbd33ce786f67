"""HMCTS's own private-law answer to Cafcass, read as it is, and a decision file, made into case events."""
