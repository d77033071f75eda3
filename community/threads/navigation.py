"""The questions among the parts of a space."""

from community.spaces import tabs

tabs.add(tabs.Tab("Questions", "community:threads", order=20))
