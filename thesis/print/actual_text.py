"""Text of a PDF that can be searched and copied: without what only says where a line may break.

Typst keeps every soft hyphen of its source in the text that it gives for a glyph, and most engines
do not find a word with one. At ends of lines it draws a hyphen, whose text is a soft hyphen alone.
"""

import io
import re

import pikepdf

TEXT_OF_GLYPHS = re.compile(rb"(?<=<)(?:[0-9A-F]{4}){2,}(?=>)")  # in UTF-16, in hexadecimals
INVISIBLE = (b"00AD", b"200B", b"2060")  # soft hyphen, zero-width space, word joiner
BYTE_ORDER = [b"FEFF"]


def searchable(pdf: bytes) -> bytes:
    """Return a PDF of Typst, smaller, with soft hyphens at ends of lines alone."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = {font.objgen: font for page in document.pages
                 for font in page.resources.get("/Font", {}).values()}
        for stream in (*(page.Contents for page in document.pages),
                       *(font.ToUnicode for font in fonts.values())):
            stream.write(TEXT_OF_GLYPHS.sub(_visible, stream.read_bytes()))
        written = io.BytesIO()
        document.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate,
                      deterministic_id=True)
    return written.getvalue()


def _visible(text: re.Match[bytes]) -> bytes:
    kept = [unit for unit in re.findall(rb"....", text[0]) if unit not in INVISIBLE]
    return text[0] if kept in ([], BYTE_ORDER) else b"".join(kept)
