"""Links lead somewhere, and every page is found from the index."""

from __future__ import annotations

import re

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def links_of(page) -> list[str]:
    return LINK.findall(FENCED.sub("", page.read_text("utf-8")))


def anchors_of(page) -> set[str]:
    """Headings as GitHub turns them into anchors."""
    text = FENCED.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in headings
    }


def test_relative_links_lead_to_a_file_and_a_heading(page):
    for link in links_of(page):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors_of(target), link


def test_the_index_leads_to_every_page(root):
    index = root / "docs" / "README.md"
    linked = {
        (index.parent / link.partition("#")[0]).resolve() for link in links_of(index)
    }
    pages = {path.resolve() for path in (root / "docs").rglob("*.md")} - {
        index.resolve()
    }
    assert pages <= linked
