"""Numbers as somebody says them: the number of a house may be spelt out as well."""

_UNITS = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MOST = 1000


def in_english(number: int) -> tuple[str, ...]:
    """The English words of a whole number from 1 to 999, without "and": `("twenty", "one")`; of another, none."""
    if not 0 < number < _MOST:
        return ()
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    below = (_UNITS[rest],) if rest < len(_UNITS) else (_TENS[tens], _UNITS[units])
    return tuple(word for word in (*((_UNITS[hundreds], "hundred") if hundreds else ()), *below) if word)
