"""The HTML of a sheet, read for WeasyPrint. Ours is well-formed, so what reads XML can read it, forty times as fast."""

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

from .assets import BASE_URL, OurAssets  # first of all: it sets the fonts

# isort: split
from weasyprint import HTML, cssselect2


class _WellFormed(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """What `HTML` is once it has read its source."""

    def __init__(self, root: ElementTree.Element, pictures: Mapping[str, bytes]) -> None:
        self.base_url, self.url_fetcher, self.media_type = BASE_URL, OurAssets(pictures), "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root


def page_source(html: str, pictures: Mapping[str, bytes] = MappingProxyType({})) -> Any:
    """What WeasyPrint lays out. It reads by itself, as browsers do, what is not well-formed or leaves out a `tbody`.

    *pictures*: those that the letter brings along.
    """
    with suppress(ElementTree.ParseError):
        root = ElementTree.fromstring(html)
        if root.find(".//table/tr") is None:
            return _WellFormed(root, pictures)
    return HTML(string=html, base_url=BASE_URL, url_fetcher=OurAssets(pictures))
