"""Sets a web page that it is given as a PDF: a program of its own, run by `coalitions.office.pdf`.

It is told one folder, and reads nothing else: no picture, no style, no address of the page.
"""

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.urls import URLFetcher


class FontsOnly(URLFetcher):
    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file",))
        self.folder = folder

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
        path = Path(unquote(urlsplit(url).path)).resolve()
        if path.parent != self.folder or path.suffix != ".woff2":
            raise ValueError("not one of our fonts")
        return super().fetch(url, headers)


def main() -> None:
    fonts = Path(sys.argv[1]).resolve()
    page = HTML(
        string=sys.stdin.buffer.read().decode(),
        base_url=fonts.as_uri(),
        url_fetcher=FontsOnly(fonts),
    )
    sys.stdout.buffer.write(page.write_pdf(pdf_variant="pdf/ua-1", presentational_hints=True))


if __name__ == "__main__":
    main()
