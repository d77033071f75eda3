"""Capacity in which the people of the spaces receive notices."""

from community.spaces.members.roles import places
from portal.notifications.recipients import Capacity

SPACES = Capacity(
    "spaces", "Dans vos communautés", order=510, holds=lambda user: bool(places(user))
)
