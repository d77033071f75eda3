"""Permission rules of the FAQ: the référent writes and maintains it."""

from community.spaces.rules import office

keeper = office
