"""Fixtures of the frame: the cast of the editors."""

from tests.home.editing.conftest import cast, cast_of_module, david

__all__ = ("cast", "cast_of_module", "david")
