"""Editors' uploads: pictures re-encoded, documents whose content matches their type."""
