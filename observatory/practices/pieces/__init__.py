"""Pieces of a practice: pictures, documents, links, videos."""
