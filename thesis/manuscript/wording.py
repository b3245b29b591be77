"""Words that make a sentence a claim of its own kind, as patterns, in Indonesian and English."""

import re

MONTHS = ("Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember|"
          "January|February|March|May|June|July|August|October|December")
NOT_FOUND = re.compile(  # what the author looked for: only a filter over the base can say so
    r"\b(?:tidak|belum|tak|tiada)\W+(?:\w+\W+)?(?:ditemukan|dijumpai|ditemui)\b"
    r"|\b(?:not|never|nothing|none|no \w+)\W+(?:\w+\W+){0,2}found\b", re.I)
ABSENT = re.compile(  # what a source may say too
    r"\b(?:tidak|belum|tak)\W+(?:ada|terdapat|tersedia|diketahui|satu\W?pun|seorang\W?pun)\b"
    r"|\b(?:tiada|nihil|satu-satunya)\b"
    r"|\b(?:there (?:is|are|was|were) (?:no|none)|not (?:a single|one)|none of|the only)\b", re.I)
_MOST = ("aman|andal|atas|awal|baik|banyak|baru|bawah|berat|besar|buruk|cepat|dalam|dekat|depan|"
         "dini|hebat|jauh|jelas|kaya|kecil|keras|ketat|kuat|lama|lemah|lengkap|luas|mahal|"
         "miskin|muda|mudah|murah|padat|panjang|parah|pendek|penting|rawan|rendah|rinci|sedikit|"
         "sempit|sering|singkat|sukar|sukses|sulit|tinggi|tua|unggul")
COMPARED = re.compile(
    rf"\bpaling\W+(?!tidak\b)\w+|\bter(?:{_MOST})(?:nya)?\b"
    r"|\b(?:lebih|kurang)\b[^.;:]*?\b(?:daripada|dibanding(?:kan)?|ketimbang)\b"
    r"|\blebih\W+(?!dari\b)\w+\W+dari\b"
    r"|\b(?:kebanyakan|sebagian\W+besar|umumnya|mayoritas|jarang|lazimnya|biasanya)\b"
    r"|\b(?:kerap|sering)(?:kali)?\b"
    r"|\bhampir\W+(?:semua|seluruh|setiap|selalu|tidak\W+pernah)\b"
    r"|\b(?:the most|most of|almost (?:all|every)|mostly|usually|often|rarely|the majority)\b"
    r"|\bthe (?:largest|biggest|highest|lowest|smallest|best|worst|latest|first)\b"
    r"|\b(?:more|less|fewer|\w+er)\b[^.;:]*?\bthan\b", re.I)
_MORE = (r"lebih\W+dari|melebihi|melampaui|di\W+atas|antara(?!\W+lain)|sedikitnya|"
         r"setidaknya|setidak-tidaknya|sekurang-kurangnya|sekurangnya|minimal|"
         r"paling\W+(?:sedikit|tidak)|atau\W+lebih|more than|over|above|between|at least|or more")
QUALIFIED = {name: re.compile(rf"\b(?:{words})\b", re.I) for name, words in {
    "about": r"sekitar|kira-kira|kurang\W+lebih|hampir|nyaris|mendekati|diperkirakan|perkiraan|"
             r"ditaksir|taksiran|about|around|approximately|some|nearly|almost|estimated",
    "at_least": _MORE,
    "more_than": _MORE,
    "at_most": r"paling\W+(?:banyak|lama|tinggi)|maksimal|sebanyak-banyaknya|hingga|sampai|hampir|"
               r"antara(?!\W+lain)|tidak\W+lebih|kurang\W+dari|di\W+bawah|at most|up to|between|"
               r"fewer than|less than|below",
}.items()}
