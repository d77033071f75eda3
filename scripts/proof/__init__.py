"""Proof of the installation guide: its commands played on throw-away servers, without a library of the portal."""
