"""The tables of a page, read as a reader does: a number belongs to its row and its column."""

from html.parser import HTMLParser


class TablesOfAPage(HTMLParser):
    """The ``cells`` of every table: its caption, the row's label, the column's heading, the value."""

    def __init__(self, page):
        super().__init__()
        self.cells, self.headings, self.row, self.into = [], [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.caption, self.headings = "", []
        elif tag == "tr":
            self.row = []
        if tag in {"caption", "th", "td"}:
            self.into = tag
            self.row.append("")

    def handle_data(self, text):
        if self.into == "caption":
            self.caption += text
        elif self.into:
            self.row[-1] += text

    def handle_endtag(self, tag):
        if tag in {"caption", "th", "td"}:
            self.into = None
        elif tag == "tr" and not self.headings:
            self.headings = self.row
        elif tag == "tr":
            label, *values = self.row
            for heading, value in zip(self.headings[1:], values, strict=True):
                self.cells.append((self.caption, label, heading, value))
