"""Audits: missions, ratings, findings, reports."""
