"""Figures of the findings: support and contradiction, robustness of the verdicts, obstacles."""

from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.image import AxesImage
from matplotlib.patches import Patch

from thesis.analysis import findings, obstacles, parts, robustness
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREEN, ORANGE, SKY, Figure, localise, new_figure
from thesis.words.labels import headings, labels
from thesis.words.language import column, join_words, number, percent, translator

BASIS_COLOURS = {"other": BLUE, "press": SKY, "partner": GREEN, "own_word": ORANGE}
VERDICT_COLOURS = {"supported": "#9ccfe7", "partners": "#b9dfb4", "thin": "#f3e9a6",
                   "own_word": "#f5cf8a", "contested": "#e9a083", "none": "#dddddd"}
BLUES = LinearSegmentedColormap.from_list("blues", ["white", BLUE])


def support(base: Base, language: str) -> FigureExhibit:
    """Notes for (right) and against (left) each finding, by whose word they rest on.

    The first has a panel with its own scale: it has far more notes than the others. The label
    beside a bar is the number of publishers.
    """
    _ = translator(language)
    table = findings.by_basis(base)
    publishers = findings.summary(base).set_index(["finding_id", "stance"])["publishers"]
    first, *others = parts.ids(base)
    figure, (top, bottom) = new_figure(4.1, 2, 1, height_ratios=[1, len(others)])
    for axes, ids in ((top, [first]), (bottom, others)):
        _diverging(axes, table, ids, publishers, language)
    bottom.set_xlabel(_("Catatan: kiri membantah, kanan mendukung (angka: penerbit)"), x=0.3,
                      fontsize=8.5)
    handles = [Patch(color=BASIS_COLOURS[name], label=label)
               for name, label in headings("basis", language).items()]
    figure.legend(handles=handles, loc="outside upper center", ncols=2, fontsize=8.5)
    return FigureExhibit(figure, _support_alt(base, language), table)


def _diverging(axes: Axes, table: pd.DataFrame, ids: list[str], publishers: pd.Series,
               language: str) -> None:
    wide = table.pivot(index="finding_id", columns=["stance", "basis"], values="notes").loc[ids]
    names = headings("finding", language)
    labels = [f"{finding}  {names[finding]}" for finding in ids]
    for stance, sign, align in (("supports", 1, "left"), ("contradicts", -1, "right")):
        ends = pd.Series(0, index=ids)
        for basis, colour in BASIS_COLOURS.items():
            axes.barh(labels, sign * wide[stance][basis], left=ends, color=colour, height=0.65)
            ends += sign * wide[stance][basis]
        for label, finding in zip(labels, ids):
            if (finding, stance) in publishers.index:
                axes.annotate(number(publishers[finding, stance], language),
                              (ends[finding], label), (3 * sign, 0), textcoords="offset points",
                              ha=align, va="center", fontsize=8)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_ylim(len(ids) - 0.4, -0.6)
    total = wide["supports"].sum(axis=1).max()
    axes.set_xlim(-0.12 * total, 1.1 * total)
    axes.tick_params(axis="both", labelsize=8.5)
    axes.xaxis.set_major_formatter(lambda value, _: number(abs(value), language))


def _support_alt(base: Base, language: str) -> str:
    _ = translator(language)
    table = findings.summary(base)
    pro = table[table["stance"] == "supports"].set_index("finding_id")
    contra = table[table["stance"] == "contradicts"]
    fewest = pro[pro["publishers"] == pro["publishers"].min()]
    against = join_words([_("{finding} ({count})").format(
        finding=row["finding_id"], count=number(row["notes"], language))
        for row in contra.to_dict("records")], language)
    return _("Catatan yang mendukung dan membantah tiap pernyataan. F1a didukung paling banyak: "
             "{notes} catatan dari {publishers} penerbit; paling sedikit penerbit mendukung "
             "{few} ({least}). Catatan yang membantah hanya ada pada {against}.").format(
        notes=number(pro.loc["F1a", "notes"], language),
        publishers=number(pro.loc["F1a", "publishers"], language),
        few=join_words(list(fewest.index), language),
        least=number(pro["publishers"].min(), language), against=against)


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
    figure.legend(handles=handles, loc="outside lower center", ncols=5, fontsize=8.5)
    return FigureExhibit(figure, _specification_alt(base, table, language), table)


def _specification_alt(base: Base, table: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    changed = sorted(set(robustness.changes(base)["finding_id"]))
    stable = [finding for finding in parts.ids(base) if finding not in changed]
    return _("Putusan atas setiap pernyataan dalam {n} skenario. Sama dalam semua skenario: "
             "{stable}. Berubah dalam sekurang-kurangnya satu skenario: {changed}.").format(
        n=number(table["scenario"].nunique(), language), stable=join_words(stable, language),
        changed=join_words(changed, language))


def obstacles_by_class(base: Base, language: str) -> FigureExhibit:
    """How often each obstacle is named, by class of source.

    The number is notes, the colour their share of the notes of that class that name any obstacle.
    """
    _ = translator(language)
    table = obstacles.by_class(base)
    codes, kinds = list(table["code"].unique()), list(table["source_class"].unique())
    labels = base.codebook.set_index("code")[column("label", language)]
    shares = table.pivot(index="code", columns="source_class", values="share").loc[codes, kinds]
    figure, axes = new_figure(4.2)
    image = axes.imshow(shares, cmap=BLUES, vmin=0, vmax=60, aspect="auto")
    for row in table.to_dict("records"):
        axes.text(kinds.index(row["source_class"]), codes.index(row["code"]),
                  number(row["notes"], language) if row["notes"] else "·", ha="center",
                  va="center", fontsize=8.5, color="white" if row["share"] > 35 else "black")
    names = headings("source_class", language, "plural")
    axes.set_xticks(range(len(kinds)), [fill(names[kind], 10, break_long_words=False)
                                        for kind in kinds], fontsize=8)
    axes.set_yticks(range(len(codes)), labels[codes], fontsize=8.5)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    _share_bar(figure, image, axes, language)
    return FigureExhibit(figure, _obstacle_alt(base, language), table)


def _share_bar(figure: Figure, image: AxesImage, axes: Axes, language: str) -> None:
    _ = translator(language)
    bar = figure.colorbar(image, ax=axes, shrink=0.7, aspect=18, extend="max")
    bar.set_label(_("% catatan hambatan jenis sumber itu"), fontsize=8)
    bar.ax.tick_params(labelsize=8)
    localise(bar.ax.yaxis, language, 0)


def _obstacle_alt(base: Base, language: str) -> str:
    _ = translator(language)
    table = obstacles.by_code(base)
    top, second = table.iloc[0], table.iloc[1]
    label = column("label", language)
    return _("Hambatan menurut jenis sumber. Paling banyak penerbit menyebut {first} ({n1} "
             "catatan, {p1} penerbit) dan {second} ({n2} catatan, {p2} penerbit; {share} dari "
             "pers).").format(
        first=top[label].lower(), n1=number(top["notes"], language),
        p1=number(top["publishers"], language), second=second[label].lower(),
        n2=number(second["notes"], language), p2=number(second["publishers"], language),
        share=percent(second["press_share"], language, 0))
