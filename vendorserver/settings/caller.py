"""Where the request at hand comes from and who asks, for the logs."""

from contextvars import ContextVar

caller_address: ContextVar[str] = ContextVar("caller_address", default="")
caller_account: ContextVar[str] = ContextVar("caller_account", default="")
