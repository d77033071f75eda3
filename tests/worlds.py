"""Facts that the tests of a module share: made once, each test undoes what it changed, the end undoes them."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone_at_the_end(blocker):
    """A transaction around those of the tests, for modules without a transactional test, whose flush would meet it.

    For a fixture of the module that asks for `django_db_setup`; `blocker` is pytest-django's.
    """
    with blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True  # as a TestCase's own: what must be outermost still may
        with around:
            yield
            transaction.set_rollback(True)
