"""Auditors: profile, charter of ethics, insurance, ties."""
