"""Logger of gunicorn in JSON lines: `--logger-class portal.ops.logs.Logger`."""

from gunicorn import glogging

from portal.core.logs import JsonLines


class Logger(glogging.Logger):
    """The access lines are the portal's; here is what happens to the processes themselves."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())

    def exception(self, msg, *args, **kwargs):
        """Its arguments are a method and a whole address, which may hold a key."""
        super().exception(str(msg).replace("%s", "…") if args else msg, **kwargs)
