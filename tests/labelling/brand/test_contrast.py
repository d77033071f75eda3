"""Contrast of a charter's colours: known ratios, floors, refusals."""

import pytest
from django.core.exceptions import ValidationError

from labelling.title.brand.charters import colours as contrast
from labelling.title.brand.charters.colours import LABELS, shipped, valid_colours
from portal.ui.theme import SHIPPED

# (front, ground): what the identity gives for light and for dark.
KNOWN = {
    ("ink", "paper"): (14.4, 15.8), ("ink", "surface"): (15.7, 14.0), ("ink", "sunken"): (12.8, 16.7),
    ("ink", "brand-soft"): (13.1, 11.6), ("ink", "ok-soft"): (13.2, 11.7),
    ("ink", "warn-soft"): (13.8, 11.8), ("ink", "danger-soft"): (13.2, 13.0),
    ("ink", "mark"): (12.4, 8.0), ("muted", "paper"): (6.3, 9.5), ("muted", "surface"): (6.9, 8.5),
    ("muted", "sunken"): (5.6, 10.1), ("muted", "brand-soft"): (5.7, 7.0),
    ("muted", "ok-soft"): (5.8, 7.1), ("muted", "warn-soft"): (6.1, 7.2),
    ("muted", "danger-soft"): (5.8, 7.9), ("brand", "paper"): (8.9, 10.5),
    ("brand", "surface"): (9.7, 9.3), ("brand", "sunken"): (7.9, 11.1),
    ("brand", "brand-soft"): (8.1, 7.7), ("brand-strong", "paper"): (12.6, 13.5),
    ("brand-strong", "brand-soft"): (11.4, 9.9), ("ok", "surface"): (7.5, 9.5),
    ("ok", "paper"): (6.9, 10.6), ("ok", "ok-soft"): (6.4, 7.9), ("warn", "warn-soft"): (6.9, 8.5),
    ("danger", "danger-soft"): (6.9, 8.1), ("danger", "surface"): (8.2, 8.8),
    ("on-danger", "danger"): (8.2, 9.4), ("on-brand", "brand"): (9.7, 9.6),
    ("on-brand", "brand-strong"): (13.7, 12.4), ("on-night", "night"): (11.4, 14.3),
    ("night-muted", "night"): (8.5, 10.7), ("tile-sun", "night"): (6.5, 8.1),
    ("on-sun", "tile-sun"): (8.8, 8.8), ("on-sun", "tile-sand"): (10.9, 8.7),
    ("on-sun", "tile-sky"): (8.7, 6.9), ("edge", "surface"): (4.8, 5.7), ("edge", "paper"): (4.4, 6.4),
    ("edge", "sunken"): (3.9, 6.8), ("focus", "paper"): (12.6, 10.1), ("focus", "surface"): (13.7, 9.0),
    ("focus", "sunken"): (11.2, 10.7), ("tile-brick", "surface"): (5.4, 5.1),
}  # fmt: skip


def test_the_pairs_and_their_ratios_are_those_of_the_identity():
    measured = {}
    for one in contrast.measures(SHIPPED):
        measured.setdefault((one.front, one.ground), []).append(one.ratio)

    assert set(measured) == set(KNOWN)
    for pair, found in measured.items():
        assert found == pytest.approx(KNOWN[pair], abs=0.06), pair  # written with one decimal


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the greys on either side of 4.5
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_the_vectors_of_wcag(one, other, ratio):
    assert (round(contrast.ratio(one, other), 2), round(contrast.ratio(other, one), 2)) == (
        ratio,
        ratio,
    )


def test_no_pair_of_the_shipped_colours_fails_and_every_token_is_named():
    assert contrast.failures(SHIPPED) == []
    assert list(LABELS) == list(SHIPPED)
    assert len(SHIPPED) == 29


def test_a_pair_under_its_floor_names_both_colours_the_ratio_and_the_floor():
    colours = shipped()
    colours["muted"]["light"] = "#8a8a8a"

    found = [one.sentence.replace("\u00a0", " ") for one in contrast.failures(colours)]

    assert found[0] == (
        "En clair, « texte secondaire » sur « fond de page » (#8a8a8a sur #f6f5f2) : "
        "3,1 pour 1 ; il faut 4,5."
    )
    assert len(found) == 7


def test_a_ratio_just_under_the_floor_never_reads_as_the_floor():
    assert (
        contrast.format_ratio(4.48),
        contrast.format_ratio(4.4999),
        contrast.format_ratio(4.5),
    ) == ("4,4", "4,4", "4,5")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: c.pop("ink"),
        lambda c: c.update({"inconnue": {"light": "#000000", "dark": "#000000"}}),
        lambda c: c["ink"].pop("dark"),
        lambda c: c["ink"].update(light="red"),
        lambda c: c["ink"].update(light="#fff; } body { display: none"),
    ],
)
def test_colours_are_exactly_those_of_the_site_and_nothing_else_enters_a_stylesheet(spoil):
    colours = shipped()
    valid_colours(colours)
    spoil(colours)

    with pytest.raises(ValidationError):
        valid_colours(colours)
