"""Numbers that are given one after the other under a row lock."""

from django.db import models


class Counter(models.Model):
    """The last number that was given for one purpose."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
