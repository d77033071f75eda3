"""The surveys among the parts of a space."""

from community.spaces import tabs

tabs.add(tabs.Tab("Enquêtes", "community:surveys", order=50))
