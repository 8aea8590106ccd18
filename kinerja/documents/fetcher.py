"""What a paper may load while it is drawn: files of our own static folder and the logo of the office. Nothing else.

Import this module only through `kinerja.documents.engine`: it needs the libraries of WeasyPrint.
"""

from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

LOGO_URL = "logo:kop"

_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf", ".png": "image/png"}


class OwnFiles(URLFetcher):
    """Serves the files below `root` and one logo; any other address stops the rendering."""

    root: Path
    logo: bytes | None = None

    @classmethod
    def of(cls, root: Path, logo_png: bytes | None) -> Self:
        """Make the fetcher of one document."""
        fetcher = cls(allowed_protocols=("file", "logo"), allow_redirects=False, fail_on_errors=True)
        fetcher.root, fetcher.logo = root.resolve(), logo_png
        return fetcher

    def fetch(self, url: str, _headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the bytes behind an address; FatalURLFetchingError for everything that is not ours."""
        if url == LOGO_URL and self.logo:
            return URLFetcherResponse(url, self.logo, {"Content-Type": "image/png"})
        path = self._path(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})

    def _path(self, url: str) -> Path:
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        ours = parts.scheme == "file" and path.is_relative_to(self.root) and path.suffix in _TYPES
        if not ours or not path.is_file():
            raise FatalURLFetchingError(f"Dokumen tidak boleh memuat {url}.")
        return path
