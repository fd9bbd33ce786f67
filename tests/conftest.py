"""What all tests share: our fonts before anything loads WeasyPrint."""

from correspondence.rendering import fonts  # noqa: F401  # first: it sets the fonts that WeasyPrint sees
