"""Figures of the findings: support and contradiction, robustness of the verdicts."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from thesis.analysis import findings, parts, robustness
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREEN, ORANGE, SKY, new_figure
from thesis.words.labels import headings, labels
from thesis.words.language import join_words, number, translator

BASIS_COLOURS = {"other": BLUE, "press": SKY, "partner": GREEN, "own_word": ORANGE}
VERDICT_COLOURS = {"supported": "#9ccfe7", "partners": "#b9dfb4", "thin": "#f3e9a6",
                   "own_word": "#f5cf8a", "contested": "#e9a083", "none": "#dddddd"}


def support(base: Base, language: str) -> FigureExhibit:
    """How many publishers support (right) and contradict (left) each finding, by their grade.

    The first statement has a panel with its own scale: it has far more publishers than the others.
    """
    _ = translator(language)
    table = findings.by_basis(base)
    told = parts.findings(base)
    of_first = told["finding_id"] == told["finding_id"].iloc[0]
    first, others = (list(told.loc[chosen, "part_id"]) for chosen in (of_first, ~of_first))
    figure, (top, bottom) = new_figure(1.6 + 0.25 * len(told), 2, 1,
                                       height_ratios=[len(first) + 0.4, len(others) + 0.4])
    for axes, part in ((top, first), (bottom, others)):
        _diverging(axes, table, part, language)
    bottom.set_xlabel(_("Penerbit: kiri membantah, kanan mendukung"), x=0.3, fontsize=8.5)
    handles = [Patch(color=BASIS_COLOURS[name], label=label)
               for name, label in headings("basis", language).items()]
    figure.legend(handles=handles, loc="outside upper center", ncols=2, fontsize=8.5)
    return FigureExhibit(figure, _support_alt(table, language), table)


def _diverging(axes: Axes, table: pd.DataFrame, ids: list[str], language: str) -> None:
    wide = table.pivot(index="finding_id", columns=["stance", "basis"],
                       values="publishers").loc[ids]
    names = headings("finding", language)
    labels = [f"{finding}  {names[finding]}" for finding in ids]
    for stance, sign, align in (("supports", 1, "left"), ("contradicts", -1, "right")):
        ends = pd.Series(0, index=ids)
        for basis, colour in BASIS_COLOURS.items():
            axes.barh(labels, sign * wide[stance][basis], left=ends, color=colour, height=0.65)
            ends += sign * wide[stance][basis]
        for label, end in zip(labels, ends):
            if end or stance == "supports":
                axes.annotate(number(abs(end), language), (end, label), (3 * sign, 0),
                              textcoords="offset points", ha=align, va="center", fontsize=8)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_ylim(len(ids) - 0.4, -0.6)
    most = wide["supports"].sum(axis=1).max()
    axes.set_xlim(-0.12 * most, 1.1 * most)
    axes.tick_params(axis="both", labelsize=8.5)
    axes.xaxis.set_major_formatter(lambda value, _: number(abs(value), language))


def _support_alt(table: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    sums = table.groupby(["stance", "finding_id"], sort=False)["publishers"].sum()
    pro, contra = (join_words([_("{finding} ({count})").format(
        finding=finding, count=number(count, language))
        for finding, count in sums[stance].items() if count or stance == "supports"], language)
        for stance in findings.STANCES)
    return _("Penerbit menurut pernyataan. Mendukung: {pro}. Membantah: {contra}.").format(
        pro=pro, contra=contra)


def specifications(base: Base, language: str) -> FigureExhibit:
    """The verdict on each finding in each scenario, with the number of publishers outside IOM."""
    _ = translator(language)
    table = robustness.matrix(base)
    names, scenarios = headings("finding", language), headings("scenario", language)
    kinds = labels("verdict", language)
    ids = parts.ids(base)
    figure, axes = new_figure(4.0)
    for row in table.to_dict("records"):
        x, y = list(scenarios).index(row["scenario"]), ids.index(row["finding_id"])
        axes.fill([x, x + 1, x + 1, x], [y, y, y + 1, y + 1], edgecolor="white", linewidth=2,
                  facecolor=VERDICT_COLOURS[row["verdict"]])
        axes.text(x + 0.5, y + 0.5, number(row["outside_publishers"], language), ha="center",
                  va="center", fontsize=8.5)
    axes.set_xlim(0, len(scenarios))
    axes.set_ylim(len(ids), 0)
    axes.set_xticks([i + 0.5 for i in range(len(scenarios))],
                    list(scenarios.values()), fontsize=8, rotation=35, ha="left")
    axes.set_yticks([i + 0.5 for i in range(len(ids))],
                    [f"{finding}  {names[finding]}" for finding in ids], fontsize=8.5)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    handles = [Patch(color=VERDICT_COLOURS[name], label=kinds[name])
               for name in kinds if name in set(table["verdict"])]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=8.5)
    return FigureExhibit(figure, _specification_alt(base, table, language), table)


def _specification_alt(base: Base, table: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    changed = sorted(set(robustness.changes(base)["finding_id"]))
    stable = [finding for finding in parts.ids(base) if finding not in changed]
    return _("Putusan atas setiap pernyataan dalam {n} skenario. Sama dalam semua skenario: "
             "{stable}. Berubah dalam sekurang-kurangnya satu skenario: {changed}.").format(
        n=number(table["scenario"].nunique(), language), stable=join_words(stable, language),
        changed=join_words(changed, language))
