"""gunicorn's settings for `make demo`: one process with threads, silent but for its address."""

import os

worker_class = "gthread"
workers = 1
threads = 8
loglevel = "warning"
preload_app = True


def when_ready(server):
    print(os.environ["WELCOME"], flush=True)
