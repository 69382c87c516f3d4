"""Colours as those see them whose eyes have two kinds of cones, and how far apart.

Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color
Vision Deficiency (2009), severity 1.0, over linear light; distances in Oklab
(Ottosson, 2020), where 100 is from black to white.
"""

import math

from upright.charts.palette import linear

Matrix = tuple[tuple[float, float, float], ...]

SEEN: dict[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def distance(one: str, other: str, seen: str) -> float:
    """How far apart two colours are for such eyes, 0 to 100."""
    return 100 * math.dist(_oklab(one, SEEN[seen]), _oklab(other, SEEN[seen]))


def _oklab(colour: str, matrix: Matrix) -> tuple[float, float, float]:
    light = linear(colour)
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0.0), 1.0)
        for row in matrix
    )
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
