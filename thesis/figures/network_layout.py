"""Places for the nodes and labels of a small network, the same in each run, without randomness."""

import networkx as nx
import numpy as np

Place = tuple[float, float]
ROW = 0.24  # height of a row of small components in a picture of height 1
RADIUS = {1: 0.0, 2: 0.045, 3: 0.05, 4: 0.08}  # of a small component with so many nodes
STEPS = 400
CHARACTER, LINE = 0.0152, 0.034  # size of a label's character in a picture of width 1
MARGIN = 0.12  # beside the picture, for labels
CROWDED = 0.0002  # overlap that a label may have, in the units of the picture squared
ANGLES = (90, 270, 0, 180, 45, 135, 225, 315)


def positions(graph: nx.Graph) -> dict[str, Place]:
    """Return a place in the unit square for each node.

    The largest component gets a stress layout (distances in the picture follow those in the
    network); the others are small circles in rows below it, each `ROW` high.
    """
    components = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    main, rows = components[0], _rows(components[1:])
    places = _scaled(stress(graph.subgraph(main)), 1.0, (ROW * len(rows), 1.0))
    for number, row in enumerate(rows):
        middle = ROW * (len(rows) - number - 0.6)
        width = sum(map(_width, row))
        left = -MARGIN / 2
        for nodes in row:
            share = (1 + MARGIN) * _width(nodes) / width
            places |= _circle(sorted(nodes), left + share / 2, middle, RADIUS[min(len(nodes), 4)])
            left += share
    return {node: (round(x, 4), round(y, 4)) for node, (x, y) in places.items()}


def _rows(components: list[set[str]]) -> list[list[set[str]]]:
    """Return the components in rows that are no wider than the picture."""
    rows: list[list[set[str]]] = []
    for nodes in components:
        if not rows or sum(map(_width, rows[-1])) + _width(nodes) > 1 + MARGIN:
            rows.append([])
        rows[-1].append(nodes)
    return rows


def _width(nodes: set[str]) -> float:
    return 0.21 + 0.025 * len(nodes)


def stress(graph: nx.Graph) -> dict[str, Place]:
    """Return places whose distances come near to path lengths (majorisation of the stress)."""
    nodes = sorted(graph)
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    distance = np.array([[lengths[a][b] for b in nodes] for a in nodes], dtype=float)
    distance = distance ** 0.9 + np.where(distance == 2, 0.25, 0.0)
    np.fill_diagonal(distance, 0)
    weight = np.where(distance > 0, 1 / np.maximum(distance, 1e-9) ** 2, 0.0)
    angle = np.linspace(0, 2 * np.pi, len(nodes), endpoint=False)
    place = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    for _ in range(STEPS):
        gap = place[:, None] - place[None]
        length = np.maximum(np.linalg.norm(gap, axis=2), 1e-9)
        pull = weight[..., None] * (place[None] + gap * (distance / length)[..., None])
        place = pull.sum(axis=1) / weight.sum(axis=1)[:, None]
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, place, strict=True)}


def label_places(names: dict[str, str], places: dict[str, Place], radii: dict[str, float],
                 middles: dict[str, Place]) -> dict[str, Place]:
    """Return where the middle of each label goes so that labels and nodes overlap least.

    Of places as good the one is taken that looks away from the neighbours of the node. A label
    that would cover others is left out, the less important one of two.
    names: labels in order of importance; radii: of all nodes, in units of the picture; middles: of
    the neighbours of each node.
    """
    taken = [(x, y, radii[node], radii[node]) for node, (x, y) in places.items()]
    chosen = {}
    for node, text in names.items():
        half = (max(map(len, text.split("\n"))) * CHARACTER / 2,
                LINE / 2 * (text.count("\n") + 1))
        spots = [_beside(places[node], radii[node], half, angle)
                 for angle in _outward(places[node], middles[node])]
        costs = [round(sum(_overlap(spot, half, box) for box in taken) + _outside(spot, half), 6)
                 for spot in spots]
        if min(costs) <= CROWDED:
            chosen[node] = spots[costs.index(min(costs))]
            taken.append((*chosen[node], *half))
    return chosen


def middles(graph: nx.Graph, places: dict[str, Place]) -> dict[str, Place]:
    """Return the middle of the neighbours of each node, of a node without any its own place."""
    around = {node: [places[other] for other in graph[node]] or [places[node]] for node in graph}
    return {node: tuple(np.mean(found, axis=0)) for node, found in around.items()}


def _outward(place: Place, middle: Place) -> list[int]:
    """Return `ANGLES`, those first that point away from `middle`."""
    away = np.array(place) - np.array(middle)
    return sorted(ANGLES, key=lambda angle: -round(float(
        away @ (np.cos(np.radians(angle)), np.sin(np.radians(angle)))), 3))


def _beside(place: Place, radius: float, half: Place, angle: float) -> Place:
    x, y = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    return (place[0] + x * (radius + half[0] + 0.004), place[1] + y * (radius + half[1] + 0.002))


def _overlap(spot: Place, half: Place, box: tuple[float, float, float, float]) -> float:
    wide = half[0] + box[2] - abs(spot[0] - box[0])
    high = half[1] + box[3] - abs(spot[1] - box[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _outside(spot: Place, half: Place) -> float:
    return max(0.0, half[0] - spot[0] - MARGIN, spot[0] + half[0] - 1 - MARGIN) * 0.2


def _circle(nodes: list[str], x: float, y: float, radius: float) -> dict[str, Place]:
    turn = 2 * np.pi / len(nodes)
    angles = {node: np.pi / 2 + turn * i for i, node in enumerate(nodes)}
    return {node: (float(x + radius * np.cos(angle)), float(y + radius * np.sin(angle)))
            for node, angle in angles.items()}


def _scaled(places: dict[str, Place], width: float, rows: Place) -> dict[str, Place]:
    values = np.array(list(places.values()))
    low, high = values.min(axis=0), values.max(axis=0)
    part = (values - low) / (high - low)
    return {node: (float(x * width), float(rows[0] + y * (rows[1] - rows[0])))
            for node, (x, y) in zip(places, part, strict=True)}
