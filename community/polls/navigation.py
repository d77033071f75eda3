"""Surveys in a space: its tab."""

from community.polls.pages import open_block, poll_block
from community.spaces import tabs
from community.spaces.blocks import register_block

tabs.register_tab(tabs.Tab("Enquêtes", "community:surveys", order=60))
register_block(poll_block, order=30)
register_block(open_block, order=32)
