"""gunicorn's settings for `make demo`: one process with threads, silent but for its address."""

import os

worker_class = "gthread"
workers = 1
threads = 8
loglevel = "warning"


def post_worker_init(worker):
    """The application is loaded: from now on the address answers."""
    print(os.environ["WELCOME"], flush=True)
