"""A craft whose worker cannot make a page."""


def warm() -> None:
    """Fail."""
    raise RuntimeError("no page can be made")
