"""When the frames of a clip are shown, for players that only know how long it is."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from workers.imaging.clip import Clip


def _clip(times: list[int], tick: Fraction) -> Clip:
    return Clip(width=64, height=48, times=tuple(times), tick=tick)


@given(st.integers(1, 400), st.integers(1, 3000))
def test_even_frames_need_no_moments(count: int, gap: int) -> None:
    times = [number * gap for number in range(count)]
    assert _clip(times, Fraction(1, 30_000)).moments == ()


def test_what_a_container_rounds_is_even_still() -> None:
    """30 frames a second in whole milliseconds, as WebM keeps them."""
    times = [round(number * 1000 / 30) for number in range(900)]
    assert _clip(times, Fraction(1, 1000)).moments == ()


def test_uneven_frames_have_moments_in_milliseconds() -> None:
    assert _clip([0, 1, 2, 10, 11], Fraction(1, 25)).moments == (0, 40, 80, 400, 440)


@given(st.lists(st.integers(1, 200), min_size=1, max_size=80))
def test_without_moments_the_middle_of_every_frame_is_where_division_puts_it(
    gaps: list[int],
) -> None:
    times = [sum(gaps[:number]) for number in range(len(gaps) + 1)]
    clip = _clip(times, Fraction(1, 25))
    if clip.moments:
        assert len(clip.moments) == clip.count
        return
    step = times[-1] / (clip.count - 1)
    for number, begins in enumerate(times):
        ends = times[number + 1] if number + 1 < clip.count else begins + step
        assert begins <= (number + 0.5) * step < ends
