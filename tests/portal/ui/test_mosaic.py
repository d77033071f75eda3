"""Mosaic: one drawing a key, light, varied, and hidden from who does not see it."""

import re

from django.template import Context, Template

from portal.ui import theme
from portal.ui.pictures import PAIRS, SUN, extent, mosaic

FRAME = (
    '<svg class="cover" viewBox="0 0 83 62" preserveAspectRatio="xMidYMid slice"'
    ' aria-hidden="true" focusable="false"'
)


def cover(key):
    return Template("{% cover key %}").render(Context({"key": key}))


def test_a_key_has_one_cover_and_two_keys_have_two():
    keys = [f"pratique-{n}" for n in range(300)]
    covers = [cover(key) for key in keys]

    assert [cover(key) for key in keys] == covers
    assert len(set(covers)) == len(keys)


def test_a_cover_is_light_and_says_nothing_to_who_does_not_see_it():
    covers = [cover(f"{n}") for n in range(300)]

    assert max(len(one.encode()) for one in covers) <= 2_000
    assert {one[: one.index(">")] for one in covers} == {FRAME}
    assert not [one for one in covers if "style" in one or "http" in one or "id=" in one]


def test_a_mosaic_is_painted_in_the_colours_of_the_charter_with_one_sun():
    known = {name for pair in PAIRS for name in pair} | {SUN}

    assert known <= theme.SHIPPED.keys()
    for n in range(100):
        paths = mosaic(n)
        assert {token for token, _ in paths} <= known
        assert [d.count("M") for token, d in paths if token == SUN] == [1]


def test_every_tile_of_a_mosaic_of_any_size_has_its_ground():
    for columns, rows in ((1, 1), (4, 3), (12, 2)):
        squares = "".join(d for _, d in mosaic("clé", columns, rows)).count("h20v20h-20z")
        assert squares == columns * rows
    assert (extent(4), extent(3)) == (83, 62)


def test_a_cover_keeps_within_its_frame():
    for n in range(100):
        for _, d in mosaic(n):
            at = [tuple(map(int, pair)) for pair in re.findall(r"M(\d+) (\d+)", d)]
            assert all(x <= 83 and y <= 62 for x, y in at)


def test_letters_that_a_template_escapes_are_a_key_as_another():
    assert cover('"><script>').count("<svg") == 1
    assert "script" not in cover('"><script>')
