"""Access lines of the logs, and the identity that a request bears in every line: that of the proxy, or ours."""

import logging
import re
import secrets
import time

from portal.core.logs import REQUEST_ID, told_path

logger = logging.getLogger("portal.requests")
HEADER = "X-Request-ID"
# nginx’s $request_id, or a UUID: no words of anybody's.
VALID = re.compile(r"[0-9a-f]{8}[0-9a-f-]{8,56}")


class AccessLog:
    """Middleware placed before all others: what they log bears the identity too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get(HEADER, "")
        identity = given if VALID.fullmatch(given) else secrets.token_hex(16)
        token, begun = REQUEST_ID.set(identity), time.perf_counter()
        try:
            response = self.get_response(request)
            if logger.isEnabledFor(logging.INFO):
                self._log(request, response, begun)
        finally:
            REQUEST_ID.reset(token)
        response.headers[HEADER] = identity
        return response

    def _log(self, request, response, begun):
        ms = round((time.perf_counter() - begun) * 1000)
        said = {
            "method": request.method,
            "path": told_path(request, is_quick=True),
            "status": response.status_code,
            "ms": ms,
        }
        logger.info("%(method)s %(path)s %(status)s", said, extra=said)
