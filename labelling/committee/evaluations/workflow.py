"""Follower of the audit missions: a report that is validated asks for the evaluation of its auditor."""

from labelling.committee.evaluations.actions import ask

__all__ = ("ask",)
