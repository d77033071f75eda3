"""Proofs (BAT) that Dircom answers before anything is printed."""
