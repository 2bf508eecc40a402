"""One window for one data folder."""

from vendorclient.ui.single import SingleWindow


def test_the_first_takes_the_place_and_the_second_calls_it(qtbot, tmp_path):
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.called):
        assert not second.take()
    first.leave()


def test_two_folders_have_two_windows(qapp, tmp_path):
    one, other = SingleWindow(tmp_path / "a"), SingleWindow(tmp_path / "b")
    assert one.take()
    assert other.take()
    one.leave()
    other.leave()


def test_the_place_is_free_again_afterwards(qapp, tmp_path):
    first = SingleWindow(tmp_path)
    assert first.take()
    first.leave()
    again = SingleWindow(tmp_path)
    assert again.take()
    again.leave()
