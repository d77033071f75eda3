"""Tests of the evaluation of auditors."""
