"""People of « Mise en service »: those of the desk of accounts."""

from tests.portal.account_desk.conftest import theo  # noqa: F401 -- a fixture of both rooms
