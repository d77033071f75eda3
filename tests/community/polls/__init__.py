"""Tests of surveys and polls."""
