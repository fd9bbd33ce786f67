"""One normal form of a value, so that two ways of writing it are known to be the same."""


def folded(value: str) -> str:
    """A value without case, spacing and punctuation; a telephone number without its +44."""
    letters = "".join(c for c in value.casefold() if c.isalnum())
    if letters.isdigit() and (value.startswith("+44") or letters.startswith("0044")):
        return "0" + letters.removeprefix("0044").removeprefix("44").removeprefix("0")
    return letters
