"""Words with a hyphen or a stroke inside, such as `sexta-feira`, `Pana/Pani` or `Sample-Jones`, stay on one line.

A line may break after either mark, and such a word is then read as two. Where a page or screen is drawn they are kept
whole by its styles, in Word by the hyphen that does not break: no mark of ours stands among the letters, so the word is
found and copied as it is written. After a stroke Word breaks no line. The narrow columns of tables break as they must.
"""

import re

_JOINED = r"[^\s<>]*[^\s<>/-][/-]\w[^\s<>]*"
_LONGEST = 40
"""What is as long as a line may break."""
_PIECE = re.compile(rf"(<[^>]*>)|(?<![^\s<>])({_JOINED})")
_HYPHEN = re.compile(r"(?<=[^\s/-])-(?=\w)")
_IN_XML = "\ue001"
_NO_BREAK_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


def kept_whole(html: str) -> str:
    """*html* with each such word of it in a `<span class="whole">`, but for those in tables."""
    depth = 0

    def marked(found: re.Match[str]) -> str:
        nonlocal depth
        tag, word = found.groups()
        if tag:
            depth += tag.startswith("<table") - tag.startswith("</table")
            return str(tag)
        return word if depth or len(word) > _LONGEST else f'<span class="whole">{word}</span>'

    return _PIECE.sub(marked, html)


def with_marks(words: str) -> str:
    """Words for a run of Word, with a mark where a hyphen may not break; `as_word_has_it` makes the hyphen of it."""
    return _HYPHEN.sub(_IN_XML, words)


def as_word_has_it(xml: str) -> str:
    """The XML of runs with Word's own hyphens for the marks."""
    return xml.replace(_IN_XML, _NO_BREAK_HYPHEN)
