"""Where each author stands in the picture of the network: tied authors near one another, groups side by side.

Within a group: forces of Fruchterman & Reingold (Software: Practice and Experience 1991;21:1129), with their grid
variant's rule that only what is near pushes away; near is found by a k-d tree. The same network gives the same picture.
"""

from collections.abc import Mapping, Sequence
from math import ceil, cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from cairn.community.network import Network

FloatArray = NDArray[np.float64]

STEPS = 120
REACH = 2.5
"""How far authors push one another, in ideal lengths of a tie."""
_SEED = 20010615


def place(network: Network) -> dict[str, tuple[float, float]]:
    """Give each author a place: x and y from 0, in ideal lengths of a tie, y downwards."""
    ties: dict[str, list[tuple[str, float]]] = {author: [] for author in network.works_of}
    for tie in network.ties:
        ties[tie.one].append((tie.other, tie.weight))
    placed = [(group, _place_group(group, ties)) for group in network.groups]
    return _packed(placed)


def _place_group(group: Sequence[str], ties: Mapping[str, Sequence[tuple[str, float]]]) -> FloatArray:
    if len(group) == 1:
        return np.zeros((1, 2))
    # On a circle to begin with, so that small groups stay regular.
    radius = len(group) / (2 * pi)
    places = np.array([(radius * cos(a), radius * sin(a)) for a in np.arange(len(group)) * 2 * pi / len(group)])
    number = {author: at for at, author in enumerate(group)}
    pairs = np.array([(number[one], number[other]) for one in group for other, _ in ties[one]])
    weights = np.array([weight for one in group for _, weight in ties[one]])
    # Shaken a little: on the circle, opposite forces may cancel for ever.
    places += np.random.default_rng(_SEED).normal(scale=0.01, size=places.shape)
    heat = max(1.0, radius / 2)
    for step in range(STEPS):
        moved = _push(places) + _pull(places, pairs, weights)
        length = np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
        places += moved / length * np.minimum(length, heat * (1 - step / STEPS))
    centred: FloatArray = places - places.min(axis=0)
    return centred


def _push(places: FloatArray) -> FloatArray:
    near = cKDTree(places).query_pairs(REACH, output_type="ndarray")
    force = np.zeros_like(places)
    if len(near):
        apart = places[near[:, 0]] - places[near[:, 1]]
        push = apart / np.maximum((apart**2).sum(axis=1, keepdims=True), 1e-4)
        for axis in (0, 1):
            force[:, axis] += np.bincount(near[:, 0], push[:, axis], len(places))
            force[:, axis] -= np.bincount(near[:, 1], push[:, axis], len(places))
    return force


def _pull(places: FloatArray, pairs: FloatArray, weights: FloatArray) -> FloatArray:
    apart = places[pairs[:, 0]] - places[pairs[:, 1]]
    # A strong tie is shorter, but a hundred works do not make one point of two people.
    pull = apart * np.linalg.norm(apart, axis=1, keepdims=True) * np.minimum(weights, 2.0)[:, None].clip(0.25)
    force = np.zeros_like(places)
    for axis in (0, 1):
        force[:, axis] -= np.bincount(pairs[:, 0], pull[:, axis], len(places))
        force[:, axis] += np.bincount(pairs[:, 1], pull[:, axis], len(places))
    return force


def _packed(placed: Sequence[tuple[Sequence[str], FloatArray]]) -> dict[str, tuple[float, float]]:
    """Set the groups, largest first, into rows of about the width that makes the whole twice as wide as high."""
    area = sum((ends[0] + 2) * (ends[1] + 2) for ends in (places.max(axis=0) for _, places in placed))
    widest = max([sqrt(2 * area), *(places.max(axis=0)[0] + 2 for _, places in placed)])
    found: dict[str, tuple[float, float]] = {}
    left = top = height = 0.0
    for group, places in placed:
        width, tall = (float(end) + 2 for end in places.max(axis=0))
        if left + width > widest:
            left, top, height = 0.0, top + ceil(height), 0.0
        for author, (x, y) in zip(group, places, strict=True):
            found[author] = (left + 1 + float(x), top + 1 + float(y))
        left, height = left + width, max(height, tall)
    return found
