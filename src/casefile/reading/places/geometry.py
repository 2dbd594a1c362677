"""Distances and directions on the globe, in kilometres and degrees."""

from __future__ import annotations

import math

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""

_EARTH_KM = 6371.0


def km_between(a: Point, b: Point) -> float:
    """The distance along the surface.

    >>> round(km_between((50.45, 30.52), (48.59, 38.0)))
    578
    """
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    h = math.sin((lat_b - lat_a) / 2) ** 2
    h += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def moved(start: Point, bearing: float, km: float) -> Point:
    """Where one comes to from `start` in the direction of `bearing` (degrees from north)."""
    lat, lon, way = math.radians(start[0]), math.radians(start[1]), math.radians(bearing)
    far = km / _EARTH_KM
    sine = math.sin(lat) * math.cos(far) + math.cos(lat) * math.sin(far) * math.cos(way)
    lat_end = math.asin(max(-1.0, min(1.0, sine)))
    east = math.sin(way) * math.sin(far) * math.cos(lat)
    lon_end = lon + math.atan2(east, math.cos(far) - math.sin(lat) * sine)
    return round(math.degrees(lat_end), 5), round((math.degrees(lon_end) + 540) % 360 - 180, 5)


def halfway(a: Point, b: Point) -> Point:
    """The point in the middle of the way from `a` to `b`."""
    lat_a, lon_a, lat_b, lon_b = (math.radians(x) for x in (*a, *b))
    x = math.cos(lat_b) * math.cos(lon_b - lon_a)
    y = math.cos(lat_b) * math.sin(lon_b - lon_a)
    lat = math.atan2(
        math.sin(lat_a) + math.sin(lat_b), math.sqrt((math.cos(lat_a) + x) ** 2 + y**2)
    )
    lon = lon_a + math.atan2(y, math.cos(lat_a) + x)
    return round(math.degrees(lat), 5), round((math.degrees(lon) + 540) % 360 - 180, 5)
