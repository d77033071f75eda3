"""Follower of the audit missions: a report that is validated asks for the evaluation of its auditor."""

from labelling.evaluations.giving import ask

__all__ = ("ask",)
