"""Tenants’ satisfaction: results of the triennial surveys, and comparison by consent."""
