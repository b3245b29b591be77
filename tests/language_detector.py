"""Which language the texts of an edition are in: what its pages show and say aloud, and its PDF."""

import re
from collections.abc import Iterator
from functools import cache

import pandas as pd
from lxml.html import HtmlElement
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from thesis.base.csl import read_items
from thesis.project.paths import CODE as ROOT

NOT_PROSE = {"script", "style", "svg", "math", "code", "pre", "kbd", "samp", "var"}
INLINE = {"a", "abbr", "b", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time",
          "wbr"}
SPOKEN = ("alt", "aria-label", "title", "placeholder", "data-bs-title", "data-found", "data-more",
          "data-excluded", "data-tooltip")
FUNCTION_WORDS = {"id": set(re.findall(r"\w+", """
    yang dan di dari pada untuk dengan dalam tidak ini itu oleh atau adalah sebagai ke akan telah
    juga karena bahwa lebih antara menurut tanpa setelah sebelum serta tentang terhadap satu
    dua tiga halaman bagian tabel gambar lampiran bulan tahun sumber catatan lihat orang
    """)), "en": set(re.findall(r"\w+", """
    the of and to for with from by is are was were not that this be has have which their its an it
    but they than page table figure section year source sources notes see next previous back show
    hide link persons"""))}
QUOTED = re.compile(r"https?://\S+|\"[^\"]+\"|“[^”]+”|(?<!\w)['‘][^'’]+['’](?!\w)|\S+\.\w{2,}\b"
                    r"|(?:t\.t\.|n\.d\.)-\w+|\w+_\w+")
JOINED = r"(?:,? (?:[a-z]+|&|[-–])){0,3},? "
PROPER = re.compile(rf"[A-Z][\w’-]+:?(?:{JOINED}[A-Z][\w’-]+:?){{2,}}")  # three capitals or more
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ENOUGH = 6  # words from which the detector may judge
SURE = 0.9


def texts(root: HtmlElement, language: str) -> Iterator[str]:
    """Yield each text of a page that is not marked as of another language: of blocks, attributes.

    A text of a block is what stands in it outside of blocks within it.
    """
    words: list[str] = []
    stack = [(root, "open")]
    while stack:
        node, what = stack.pop()
        if what == "tail":
            words.append(node.tail or "")
            continue
        block = node.tag not in INLINE
        if what == "close":
            yield " ".join("".join(words).split())
            words.clear()
            continue
        if node is not root:
            stack.append((node, "tail"))
        if not isinstance(node.tag, str) or node.get("lang", language) != language:
            words.append(" … ")
            continue
        yield from (node.get(name, "") for name in SPOKEN)
        if node.tag in NOT_PROSE:
            words.append(" … ")
            continue
        if block:
            yield " ".join("".join(words).split())
            words.clear()
            stack.append((node, "close"))
        words.append(node.text or "")
        stack.extend((child, "open") for child in reversed(node))


@cache
def names() -> tuple[str, ...]:
    """Return titles and makers of all works, publishers, bodies and queries, the longest first."""
    tables = {name: pd.read_csv(ROOT / "data" / f"{name}.csv", keep_default_na=False)
              for name in ("publishers", "actors", "searches", "labels")}
    labels = tables["labels"].set_index("column")
    found = {*tables["publishers"]["publisher"], *tables["searches"]["query"],
             *tables["actors"]["name_id"], *tables["actors"]["name_en"],
             *labels.loc["reported_by", "label_id"], *labels.loc["reported_by", "label_en"]}
    for item in read_items(ROOT / "references.bib").values():
        found |= {item.get(name, "") for name in (
            "title", "container-title", "publisher", "collection-title", "event-title")}
        found |= {name.get("literal") or name.get("family", "") for role in ("author", "editor")
                  for name in item.get(role, [])}
    return tuple(sorted((name for name in found if len(name) > 2), key=len, reverse=True))


def without_names(text: str) -> str:
    """Return a text without names and titles that are known."""
    for name in names():
        if name in text:
            text = text.replace(name, "…")
    return text


def without_capitals(text: str) -> str:
    """Return a text without quoted terms, addresses and what looks like a name."""
    return PROPER.sub("…", QUOTED.sub("…", text))


@cache
def identifier() -> LanguageIdentifier:
    """Return the detector, which knows the languages of the editions only."""
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(list(FUNCTION_WORDS))
    return found


def counted(text: str) -> dict[str, int]:
    """Return {language: how many of its function words a text has}."""
    words = WORD.findall(text.lower())
    return {language: sum(word in known for word in words)
            for language, known in FUNCTION_WORDS.items()}


def in_other_language(text: str, language: str) -> bool:
    """Return whether a text is in the other language than an edition is, names apart.

    What looks like a name may hold a known one, or be a part of it.
    """
    return (_other(text, language) and _other(without_capitals(without_names(text)), language)
            and _other(without_names(without_capitals(text)), language))


def _other(text: str, language: str) -> bool:
    """Function words decide; where a text has none, the detector, if there are enough words."""
    other = next(name for name in FUNCTION_WORDS if name != language)
    count = counted(text)
    if any(count.values()):
        return count[other] > count[language]
    if len(WORD.findall(text)) < ENOUGH:
        return False
    found, sure = identifier().classify(text)
    return found == other and sure > SURE
