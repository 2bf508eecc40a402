"""What is asked of photos that are still being read stays asked."""

from tests.vendorclient.ui.office import PHOTOS, Office
from tests.vendorclient.ui.test_sorting import folder_of, places
from vendorclient.ui.work.early import Early


def test_what_was_sorted_before_it_was_read_outlives_the_window(qtbot, tmp_path):
    first = Office(qtbot, tmp_path, begin=False)  # nothing is read here
    first.contract = first.sign()
    first.window.take_folder(str(folder_of(first)))
    first.until(lambda: len(first.sorting.photos) == len(PHOTOS))
    first.sorting.put([photo.key for photo in first.sorting.photos], 1)
    assert not first.read()
    first.close()
    after = Office(qtbot, tmp_path)
    after.contract = first.contract
    after.window.go("photos")
    after.until(lambda: len(after.read()) == len(PHOTOS))
    after.settled()
    after.until(lambda: set(places(after).values()) == {"재단"})
    assert after.session.preferences.early == "{}"
    after.session.preferences.early = "[1]"
    assert not Early(after.session.preferences).of(first.contract.id)
    after.close()


class Kept:
    """The settings on the disk, as `Early` sees them."""

    early = "{}"


def test_what_the_library_has_not_answered_yet_outlives_a_crash():
    kept = Kept()
    early = Early(kept)
    early.ask("contract", {"a": "cutting", "b": "cutting"})
    assert early.ready("contract", ["a", "c"]) == {"a": "cutting"}
    assert Early(kept).of("contract") == {"a": "cutting", "b": "cutting"}
    early.done("contract", {"a": "cutting", "b": "bending"})
    assert Early(kept).of("contract") == {"b": "cutting"}
