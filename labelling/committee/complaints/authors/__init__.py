"""Authors of requests without account: forms, secret links."""
