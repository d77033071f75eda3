"""The calendar, its feed, and the search of members."""
