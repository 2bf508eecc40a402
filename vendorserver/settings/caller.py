"""Where the request at hand comes from, for the log of accesses."""

from contextvars import ContextVar

caller_address: ContextVar[str] = ContextVar("caller_address", default="")
