"""Order of the dictionary: what its families are called, and the modules that say their figures."""

from labelling.figures import stock

FAMILIES = {
    "stock": "Le label aujourd’hui",
}
__all__ = ("FAMILIES", "stock")
