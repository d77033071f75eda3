"""Test suite, in folders named as the packages."""
