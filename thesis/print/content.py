"""Contents of web pages in the form that pandoc reads: boxes, code, pictures, wide tables."""

import re
from functools import cache

import pyphen
from lxml import html
from lxml.html import HtmlElement

from thesis.print.hyphens import BREAK, SOFT
from thesis.publish.printed_lines import line_length

BOXES = {"details": "sd-card", "summary": "sd-card-title", "aside": ""}  # and how they are set
PLAYERS = ("iframe", "video", "audio", "embed", "object")
WIDTH = re.compile(r"width:\s*([\d.]+(?:px|%|em|cm|mm|in|pt))")
SHARE = re.compile(r"width:\s*([\d.]+)%")
WORD = re.compile(rf"[^\s{BREAK}{SOFT}]+")
LETTERS = re.compile(r"[^\W\d_]{5,}")
SPOKEN = re.compile(r"\W*[^\W\d_]+(?:[-–/][^\W\d_]+)*\W*")  # words, no names of files or addresses
JOINT = re.compile(r"(?<=[^\w\s([{\"“‘])(?=[\w(])|(?<=_)(?=[^_])")  # where a long name may break
CODE, TEXT = 80, 40  # characters of a word that may fill a line of code or text


def simplify(body: HtmlElement) -> None:
    """Change what only web pages know into elements that pandoc reads, in place."""
    for element in list(body.iter(html.etree.Element)):
        own = classes(element)
        if element.tag in BOXES or "sd-tab-label" in own:
            if box := BOXES.get(element.tag):
                element.set("class", f"{element.get('class', '')} {box}")
            element.tag = "div"
        elif element.tag in PLAYERS:
            _to_link(element)
        elif element.tag == "img":
            if width := WIDTH.search(element.get("style", "")):
                element.set("width", width[1])
        elif element.tag == "pre":
            flatten_code(element)
        elif "sidebar-title" in own and not element.text_content().strip():
            element.drop_tree()  # of a note in the margin
    for element in body.iter("table"):
        break_words_of_table(element)
    break_words(body, TEXT)


def classes(element: HtmlElement) -> set[str]:
    """Return the classes of an element."""
    return set(element.get("class", "").split())


def flatten_code(block: HtmlElement) -> None:
    """Leave the text of a listing alone, which wraps where a line has no space."""
    for number in block.find_class("linenos"):
        number.text = f"{number.text_content()}  "
    text = block.text_content()
    for child in list(block):
        block.remove(child)
    block.text = breakable(text, CODE)


def columns(table: HtmlElement) -> int:
    """Return how many columns a table has, at least one."""
    return max((sum(int(cell.get("colspan") or 1) for cell in row.iterchildren("td", "th"))
                for row in table.iter("tr")), default=0) or 1


def break_words_of_table(table: HtmlElement) -> None:
    """Let words break that are longer than the columns of a table can be."""
    count = columns(table)
    line = line_length(count, "dense" in classes(table))
    shares = [SHARE.search(column.get("style", "")) for column in table.iter("col")]
    for cell in table.iter("td", "th"):
        share = shares[cell.getparent().index(cell)] if len(shares) == count else None
        width = round(line * float(share[1]) / 100) - 3 if share else line // count - 4
        break_words(cell, max(width, 4), syllables=True)


def break_words(element: HtmlElement, limit: int, syllables: bool = False) -> None:
    """Let the longer words in an element break; addresses in links do it by themselves."""
    if element.tag in ("pre", "math") or element.tag == "a" and not syllables:
        return
    element.text = breakable(element.text or "", limit, syllables)
    for part in element:
        break_words(part, limit, syllables and part.tag != "code")
        part.tail = breakable(part.tail or "", limit, syllables)


def breakable(text: str, limit: int, syllables: bool = False) -> str:
    """Return a text whose words longer than `limit` may break.

    They do between syllables, after marks, and where these do not suffice, anywhere.
    """
    def split(word: re.Match[str]) -> str:
        if len(word[0]) <= limit:
            return word[0]
        parts = BREAK.join(JOINT.split(word[0]))
        if syllables and SPOKEN.fullmatch(word[0]):
            parts = LETTERS.sub(lambda letters: _syllables().inserted(letters[0], SOFT), parts)
        return WORD.sub(
            lambda part: part[0] if len(part[0]) <= limit else BREAK.join(part[0]), parts)

    return WORD.sub(split, text)


def _to_link(player: HtmlElement) -> None:
    """Show the address of what print cannot play, or nothing where it has none."""
    source = next((part.get("src") or part.get("data") for part in player.iter()
                   if part.get("src") or part.get("data")), "")
    for child in list(player):
        player.remove(child)
    address = source if source.startswith(("http://", "https://")) else ""
    player.tag, player.text = "a", address
    player.attrib.clear()
    if address:
        player.set("href", address)


@cache
def _syllables() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="id_ID", left=3, right=3)
