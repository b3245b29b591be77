"""Places for the nodes and labels of a small network, the same in each run, without randomness."""

import networkx as nx
import numpy as np

Place = tuple[float, float]
STEPS = 400
CHARACTER, LINE = 0.0135, 0.034  # size of a label's character in a picture of width 1
CROWDED = 0.0002  # overlap that a label may have, in the units of the picture squared
ANGLES = (90, 270, 0, 180, 45, 135, 225, 315)


def positions(graph: nx.Graph, strip: float = 0.2) -> dict[str, Place]:
    """Return a place in the unit square for each node.

    The largest component gets a stress layout (distances in the picture follow those in the
    network); the others are small circles in a strip at the bottom, `strip` high.
    """
    components = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    main, rest = components[0], components[1:]
    places = _scaled(stress(graph.subgraph(main)), 1.0, (strip if rest else 0.0, 1.0))
    width = sum(len(nodes) + 1 for nodes in rest)
    left = 0.0
    for nodes in rest:
        share = (len(nodes) + 1) / width
        places |= _circle(sorted(nodes), left + share / 2, strip * 0.38, strip * 0.06 * len(nodes))
        left += share
    return {node: (round(x, 4), round(y, 4)) for node, (x, y) in places.items()}


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


def label_places(names: dict[str, str], places: dict[str, Place],
                 radii: dict[str, float]) -> dict[str, Place]:
    """Return where the middle of each label goes so that labels and nodes overlap least.

    A label that would cover others is left out, the less important one of two.
    names: labels in order of importance; radii: of all nodes, in units of the picture.
    """
    taken = [(x, y, radii[node], radii[node]) for node, (x, y) in places.items()]
    chosen = {}
    for node, text in names.items():
        half = (max(map(len, text.split("\n"))) * CHARACTER / 2,
                LINE / 2 * (text.count("\n") + 1))
        spots = [_beside(places[node], radii[node], half, angle) for angle in ANGLES]
        costs = [round(sum(_overlap(spot, half, box) for box in taken) + _outside(spot, half), 6)
                 for spot in spots]
        if min(costs) <= CROWDED:
            chosen[node] = spots[costs.index(min(costs))]
            taken.append((*chosen[node], *half))
    return chosen


def _beside(place: Place, radius: float, half: Place, angle: float) -> Place:
    x, y = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    return (place[0] + x * (radius + half[0] + 0.004), place[1] + y * (radius + half[1] + 0.002))


def _overlap(spot: Place, half: Place, box: tuple[float, float, float, float]) -> float:
    wide = half[0] + box[2] - abs(spot[0] - box[0])
    high = half[1] + box[3] - abs(spot[1] - box[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _outside(spot: Place, half: Place) -> float:
    return max(0.0, half[0] - spot[0], spot[0] + half[0] - 1) * 0.2


def _circle(nodes: list[str], x: float, y: float, radius: float) -> dict[str, Place]:
    if len(nodes) == 1:
        return {nodes[0]: (x, y)}
    turn = 2 * np.pi / len(nodes)
    return {node: (float(x + radius * np.cos(turn * i)), float(y + radius * np.sin(turn * i)))
            for i, node in enumerate(nodes)}


def _scaled(places: dict[str, Place], width: float, rows: Place) -> dict[str, Place]:
    values = np.array(list(places.values()))
    low, high = values.min(axis=0), values.max(axis=0)
    part = (values - low) / (high - low)
    return {node: (float(x * width), float(rows[0] + y * (rows[1] - rows[0])))
            for node, (x, y) in zip(places, part, strict=True)}
