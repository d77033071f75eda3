"""Tests of editing in the CMS, as the Dircom uses it."""
