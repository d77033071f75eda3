"""Tests of the Dircom's editing, through the CMS as its people use it."""
