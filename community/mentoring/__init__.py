"""Mentoring: a newly labelled organism is paired with one that has renewed; what changed is asked at three months."""
