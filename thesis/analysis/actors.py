"""With whom IOM acted: partners, donors and the network that shared activities make of them.

The activities are those of the period (`thesis.analysis.activities.in_period`); who takes a frame
of activities looks at these instead, such as ``base.activities`` for all of them.
"""

from itertools import combinations

import networkx as nx
import pandas as pd

from thesis.analysis.activities import in_period
from thesis.analysis.complete import complete
from thesis.base.lineage import gathered
from thesis.base.load import Base

IOM = "iom"
ROLES = ("organiser", "host", "partner", "donor", "participant_group")
PARTNERS = ("organiser", "host", "partner")
DONORS = ("donor",)
CONTRIBUTORS = (*PARTNERS, *DONORS)
STATE = ("ministry", "state_body", "law_enforcement", "judiciary", "local_government")  # kinds
GROUPS = ("journalists", "students", "migrant_workers", "residents", "fishing_community")


def links(base: Base, activities: pd.DataFrame | None = None,
          roles: tuple[str, ...] = ROLES) -> pd.DataFrame:
    """Return one row per activity, actor other than IOM, and role.

    Columns: activity_id, actor_id, role, name_id, name_en, acronym, kind, level, programme,
    relevance, sources (space-separated keys).
    """
    activities = in_period(base) if activities is None else activities
    table = complete(base.activity_actors, role=ROLES)
    table = table[table["role"].isin(roles) & (table["actor_id"] != IOM)]
    actors = base.actors[["actor_id", "name_id", "name_en", "acronym", "kind", "level"]]
    known = activities[["activity_id", "programme", "relevance", "sources"]]
    return table.merge(actors, on="actor_id").merge(known, on="activity_id").sort_values(
        ["activity_id", "actor_id", "role"], ignore_index=True)


def partners(base: Base, activities: pd.DataFrame | None = None,
             roles: tuple[str, ...] = PARTNERS) -> pd.DataFrame:
    """Return the actors with one of the roles, those with most activities first.

    Columns: actor_id, name_id, name_en, acronym, kind, activities (number), roles (tuple in the
    order of `ROLES`), rows (activity ids), sources.
    """
    groups = links(base, activities, roles).groupby(
        ["actor_id", "name_id", "name_en", "acronym", "kind"])
    table = groups.agg(activities=("activity_id", "nunique"),
                       roles=("role", lambda found: tuple(r for r in ROLES if r in set(found))))
    table = table.join(gathered(groups)).reset_index()
    return table.sort_values(["activities", "actor_id"], ascending=[False, True], ignore_index=True)


def donors(base: Base, activities: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the donors named for at least one activity: columns of `partners`."""
    return partners(base, activities, DONORS)


def without_donor(base: Base) -> pd.DataFrame:
    """Return the activities of the period for which no source names a donor."""
    activities, paid = in_period(base), links(base, roles=DONORS)["activity_id"]
    return activities[~activities["activity_id"].isin(paid)].reset_index(drop=True)


def with_donor(base: Base) -> pd.DataFrame:
    """Return the activities of the period for which a source names a donor."""
    activities, unpaid = in_period(base), without_donor(base)["activity_id"]
    return activities[~activities["activity_id"].isin(unpaid)].reset_index(drop=True)


def with_state(base: Base) -> pd.DataFrame:
    """Return the rows of `links` of the period in which a body of the state is a partner."""
    table = links(base, roles=PARTNERS)
    return table[table["kind"].isin(STATE)].reset_index(drop=True)


def led_by_iom(base: Base) -> pd.DataFrame:
    """Return the activities of the period that IOM itself organises."""
    activities, table = in_period(base), base.activity_actors
    led = table[(table["actor_id"] == IOM) & (table["role"] == "organiser")]["activity_id"]
    return activities[activities["activity_id"].isin(led)].reset_index(drop=True)


def shares(base: Base) -> pd.DataFrame:
    """Return what part of the partners, and of the activities, each kind of actor makes up.

    Columns: kind, actors, actor_share (percent of the actors), activities, activity_share (percent
    of all the activities; kinds overlap in an activity), rows, sources; most actors first.
    """
    found = links(base, roles=PARTNERS)
    groups = found.groupby("kind")
    table = groups.agg(actors=("actor_id", "nunique"), activities=("activity_id", "nunique"))
    table.insert(1, "actor_share", table["actors"] / found["actor_id"].nunique() * 100)
    table["activity_share"] = table["activities"] / len(in_period(base)) * 100
    table = table.join(gathered(groups)).reset_index()
    return table.sort_values(["actors", "kind"], ascending=[False, True], ignore_index=True)


def network(base: Base, activities: pd.DataFrame | None = None) -> nx.Graph:
    """Return the two-mode graph of activities and organisations, projected to organisations.

    Nodes are actor ids with the attribute ``kind``; an edge joins two actors that share an
    activity, ``weight`` is in how many they do. IOM is left out, since it is in every activity and
    would join all to all; so are those that only took part (role participant_group) and groups of
    persons such as journalists (`GROUPS`).
    """
    table = links(base, activities, CONTRIBUTORS)
    table = table[~table["actor_id"].isin(GROUPS)]
    graph = nx.Graph()
    for row in table.drop_duplicates("actor_id").sort_values("actor_id").itertuples():
        graph.add_node(row.actor_id, kind=row.kind)
    for _, group in table.groupby("activity_id"):
        for one, other in combinations(sorted(set(group["actor_id"])), 2):
            before = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=before + 1)
    return graph


def members(base: Base, activities: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the organisations of `network`, those that met most others first.

    Columns: actor_id, name_id, name_en, acronym, kind, activities (number), roles, degree (other
    organisations met in an activity), rows, sources. Sorted by degree, activities, id.
    """
    graph, table = network(base, activities), partners(base, activities, CONTRIBUTORS)
    table = table[table["actor_id"].isin(graph)].copy()
    table.insert(7, "degree", table["actor_id"].map(dict(graph.degree())).astype(int))
    return table.sort_values(["degree", "activities", "actor_id"],
                             ascending=[False, False, True], ignore_index=True)


def components(base: Base, activities: pd.DataFrame | None = None) -> list[pd.DataFrame]:
    """Return the rows of `members` of each connected part of `network`, the largest first.

    Parts of one size stand in the order of their ids.
    """
    table = members(base, activities)
    parts = sorted(nx.connected_components(network(base, activities)),
                   key=lambda part: (-len(part), min(part)))
    return [table[table["actor_id"].isin(part)].reset_index(drop=True) for part in parts]
