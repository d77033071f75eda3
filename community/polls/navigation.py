"""Surveys in a space: its tab."""

from community.polls.pages import open_block, poll_block
from community.spaces import tabs
from community.spaces.home import add_block

tabs.add(tabs.Tab("Enquêtes", "community:surveys", order=60))
add_block(poll_block, order=30)
add_block(open_block, order=32)
