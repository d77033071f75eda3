"""Governance of the label: its evolutions, from the proposal to the version of the rules that results."""
