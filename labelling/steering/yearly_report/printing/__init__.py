"""Printed files of a yearly report."""
