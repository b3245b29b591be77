"""The framework of the thesis: from concepts through statements and evidence to verdicts."""

from collections.abc import Sequence
from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from thesis.analysis import parts
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREEN, GREY, ORANGE, new_figure
from thesis.words.labels import labels
from thesis.words.language import capital, join_words, translator

SIZE, LINE, PADDING, GAP, HEAD = 7.5, 0.15, 0.17, 0.16, 0.3  # points; the others in inches
COLUMNS = ((0, 24), (27.5, 27), (58, 19), (80.5, 19.5))  # left edge and width, in percent
CHARACTERS, INDENTS = (24, 26, 17, 18), ("", "  ", "", "  ")  # of the lines of each column


def framework(base: Base, language: str) -> FigureExhibit:
    """Concepts, the statements that they lead to, whose word is counted, what is concluded."""
    _ = translator(language)
    rows = [(_filled(concept, 0), _filled(_statements(base, ids, language), 1))
            for concept, ids in _concepts(language)]
    heights = [LINE * max(map(len, row)) + PADDING for row in rows]
    total = sum(heights) + GAP * (len(rows) - 1)
    figure, axes = new_figure(total + HEAD + 0.1)
    axes.set_xlim(0, 100)
    axes.set_ylim(-0.05, total + HEAD)
    axes.axis("off")
    for (left, width), name in zip(COLUMNS, (_("Konsep"), _("Pernyataan"), _("Bukti"),
                                             _("Kesimpulan")), strict=True):
        axes.text(left + width / 2, total + HEAD / 2, name, ha="center", va="center", fontsize=9,
                  weight="bold")
    top = total
    for (concept, statement), height in zip(rows, heights, strict=True):
        _box(axes, 0, top, height, concept, BLUE)
        _box(axes, 1, top, height, statement, GREY)
        _arrow(axes, 0, top - height / 2)
        _arrow(axes, 1, top - height / 2)
        top -= height + GAP
    _box(axes, 2, total, total, _filled(_evidence(language), 2), ORANGE)
    split = 0.56 * total
    _box(axes, 3, total, split - GAP / 2, _filled(_verdicts(language), 3), GREEN)
    _box(axes, 3, total - split - GAP / 2, total - split - GAP / 2,
         _filled(_roles(language), 3), GREEN)
    _arrow(axes, 2, total - split / 2)
    _arrow(axes, 2, (total - split) / 2)
    return FigureExhibit(figure, _alt(base, language), parts.findings(base))


def _concepts(language: str) -> list[tuple[list[str], Sequence[str]]]:
    """Return (concept with what it consists of, the statements that test it)."""
    _ = translator(language)
    return [([_("Perdagangan orang"), _("tindakan, cara, tujuan")], ["F1"]),
            ([_("Peran organisasi internasional"), _("instrumen, arena, aktor")],
             ["F2", "F3", "F4", "F5"]),
            ([_("Sistem penanganan"),
              _("pencegahan, penuntutan, pelindungan, kemitraan, pemulihan")], ["F6"]),
            ([_("Hambatan dan anjuran"), _("koordinasi, sumber daya, evaluasi")],
             ["F7", "F8", "F9"])]


def _statements(base: Base, ids: Sequence[str], language: str) -> list[str]:
    """Return the parts of statements by name, without a heading."""
    names = labels("finding", language)
    return ["", *(f"{part} {names[part]}" for part in _parts(base, ids))]


def _parts(base: Base, ids: Sequence[str]) -> list[str]:
    """Return the ids of the parts of statements."""
    table = parts.findings(base)
    return list(table.loc[table["finding_id"].isin(ids), "part_id"])


def _evidence(language: str) -> list[str]:
    _ = translator(language)
    return [_("Catatan"), _("dikode dua kali"), _("sengketa diputus"), "",
            _("dihitung menurut pembuat karya:"), "", _("IOM dan badan yang terikat padanya"), "",
            _("mitra kegiatan IOM"), "", _("penerbit independen")]


def _verdicts(language: str) -> list[str]:
    _ = translator(language)
    return [_("Putusan"), *labels("verdict", language).values()]


def _roles(language: str) -> list[str]:
    _ = translator(language)
    results = labels("role_result", language).values()
    return [_("Peran dalam kegiatan inti"), *results]


def _filled(entries: Sequence[str], column: int) -> list[str]:
    """Return entries as lines, those of the first, which is a heading, with a * before them."""
    head, *others = entries
    width = CHARACTERS[column]
    return [*(f"*{line}" for line in wrap(head, width - 2)),
            *(line for entry in others
              for line in wrap(entry, width, subsequent_indent=INDENTS[column]) or [""])]


def _box(axes: Axes, column: int, top: float, height: float, lines: Sequence[str],
         colour: str) -> None:
    """Draw a box with its lines in the middle; those that begin with * are bold."""
    left, width = COLUMNS[column]
    axes.add_patch(FancyBboxPatch((left, top - height), width, height, facecolor="white",
                                  boxstyle="square,pad=0", edgecolor=colour, linewidth=1.2))
    first = top - height / 2 + LINE * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        axes.text(left + 1.2, first - LINE * index, line.removeprefix("*"), fontsize=SIZE,
                  va="center", weight="bold" if line.startswith("*") else "normal")


def _arrow(axes: Axes, column: int, height: float) -> None:
    """Draw an arrow from a column to the next."""
    axes.annotate("", xy=(COLUMNS[column + 1][0], height), xytext=(sum(COLUMNS[column]), height),
                  arrowprops={"arrowstyle": "-|>", "color": "black", "linewidth": 0.9,
                              "shrinkA": 0, "shrinkB": 0})


def _alt(base: Base, language: str) -> str:
    _ = translator(language)
    names = labels("finding", language)
    groups = [f"{concept[0]}: " + join_words([names[part] for part in _parts(base, ids)], language)
              for concept, ids in _concepts(language)]
    return capital(_("Diagram dari konsep ke kesimpulan. {groups}. Catatan dihitung menurut "
                     "pembuat karya, yaitu IOM dan badan yang terikat padanya, mitra, dan penerbit "
                     "independen; dari situ mengikuti putusan atas tiap pernyataan serta peran "
                     "IOM dalam kegiatan inti.").format(groups="; ".join(groups)))
