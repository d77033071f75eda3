"""FAQ of a space: entries made from certified answers, edited so that they name nobody."""
