"""What a page says of itself to search engines, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page as a `BreadcrumbList`.

    Args:
        trail: Name and complete address of each page of the way, the home first.
    """
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(trail, start=1)
        ],
    }
