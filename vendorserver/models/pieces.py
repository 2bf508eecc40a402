"""A growing file on an object store: which pieces are safe, and who may add to it."""

from django.db import models


class GrowingFile(models.Model):
    """The state of one part; `pieces` are [key, bytes], all full but the last (the tail).

    `owner` is the process that opened it last: whoever was before may not go on.
    """

    name = models.CharField(max_length=32, primary_key=True)
    pieces = models.JSONField(default=list)
    length = models.BigIntegerField(default=0)
    owner = models.CharField(max_length=32)
    version = models.PositiveIntegerField(default=0)
