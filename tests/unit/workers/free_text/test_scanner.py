"""What the text scanner finds, and what it leaves alone."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.bench.captions import Caption, clean, identified
from schemas.findings import Tier
from workers.free_text.scanner import recognised, scan
from workers.free_text.span import Span, SpanKind, joined_hints, merged


def _covers(spans: list[Span], caption: Caption, stretch: tuple[int, int]) -> bool:
    covered = {at for span in spans for at in range(span.start, span.end)}
    return all(at in covered for at in range(*stretch) if caption.text[at].isalnum())


def _sure(text: str) -> list[str]:
    return [text[span.start : span.end] for span in scan(text) if span.tier is Tier.SURE]


def _all(text: str) -> list[str]:
    return [text[span.start : span.end] for span in scan(text)]


def test_nearly_every_identifier_is_found() -> None:
    found = [
        _covers(scan(caption.text), caption, stretch)
        for caption in identified()
        for stretch in caption.marked
    ]
    assert sum(found) / len(found) >= 0.98


def test_what_is_sure_is_nearly_always_right() -> None:
    right = [
        any(span.start < end and start < span.end for start, end in caption.marked)
        for caption in identified()
        for span in scan(caption.text)
        if span.tier is Tier.SURE
    ]
    assert sum(right) / len(right) >= 0.9


def test_clean_captions_full_of_eponyms_are_hardly_ever_flagged() -> None:
    flagged = [caption.text for caption in clean() if _sure(caption.text)]
    assert len(flagged) / len(clean()) <= 0.1, flagged


def test_hints_are_few_enough_to_be_looked_at() -> None:
    hints = [sum(span.tier is Tier.CHECK for span in scan(caption.text)) for caption in clean()]
    assert sum(hints) / len(hints) <= 2.5


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Baker has a Baker cyst", "Baker"),
        ("Pt Hodgkin, 61M, melanoma", "Hodgkin"),
        ("Foley, Anne 0392817", "Foley, Anne"),
        ("Dr. rene kruschwitz for the films", "rene kruschwitz"),
        ("Name: Oluwaseun Adeyemi", "Oluwaseun Adeyemi"),
        ("Benjamin Teixeira\n17598983\nUS RUQ C5-1 MI 1.1", "Benjamin Teixeira"),
        ("DOE^JANE^A", "DOE^JANE^A"),
    ],
)
def test_people_are_told_from_what_is_called_after_people(text: str, name: str) -> None:
    assert name in _sure(text)
    assert not any("cyst" in one for one in _all(text))


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("seen 2024-03-09", "2024-03-09"),
        ("seen 9.3.2024", "9.3.2024"),
        ("since Apr 5", "Apr 5"),
        ("on 4/11/24 at noon", "4/11/24"),
        ("DOB 02/11/1958", "02/11/1958"),
        ("MRN IX852538", "IX852538"),
        ("MRN 073-58-73", "073-58-73"),
        ("NHS 943 476 5919", "943 476 5919"),
        ("plate 529 1703", "529 1703"),
        ("VIN J9FSSY6A99UHT7684", "J9FSSY6A99UHT7684"),
        ("host 52.100.34.61", "52.100.34.61"),
        ("call (286)889-0641x0037", "(286)889-0641x0037"),
        ("mail jessica49@example.org", "jessica49@example.org"),
        ("from https://www.campbell-thomas.net/", "https://www.campbell-thomas.net/"),
        ("93 yo woman", "93"),
        ("aged 101", "101"),
        ("at 8485 Diamond Turnpike Apt. 535", "8485 Diamond Turnpike Apt. 535"),
        ("woman from Christopherfurt", "Christopherfurt"),
        ("at St Mary's Hospital", "St Mary's Hospital"),
    ],
)
def test_identifiers_are_found_whole(text: str, identifier: str) -> None:
    assert any(identifier in one or one in identifier for one in _sure(text)), _all(text)
    covered = {at for span in scan(text) for at in range(span.start, span.end)}
    start = text.index(identifier)
    stretch = range(start, start + len(identifier))
    assert all(at in covered for at in stretch if text[at].isalnum())


@pytest.mark.parametrize(
    "text",
    [
        "5/5 strength, 2/6 murmur, pain 4/10",
        "platelets 15, WBC 12.3, CK 4500",
        "54M, 28F, 67 yo man",
        "US RUQ C5-1, MI 1.1, gain 45",
        "kV 120 mAs 200, SUPINE, PORTABLE, L, AP",
        "12 x 14 mm, T2 N0 M0, L4/5 disc",
        "nodule 23x18x15 mm, p.Val600Glu",
        "Tc-99m scan, Strasberg D, Sanders III",
        "Ivor Lewis leak, Rocky Mountain fever, Da Vinci ports",
    ],
)
def test_measurements_are_no_identifiers(text: str) -> None:
    assert _sure(text) == []


@given(st.text(max_size=300))
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    spans, at = scan(text), 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert 0 < span.score <= 1
        at = span.end


def _covered(spans: list[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


@given(st.text(max_size=200))
def test_hints_are_added_to_what_is_recognised_and_take_nothing(text: str) -> None:
    found, all_found = recognised(text), scan(text)
    assert _covered(found) <= _covered(all_found)
    sure = [span for span in found if span.tier is Tier.SURE]
    assert sure == [span for span in all_found if span.tier is Tier.SURE]


@given(st.sampled_from(identified()), st.sampled_from(clean()))
def test_what_is_found_alone_is_found_before_other_text(caption: Caption, other: Caption) -> None:
    spans = scan(f"{caption.text}\n\n{other.text}")
    lost = [stretch for stretch in caption.marked if not _covers(spans, caption, stretch)]
    assert all(not _covers(scan(caption.text), caption, stretch) for stretch in lost)


@pytest.mark.parametrize(
    "text",
    [
        "a-" * 2000,
        "1 " * 2000,
        "a." * 2000,
        "@" * 4000,
        "12-" * 1300,
        "O'" * 2000,
        "the 1st of " * 350,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    scan(text)
    assert time.process_time() - started < 20


_SPANS = st.builds(
    lambda start, length, kind, score: Span(start, start + length, kind, score),
    st.integers(0, 40),
    st.integers(1, 12),
    st.sampled_from(SpanKind),
    st.sampled_from((0.4, 0.6, 0.8, 0.95)),
)


@given(st.lists(_SPANS, max_size=12))
def test_merging_forgets_no_letter_and_weakens_none(spans: list[Span]) -> None:
    text = "x" * 60
    result = merged(text, spans)
    for tier in (Tier.SURE, None):
        before = {at for s in spans if tier in (s.tier, None) for at in range(s.start, s.end)}
        after = {at for s in result if tier in (s.tier, None) for at in range(s.start, s.end)}
        assert before == after
    assert all(one.end <= other.start for one, other in pairwise(result))


@given(st.lists(_SPANS, max_size=12), st.text(alphabet="x .,", min_size=60, max_size=60))
def test_joining_hints_forgets_no_letter_and_leaves_the_sure_alone(
    spans: list[Span], text: str
) -> None:
    before = merged(text, spans)
    after = joined_hints(text, before)
    assert _covered(before) <= _covered(after)
    added = _covered(after) - _covered(before)
    assert not any(text[at].isalnum() for at in added)
    sure = [span for span in before if span.tier is Tier.SURE]
    assert sure == [span for span in after if span.tier is Tier.SURE]
    assert all(one.end <= other.start for one, other in pairwise(after))
