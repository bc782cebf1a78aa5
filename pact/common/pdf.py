"""HTML into a tagged PDF, without reaching for anything but our own static files.

What is drawn is not trusted: an address in it may not make this machine read a file or ask another
machine for anything. WeasyPrint is slow to import and needs system libraries, so it is imported
where it is used: in a worker, never in a page.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

STATIC = "static"
"""``static:css/report.css`` in a document is our own static file; it has no host and no folder above."""

TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
MOST_DATA = 1_000_000


class NotOurs(ValueError):
    """An address that a document may not use."""


def to_pdf(html: str) -> bytes:
    """A PDF/UA-1 of a whole HTML page: its language and title come from the page itself."""
    from weasyprint import HTML

    page = HTML(string=html, base_url=f"{STATIC}:///", url_fetcher=own_files_only())
    return page.write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=False)


def own_files_only():
    """A fetcher for our own static files and for ``data:``; everything else is refused."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        def fetch(self, url, headers=None):
            scheme = url.partition(":")[0].lower()
            if scheme == STATIC:
                path = own_file(url)
                kind = {"Content-Type": TYPES[path.suffix]}
                return URLFetcherResponse(url, path.read_bytes(), kind)
            if scheme != "data" or len(url) > MOST_DATA:
                raise NotOurs("A document uses our own static files only.")
            return super().fetch(url, headers)

    return OwnFilesOnly(allowed_protocols=["data"], allow_redirects=False, timeout=1)


def own_file(url: str) -> Path:
    """The static file behind an address, if it is one of ours and of a kind that a document needs."""
    root = Path(settings.STATICFILES_DIRS[0]).resolve()
    path = (root / unquote(urlsplit(url).path).lstrip("/")).resolve()
    if not path.is_relative_to(root) or path.suffix not in TYPES or not path.is_file():
        raise NotOurs("A document uses our own static files only.")
    return path
