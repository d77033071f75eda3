"""Tests of requests: public forms, desk, appeals."""
