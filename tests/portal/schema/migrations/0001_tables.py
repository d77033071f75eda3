"""The tables of the members' spaces, as they are."""

from importlib import import_module

Migration = import_module("community.migrations.0001_tables").Migration
