"""Accreditation of auditors: applications, decision, renewal."""
