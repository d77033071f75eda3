"""Kernel of the portal and its composition root: what every app needs, and nothing about landlords."""
