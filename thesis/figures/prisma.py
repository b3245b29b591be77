"""The flow of search and selection as PRISMA 2020 draws it."""

from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from thesis.analysis import corpus, prisma
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREY, new_figure
from thesis.words.labels import headings
from thesis.words.language import column, number, translator

HEIGHT = 6.8
SIZE = 8
LINE, PADDING, GAP = 2.6, 2.6, 4.6  # heights in percent of the figure
STAGE, MAIN, SIDE = (0, 5), (7, 48), (61, 38.5)  # left edge and width of each column
MAIN_LINE, SIDE_LINE = 44, 35  # characters
REASONS = 3  # named in the figure; the others are added up


def flow(register: Base, language: str) -> FigureExhibit:
    """From queries to notes, with what was removed on the way; takes `load_collected`.

    The boxes stand in the order of the work: relevance was judged before repeated pages were
    taken out.
    """
    texts = _texts(register, language)
    figure, axes = new_figure(HEIGHT)
    axes.set_xlim(0, 100)
    axes.axis("off")
    edges: dict[str, tuple[float, float]] = {}
    top = 99.5
    rows = (("hits", "irrelevant"), ("relevant", "repeated"), ("new", "unregistered"),
            ("registered", "excluded"), ("analysed", ""), ("notes", ""))
    for main, side in rows:
        height = max(_height(texts[main]), _height(texts.get(side, "")))
        if edges:
            _arrow(axes, MAIN[0] + MAIN[1] / 2, top + GAP, MAIN[0] + MAIN[1] / 2, top)
        _box(axes, *MAIN, top - height, height, texts[main], BLUE)
        if side:
            _box(axes, *SIDE, top - height, height, texts[side], GREY)
            _arrow(axes, sum(MAIN), top - height / 2, SIDE[0], top - height / 2)
        edges[main] = (top - height, top)
        top -= height + GAP
    axes.set_ylim(top + GAP - 0.5, 100)
    _stages(axes, edges, language)
    return FigureExhibit(figure, _alt(register, language), prisma.flow(register))


def _texts(register: Base, language: str) -> dict[str, str]:
    """Return {box: its text}, the count in the first line."""
    _ = translator(language)
    n = {name: number(count, language) for name, count in prisma.counts(register).items()}
    names = headings("search_collection", language)
    found = corpus.searches_by(register, "collection").sort_values("hits", ascending=False)
    places = [f"{names[row['collection']]}: {number(row['hits'], language)}"
              for row in found.to_dict("records")]
    classes = headings("source_class", language, "plural")
    kinds = "; ".join(f"{classes[row['source_class']]} "
                      f"{number(row['analysed'], language)}"
                      for row in corpus.by_class(register).to_dict("records"))
    main = {
        "hits": [_("Hasil kueri (n = {n})").format(n=n["hits"]),
                 _("dari {n} kueri").format(n=n["queries"]), *places],
        "relevant": [_("Hasil yang relevan (n = {n})").format(n=n["relevant"]),
                     _("satu halaman terhitung pada tiap kueri")],
        "new": [_("Halaman relevan yang baru (n = {n})").format(n=n["new"])],
        "registered": [_("Sumber terdaftar (n = {n})").format(
            n=n["registered"]), *fill(_("kelayakannya dinilai dari petikan, bukan dari "
                                          "teks utuh"), MAIN_LINE).split("\n")],
        "analysed": [_("Sumber yang dianalisis (n = {n})").format(n=n["analysed"]),
                     *fill(kinds, MAIN_LINE).split("\n")],
        "notes": [_("Catatan (n = {n})").format(n=n["notes"]),
                  _("bukti menurut kedua pengodean: {n}").format(
                      n=n["evidence_notes"])],
    }
    side = {
        "irrelevant": [_("Hasil tidak relevan (n = {n})").format(n=n["irrelevant"])],
        "repeated": [_("Pengulangan (n = {n})").format(n=n["repeated"]),
                     _("sudah ditemukan kueri lain")],
        "unregistered": [_("Selisih pendaftaran (n = {n})").format(n=n["unregistered"]),
                         _("sebabnya tidak dicatat")],
        "excluded": [_("Dikeluarkan (n = {n}):").format(n=n["excluded"]),
                     *_reasons(register, language)],
    }
    return {name: "\n".join(lines) for name, lines in {**main, **side}.items()}


def _reasons(register: Base, language: str) -> list[str]:
    """Return the lines on why sources were left out: the most frequent reasons by name."""
    _ = translator(language)
    table = corpus.excluded_by_reason(register)
    label = column("reason", language)
    lines = []
    for row in table.head(REASONS).to_dict("records"):
        short = row[label].split(";")[0].split(":")[0].split(",")[0]
        lines += fill(f"{short} ({number(row['count'], language)})", SIDE_LINE).split("\n")
    rest = table.iloc[REASONS:]
    return [*lines, _("{kinds} alasan lain ({n})").format(
        kinds=number(len(rest), language), n=number(rest["count"].sum(), language))]


def _height(text: str) -> float:
    return LINE * (text.count("\n") + 1) + PADDING if text else 0


def _box(axes: Axes, left: float, width: float, bottom: float, height: float, text: str,
         colour: str) -> None:
    axes.add_patch(FancyBboxPatch((left, bottom), width, height, boxstyle="round,pad=0,"
                                  "rounding_size=0.8", facecolor="white", edgecolor=colour,
                                  linewidth=1.1))
    first, __, rest = text.partition("\n")
    middle = bottom + height / 2
    lines = text.count("\n")
    axes.text(left + 1.5, middle + LINE * lines / 2, first, fontsize=SIZE, va="center",
              weight="bold")
    for index, line in enumerate(rest.split("\n") if rest else (), 1):
        axes.text(left + 1.5, middle + LINE * (lines / 2 - index), line, fontsize=SIZE - 0.5,
                  va="center")


def _arrow(axes: Axes, x0: float, y0: float, x1: float, y1: float) -> None:
    axes.annotate("", xy=(x1, y1), xytext=(x0, y0), arrowprops={
        "arrowstyle": "-|>", "color": "black", "linewidth": 0.9, "shrinkA": 0, "shrinkB": 0})


def _stages(axes: Axes, edges: dict[str, tuple[float, float]], language: str) -> None:
    """Write the three stages of PRISMA on bars beside their boxes."""
    _ = translator(language)
    for name, first, last in ((_("Identifikasi"), "hits", "hits"),
                              (_("Penyaringan"), "relevant", "registered"),
                              (_("Tercakup"), "analysed", "notes")):
        bottom, top = edges[last][0], edges[first][1]
        axes.add_patch(FancyBboxPatch((STAGE[0], bottom), STAGE[1], top - bottom,
                                      boxstyle="round,pad=0,rounding_size=0.8",
                                      facecolor="#d6e8f5", edgecolor="none"))
        axes.text(STAGE[0] + STAGE[1] / 2, (bottom + top) / 2, name, rotation=90, ha="center",
                  va="center", fontsize=SIZE, weight="bold")


def _alt(register: Base, language: str) -> str:
    _ = translator(language)
    n = {name: number(count, language) for name, count in prisma.counts(register).items()}
    return _("Diagram alur PRISMA: {queries} kueri memberi {hits} hasil, {relevant} di antaranya "
             "relevan; sesudah {repeated} pengulangan dikeluarkan tinggal {new} halaman baru. "
             "Terdaftar {registered} sumber, {unregistered} lebih sedikit daripada halaman baru "
             "tanpa sebab yang dicatat; {excluded} dikeluarkan dengan alasan, {analysed} "
             "dianalisis dan menghasilkan {notes} catatan.").format(**n)
