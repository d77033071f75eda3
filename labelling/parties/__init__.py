"""Parties to the label: organisms, the framework that binds them, accredited auditors."""
