"""Web sites that keep copies of other people's works, or servers that no reader is meant to see.

What was read there is named, and not linked.
"""

import re
from urllib.parse import urlsplit

COPIES = re.compile(r"""(?:^|\.)(?:
    123dok\.com | 9pdf\.net | academia\.edu | adoc\.pub | book8\.de | booksci\.cn |
    coursehero\.com | docplayer\.\w+ | docslib\.org | dokumen\.(?:pub|tips) | ebin\.pub |
    fanyv88\.com | fdokumen\.com | issuu\.com | kipdf\.com | kupdf\.net | lawsdocbox\.com |
    paperexplained\.cn | paperzz\.com | passeidireto\.com | pdfcoffee\.com | pdfdrive\.to |
    pdfedu\.com | pdfslide\.net | prideseotools\.com | researcher\.life | scribd\.com |
    slideshare\.net | studocu\.com |
    studylib(?:id)?\.(?:net|com) | vdokumen\.com | vlex\.com | yet-another-testing-domain\.com |
    yumpu\.com | [\w-]*(?:staging|core-prod|varnish)[\w-]*(?:\.\w+)*\.(?:com|org) |
    elogim\.com | bisu\.edu\.cn
)$""", re.VERBOSE)


def host(url: str) -> str:
    """Return the host of an address without ``www.`` or a last dot, "" where it has none."""
    return (urlsplit(url).hostname or "").removeprefix("www.").rstrip(".")


def keeps_copies(url: str) -> bool:
    """Return whether an address is one of a site of copies."""
    return bool(COPIES.search(host(url)))
