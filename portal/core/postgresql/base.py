"""Connections to PostgreSQL that give up: on a server that accepts and never answers, in a connection and in a query.

The server's own limits (`statement_timeout`) are of no help there: a server that hangs keeps none.
"""

import time

import psycopg
from django.db.backends.postgresql import base

CHECK = 3  # seconds for the « SELECT 1 » that a kept connection is asked before it serves
REST = 1.0  # seconds without a new try after a connection that nobody answered: a page asks for many things
_left_alone = {}  # {(host, port): until when}


class Connection(psycopg.Connection):
    """`patience`: seconds that an answer is waited for, None for ever. It is closed when none came."""

    patience = None

    def wait(self, gen, **options):
        limits = {"timeout": self.patience} | options
        try:
            return super().wait(gen, **limits)
        except psycopg.OperationalError as fault:
            if fault.sqlstate is None:  # the server did not say it: nobody answers any more
                self.close()
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's. `OPTIONS["patience"]`: seconds for each answer, longer than the server's own limits."""

    def get_connection_params(self):
        params = super().get_connection_params()
        self.patience = params.pop("patience", None)
        return params

    def get_new_connection(self, conn_params):
        place = conn_params.get("host"), conn_params.get("port")
        if time.monotonic() < _left_alone.get(place, 0):
            raise psycopg.errors.ConnectionTimeout("the server did not answer a moment ago")
        self.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        try:
            connection = Connection.connect(**conn_params)
        except psycopg.errors.ConnectionTimeout:
            _left_alone[place] = time.monotonic() + REST
            raise
        connection.patience = self.patience
        return connection

    def is_usable(self):
        if self.connection is None or self.patience is None:
            return super().is_usable()
        kept, self.connection.patience = self.connection.patience, min(CHECK, self.patience)
        try:
            return super().is_usable()
        finally:
            self.connection.patience = kept

    def unhurried(self):
        """No limit of time for this connection: limits are for pages."""
        with self.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SET idle_in_transaction_session_timeout = 0")
        self.connection.patience = None
