"""Connections to PostgreSQL that give up: on a server that accepts and never answers, in a connection and in a query.

The server's own limits (`statement_timeout`) are of no help there: a server that hangs keeps none.
"""

import time

import psycopg
from django.db.backends.postgresql import base
from psycopg.adapt import Transformer
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8

from portal.core.statements import Bound

CHECK = 3  # seconds for the « SELECT 1 » that a kept connection is asked before it serves
REST = 1.0  # seconds without a new try after a connection that nobody answered: a page asks for many things
PLANNED = 24  # statements that a connection keeps planned: that of a home takes five megabytes of the server
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


class PlannedCursor(psycopg.Cursor):
    """Binds the parameters that are `Bound`, writes the others in the text: the server keeps the plan of a text."""

    def execute(self, query, params=None, **options):
        text, bound = self._written(query, params)
        try:
            return super().execute(text, bound, **options)
        except psycopg.errors.FeatureNotSupported:
            # A release that comes has changed a column of the plan; what a transaction had begun is lost.
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            return super().execute(text, bound, prepare=False)

    def _written(self, query, params):
        """(text, what is bound, None where nothing is)."""
        literal = Transformer(self.connection).as_literal
        bound = [_typed(one.value) for one in params if isinstance(one, Bound)]
        if not bound:
            return query % tuple(literal(one).decode() for one in params), None
        written = [
            "%s" if isinstance(one, Bound) else literal(one).decode().replace("%", "%%")
            for one in params
        ]
        return query.replace("%%", "%%%%") % tuple(written), bound


def _typed(value):
    """Keys of one type, or a statement would be planned for each size of them."""
    return Int8(value) if type(value) is int else value


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
        connection.prepared_max = PLANNED
        return connection

    def planned_cursor(self):
        """A cursor for what is asked again, and takes longer to plan than to run."""
        self.close_if_health_check_failed()  # before, or the cursor would be that of another connection
        self.ensure_connection()
        kept = self.connection
        usual, kept.cursor_factory = kept.cursor_factory, PlannedCursor
        try:
            return self.cursor()
        finally:
            kept.cursor_factory = usual

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
