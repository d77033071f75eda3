"""Steering of the scheme: timeline, follow-up, figures, monitoring, reports, cockpit."""
