"""The FAQ among the parts of a space."""

from community.spaces import tabs

tabs.add(tabs.Tab("FAQ", "community:faq", order=30))
