"""Keys that came before what they seem to answer, and bursts that began with one (R13)."""

from tui.hush import BURST, Hush


def at_rest(since: float = 10.0) -> Hush:
    hush = Hush()
    hush.end(since)
    return hush


def test_before_anything_is_shown_every_key_is_dropped() -> None:
    assert Hush().drops(1e9)


def test_a_key_after_the_screen_is_shown_is_meant_for_it() -> None:
    assert not at_rest(10.0).drops(10.0)
    assert not at_rest(10.0).drops(99.0)


def test_a_key_typed_before_the_screen_was_shown_is_dropped_even_when_it_is_read_later() -> None:
    assert at_rest(10.0).drops(9.999)


def test_keys_that_follow_a_dropped_one_without_a_gap_are_dropped_with_it() -> None:
    hush = at_rest(10.0)
    moments = [9.99 + n * BURST * 0.9 for n in range(20)]
    assert all(hush.drops(at) for at in moments)


def test_a_gap_ends_the_burst() -> None:
    hush = at_rest(10.0)
    assert hush.drops(9.99)
    assert hush.drops(9.99 + BURST / 2)
    assert not hush.drops(9.99 + BURST / 2 + BURST)


def test_keys_as_fast_as_a_burst_are_taken_where_none_of_them_came_too_early() -> None:
    hush = at_rest(10.0)
    assert not any(hush.drops(10.0 + n * BURST / 10) for n in range(20))


def test_from_the_moment_that_something_else_is_to_be_shown_keys_are_dropped() -> None:
    hush = at_rest(10.0)
    assert not hush.drops(11.0)
    hush.begin()
    assert hush.drops(12.0)
    hush.end(13.0)
    assert hush.drops(12.5)
    assert not hush.drops(13.0 + BURST)
