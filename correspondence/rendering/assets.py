"""What a PDF may load: a picture that lies in `templates/shared`, and nothing else."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from correspondence.shipped import SHARED

from .fonts import weasyprint as _weasyprint  # noqa: F401  # before any other import of it: it sets the fonts

# isort: split
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

BASE_URL = f"{SHARED.as_uri()}/"
_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}


class AssetRefused(FatalURLFetchingError):  # type: ignore[misc]  # WeasyPrint has no types
    """A document asks for something that is not ours. It stops the render, where others would only be logged."""


class OurAssets(URLFetcher):  # type: ignore[misc]  # likewise
    """Serves pictures of `templates/shared` by name. Nothing is fetched from a network or another folder.

    *brought*: pictures that a letter brings along, by names that stand for no file.
    """

    def __init__(self, brought: Mapping[str, bytes] = MappingProxyType({})) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)
        self._brought = brought

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """The picture at *url*. Raises `AssetRefused` for any other."""
        parts = urlsplit(url)
        path = Path(unquote(parts.path))
        ours = parts.scheme == "file" and not parts.netloc and path.parent == SHARED and path.suffix in _TYPES
        if ours and path.name in self._brought:
            return URLFetcherResponse(url, self._brought[path.name], {"Content-Type": _TYPES[path.suffix]})
        if not ours or path.is_symlink() or not path.is_file():
            raise AssetRefused("not a picture of templates/shared")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})
