"""Cockpit of the label: its state on one screen, each number with its cases."""
