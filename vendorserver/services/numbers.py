"""Numbers without gaps: given inside a transaction, under the lock of their row."""

from vendorserver.models import Counter


def locked(name: str) -> Counter:
    """Return the counter with its row locked until the transaction ends."""
    Counter.objects.get_or_create(name=name)
    return Counter.objects.select_for_update().get(name=name)


def next_number(name: str) -> int:
    """Return the following number; it is only used up when the transaction succeeds."""
    counter = locked(name)
    counter.value += 1
    counter.save(update_fields=["value"])
    return counter.value
