// What the search page and the highlighting of its matches say (searchtools.js, sphinx_highlight.js).
Documentation.addTranslations({
  locale: "id",
  messages: {
    ", in ": ", di ",
    "Hide Search Matches": "Sembunyikan hasil pencarian",
    "Preparing search...": "Menyiapkan pencarian …",
    "Search Results": "Hasil pencarian",
    "Search finished, found ${resultCount} page(s) matching the search query.":
      "Pencarian selesai: ${resultCount} halaman cocok dengan kata yang dicari.",
    "Searching": "Mencari",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "Tidak ada halaman yang cocok dengan kata yang dicari. Periksalah ejaannya.",
  },
  plural_expr: "0",
});
