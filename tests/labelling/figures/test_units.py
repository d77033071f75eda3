"""Units of the figures: one of each, as the yearly report and the pages of steering say it."""

from labelling.steering.yearly_report.content.sentences import amount, singular
from portal.figures import all_figures


def test_one_of_each_unit_of_the_dictionary_is_singular():
    units = {one.unit for one in all_figures()}
    alone = {one for one in units if singular(one) == one}

    assert alone == {"%", "recours", "rendez-vous", "sur 4", "sur 5"}
    assert (amount(0, "rendez-vous"), amount(1, "bons à tirer"), amount(2, "recours")) == (
        "0\u00a0rendez-vous",
        "1\u00a0bon à tirer",
        "2\u00a0recours",
    )
