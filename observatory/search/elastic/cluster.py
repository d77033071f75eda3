"""Client of the cluster, with timeouts; any failure is one exception, `EngineDown`."""

import contextlib
import time
from functools import lru_cache
from types import SimpleNamespace
from urllib.parse import parse_qsl, unquote, urlsplit

import urllib3
from elastic_transport import Urllib3HttpNode
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.exceptions import UnsupportedProductError

from observatory.search.ports import EngineDown

TIME = 2.0  # seconds for a question: it is one request
PATIENT = 60.0  # for a request of a build or of a check, that nobody waits for
HEAVIEST = 32_000_000  # bytes of an answer
ALIAS = "observatoire"
SAID = {
    "ConnectionError": "injoignable",
    "ConnectionTimeout": "pas de réponse à temps",
    "TlsError": "certificat refusé",
    "AuthenticationException": "identifiants refusés",
    "AuthorizationException": "droits insuffisants",
    "NotFoundError": "index absent",
    "UnsupportedProductError": "ce n’est pas un Elasticsearch 8",
}
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class Node(Urllib3HttpNode):
    """Transport that also gives up on an answer that trickles or never ends."""

    def __init__(self, config):
        super().__init__(config)
        self.pool = _Timed(self.pool)


class _Timed:
    def __init__(self, pool):
        self.pool = pool

    def urlopen(self, method, target, timeout=TIME, **named):
        until = time.monotonic() + timeout
        limit = urllib3.Timeout(total=timeout)
        answer = self.pool.urlopen(method, target, timeout=limit, preload_content=False, **named)
        data = bytearray()
        while chunk := answer.read1(65_536):
            data += chunk
            if time.monotonic() > until or len(data) > HEAVIEST:
                answer.close()
                raise urllib3.exceptions.ReadTimeoutError(self.pool, "", "too long")
        answer.release_conn()
        return SimpleNamespace(status=answer.status, headers=answer.headers, data=bytes(data))

    def close(self):
        self.pool.close()


@lru_cache(maxsize=8)
def client(url):
    """`https://user:password@host:9200/prefix/alias?ca=/path`; no retry, no sniffing."""
    parts = urlsplit(url)
    prefix = parts.path.rpartition("/")[0].rstrip("/")
    port = parts.port or (443 if parts.scheme == "https" else 9200)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    named = (unquote(parts.username or ""), unquote(parts.password or ""))
    authority = dict(parse_qsl(parts.query)).get("ca")
    return Elasticsearch(
        f"{parts.scheme}://{host}:{port}{prefix}",
        node_class=Node,
        max_retries=0,
        retry_on_timeout=False,
        **({"basic_auth": named} if parts.username else {}),
        **({"ca_certs": authority} if authority else {}),
    )


def alias(url):
    return urlsplit(url).path.rpartition("/")[2] or ALIAS


def quick(url):
    """The client of a page."""
    return client(url).options(request_timeout=TIME)


def patient(url):
    """The client of background work, once the cluster gave a sign of life: one that hangs would hold the worker."""
    is_there(url)
    return client(url).options(request_timeout=PATIENT)


def is_there(url):
    """Whether the cluster has our index; EngineDown when it does not answer."""
    with cluster_errors():
        return bool(quick(url).indices.exists_alias(name=alias(url)))


@contextlib.contextmanager
def cluster_errors():
    """Context manager: turns errors of the client into `EngineDown`, without the URL."""
    try:
        yield
    except (ApiError, TransportError, UnsupportedProductError, urllib3.exceptions.HTTPError) as e:
        name = type(e).__name__
        raise EngineDown(SAID.get(name, name)) from e
    except UNREADABLE as error:
        raise EngineDown("réponse illisible") from error


def whole(answer):
    """Refuses an answer in which a shard failed or timed out: counts would be wrong."""
    if answer["timed_out"] is not False or answer["_shards"]["failed"]:
        raise EngineDown("réponse partielle")
    return answer
