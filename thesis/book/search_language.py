"""Full-text search in Indonesian, for which Sphinx has no stemmer."""

from functools import cache
from pathlib import Path

import snowballstemmer
from sphinx.application import Sphinx
from sphinx.search import SearchLanguage

STOP_WORDS = """ada adalah agar akan antara apa apabila atas atau bagi bahwa beberapa belum bila
 bisa bukan dalam dan dapat dari dengan di dia hal hanya harus hingga ia ialah ini itu jika juga
 kami karena ke kecuali kepada ketika kita lain lalu maka maupun melainkan mereka namun oleh pada
 para per pula saat saja sampai sangat saya sebab sebagai sebelum secara sedang sedangkan sehingga
 sejak selain selama seperti serta sesudah setelah suatu sudah supaya tanpa tapi telah tentang
 terhadap tersebut tetapi untuk yaitu yakni yang"""


class SearchIndonesian(SearchLanguage):
    """Stem the words of pages in Python and those of a query by the same rules in the browser."""

    lang = "id"
    language_name = "Indonesian"
    stopwords = set(STOP_WORDS.split())
    js_stemmer_code = Path(__file__).with_name("indonesian_stemmer.js").read_text("utf-8")

    def init(self, options: dict[str, str]) -> None:
        """Keep each stem, which every page would otherwise compute anew."""
        self.stem_lower = cache(snowballstemmer.stemmer("indonesian").stemWord)

    def stem(self, word: str) -> str:
        """Return the stem of a word, in lower case."""
        return self.stem_lower(word.lower())

    def word_filter(self, word: str) -> bool:
        """Return True: a stem may be a stop word, as "lain" of "berlainan", and has to be found.

        Only queries leave stop words out.
        """
        return True


def setup(app: Sphinx) -> None:
    """Register the language; the English edition is searched with Sphinx's own."""
    app.add_search_language(SearchIndonesian)
