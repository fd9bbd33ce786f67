"""A language as a tag names it (BCP 47), in one normal form: `pl-PL`, however it was written."""


class Tag(str):
    """A language tag: the language in small letters, a script as `Arab`, a region as `GB`."""

    __slots__ = ()

    @classmethod
    def of(cls, written: str) -> "Tag":
        """The tag that *written* is, whatever the case of its letters."""
        language, *rest = written.split("-")
        return cls("-".join((language.lower(), *map(_in_case, rest))))

    @property
    def language(self) -> str:
        """The language alone: a regional tag is its language."""
        return self.split("-")[0]


def _in_case(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()
