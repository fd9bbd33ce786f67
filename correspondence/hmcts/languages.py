"""Languages as people write them in a form, and their BCP 47 tags: the most spoken in England (Census 2021, TS024)."""

_TAGS = {
    "arabic": "ar",
    "bengali": "bn",
    "bulgarian": "bg",
    "cantonese": "yue",
    "cantonese chinese": "yue",
    "chinese": "zh",
    "cymraeg": "cy",
    "czech": "cs",
    "dutch": "nl",
    "english": "en",
    "farsi": "fa",
    "filipino": "tl",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "gujarati": "gu",
    "hindi": "hi",
    "hungarian": "hu",
    "italian": "it",
    "latvian": "lv",
    "lithuanian": "lt",
    "panjabi": "pa",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "punjabi": "pa",
    "romanian": "ro",
    "russian": "ru",
    "slovak": "sk",
    "somali": "so",
    "spanish": "es",
    "sylheti": "bn",
    "tagalog": "tl",
    "tamil": "ta",
    "turkish": "tr",
    "urdu": "ur",
    "welsh": "cy",
}


def tag_of(language: str) -> str | None:
    """The tag of a language named alone, in any case; None for every other text, never a guess."""
    return _TAGS.get(language.strip(" .").casefold())
