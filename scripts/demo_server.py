"""gunicorn's settings for `make demo`: one process with threads, which prints only the personas."""

import os

from django.core.management import call_command

worker_class = "gthread"
workers = 1
threads = 8
keepalive = 30  # a connection that ends as the browser writes on it is a save to send again
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker):
    """The application is loaded: from now on the address answers."""
    call_command("personas")
    print(os.environ["WELCOME"], flush=True)
