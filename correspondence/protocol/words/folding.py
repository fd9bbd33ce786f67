"""One normal form of a value, so that two ways of writing it are known to be the same."""


def folded(value: str) -> str:
    """A value without case, spacing and punctuation; a telephone number without its +44."""
    letters = "".join(filter(str.isalnum, value.casefold()))
    if letters.isdigit() and (value.startswith("+44") or letters.startswith("0044")):
        return "0" + letters.removeprefix("0044").removeprefix("44").removeprefix("0")
    return letters


def case_identity(written: str) -> str:
    """The one form of a case number by which the case is known: upper case, without hyphens and blanks.

    `cm26p-00417` and `CM26P 00417` are one case. The form in which a number came is only printed.
    """
    return "".join(written.split()).replace("-", "").upper()
