"""Hiding places that no row of the table names: one file each, with a marker in it."""

import warnings
from collections.abc import Iterator

from safelight.bench.planted.header_places import HEADER_PLACES
from safelight.bench.planted.markers import Marker, Markers
from safelight.bench.planted.pixel_places import PIXEL_PLACES
from safelight.bench.planted.rows import Planted


def place_files(seed: int) -> Iterator[Planted]:
    """Yield a file for every hiding place."""
    markers = Markers(seed)
    for plant in (*HEADER_PLACES, *PIXEL_PLACES):
        text = f"{markers.text()}{markers.text()}"
        name = (plant.__doc__ or "").rstrip(".")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is planted breaks rules on purpose
            data = plant(text)
        yield Planted(name, 0, data, Marker(text, (text,)))
