"""What is only hinted at: each kind of it, whole, and with a score that never says sure."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.findings import Tier
from workers.free_text.dotted import find_dotted
from workers.free_text.loose_forms import find_loose_forms
from workers.free_text.neighbours import find_beside
from workers.free_text.number_parts import find_around, find_between
from workers.free_text.plain_names import find_plain_names
from workers.free_text.scanner import recognised, scan
from workers.free_text.small_names import find_small_names
from workers.free_text.span import HINTED, Span, SpanKind
from workers.free_text.tokens import Words
from workers.free_text.unexplained import find_unexplained
from workers.free_text.unexplained_numbers import find_unexplained_numbers
from workers.free_text.vague_dates import find_vague_dates


def _texts(text: str, spans: Iterable[Span]) -> set[str]:
    return {text[span.start : span.end] for span in spans}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("rash since setp 14", "setp 14"),
        ("moved to wendesday", "wendesday"),
        ("Agust 3rd, spreading", "Agust 3rd"),
        ("vue le 12 févr., zona", "12 févr."),
        ("am Montag kontrolliert", "Montag"),
        ("NPWT changed this arvo", "this arvo"),
        ("tues clinic", "tues"),
        ("playing sat arvo", "sat"),
        ("two weeks ago", "two weeks ago"),
        ("3/52 ago", "3/52 ago"),
        ("seen at 7.30pm", "7.30pm"),
        ("LMP 4/7, regular", "4/7"),
        ("contact since 23/5", "23/5"),
        ("May24 film", "May24"),
        ("7-III-24", "7-III-24"),
        ("born 1931", "1931"),
        ("half term", "half term"),
        ("summer of 2023", "summer of 2023"),
        ("moved from Regional 6/30.", "6/30"),
        ("amputated 18hb Ogos", "18hb Ogos"),
        ("opname 3 Desember", "3 Desember"),
    ],
)
def test_vague_dates(text: str, date: str) -> None:
    assert date in _texts(text, find_vague_dates(text))


@pytest.mark.parametrize(
    "text",
    ["march fracture", "she sat up", "sun damage", "power 4/5", "2 h later fine", "may be viral",
     "for 3 months", "Gleason 4+3", "set 5 clips", "EF 30 in 2018", "septrin 480", "GCS 9/15",
     "MoCA 11/30"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert not _texts(text, find_vague_dates(text))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("kim at clinic dot org has it", "kim at clinic dot org"),
        ("his insta is its.dave", "its.dave"),
        ("IMG_mbappe_0307.jpg", "IMG_mbappe_0307.jpg"),
        ("lives in much wenlock", "much"),
        ("from the riverside care home", "riverside care home"),
        ("pod C", "pod C"),
        ("at 5th and Pine", "5th and Pine"),
        ("OKONKWO-REID, T", "OKONKWO-REID, T"),
        ("wilson, k KF rings", "wilson, k"),
        ("M. - no consent", "M"),
        ("healed, thanks - jk", "jk"),
        ("contact 0 7 7 0 0 9", "0 7 7 0 0 9"),
        ("in her nineties", "in her nineties"),
        ("dr bird agrees", "bird"),
        ("HOSP. VIRGEN DE LA LUZ 14", "HOSP. VIRGEN DE LA LUZ"),
        ("write me at m.me/rosa.dental", "m.me/rosa.dental"),
        ("car and lorry, A65 near the bridge", "A65"),
        ("TN, 91M, no consent", "TN"),
    ],
)
def test_loose_forms(text: str, part: str) -> None:
    assert part in _texts(text, find_loose_forms(text))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("reg MH 12 AB 1234, pillion", "MH 12 AB 1234"),
        ("hit by a van, XYZ 98K", "XYZ 98K"),
        ("FR plate AB-123-CD", "AB-123-CD"),
        ("#23 for the Warriors", "23"),
        ("(11) 98765-4321 zap", "(11) 98765-4321"),
        ("ring (02) 5550 4471", "(02) 5550 4471"),
        ("020 7946 0123 x 44 wife", "020 7946 0123 x 44"),
        ("Rua das Acácias 77, ap 12, Olinda", "Rua das Acácias 77, ap 12"),
        ("Calle Mayor 14, 3º B", "Calle Mayor 14, 3º B"),
        ("ul. Długa 7 m. 12, róża", "ul. Długa 7 m. 12"),
        ("12 rue des Lilas, bât. C", "12 rue des Lilas, bât. C"),
        ("Storgatan 4 B, lgh 1102", "Storgatan 4 B, lgh 1102"),
        ("Karl Johans gate 12", "Karl Johans gate 12"),
        ("Plot 14, Sector 9", "Plot 14, Sector 9"),
        ("Flat 3/2, 44 Byres, mould", "Flat 3/2, 44 Byres"),
        ("8 Mill La hot water burn", "8 Mill La"),
        ("Kowalczyk Sp. z o.o., palec", "Kowalczyk Sp. z o.o."),
        ("55-RT-JK aanrijding", "55-RT-JK"),
        ("flew BA 117, DVT", "BA 117"),
        ("lives in Boston (Lincs)", "Lincs"),
        ("from Luton, Beds; heel", "Beds"),
        ("forklift at DSV Lager 3, tibia", "DSV Lager 3"),
        ("sig. R. v. d. B., EF 35", "R. v. d. B."),
    ],
)
def test_forms_of_other_countries(text: str, part: str) -> None:
    assert part in _texts(text, find_loose_forms(text))


@pytest.mark.parametrize(
    "text",
    ["via Kocher incision 12 cm", "(L) hip, (R) knee", "cells (HPF) 20", "two beds free",
     "place 2 drains", "L4/5 disc", "flap 12 x 4 cm", "(bilat) pes planus"],
)  # fmt: skip
def test_what_only_looks_so(text: str) -> None:
    kinds = {SpanKind.PHONE, SpanKind.PLACE, SpanKind.NUMBER}
    assert not [span for span in find_loose_forms(text) if span.kind in kinds]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CT 02.14 vs 08.40 Uhr", {"02.14", "08.40", "08.40 Uhr"}),
        ("um 14.30 Uhr intubiert", {"14.30", "14.30 Uhr"}),
        ("kl. 22.15 ankom", {"22.15"}),
        ("14/8 kl. 9.30", {"9.30"}),
        ("23h douleur, 01h15 bloc", {"23h", "01h15"}),
        ("arr 21.50, theatre 23.05", {"21.50", "23.05"}),
        ("à 18h40 fièvre", {"18h40"}),
        ("adm 16.10", {"16.10"}),
        ("dc'd 21.12, readm 2.1 w/ sepsis", {"21.12", "2.1"}),
        ("biopsied 9.4", {"9.4"}),
        ("5. 11. plaster off", {"5. 11."}),
        ("08-11 bx", {"08-11"}),
        ("photo 30-4, ring", {"30-4"}),
    ],
)
def test_times_and_days_with_a_dot(text: str, found: set[str]) -> None:
    assert _texts(text, find_dotted(text)) == found


@pytest.mark.parametrize(
    "text",
    ["INR 02.4, PT 18.2 s", "K 5.12 (Ca 2.04)", "lesion 21.12 mm, was 18.10 mm", "pH 7.31",
     "ratio 12.10, index 10.11", "Breslow 1.10", "10-12 weeks", "pain 4-7",
     "margins 4.1 and 6.2 mm"],
)  # fmt: skip
def test_values_with_a_dot(text: str) -> None:
    assert not _texts(text, find_dotted(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bishop, Bishop score 4", "bishop"),
        ("harris - Harris hip score 44", "harris"),
        ("seen with mr t smith, smith's #", "t smith"),
        ("bell w/ Bell's, HB 4", "bell"),
        ("hunter came back", "hunter"),
        ("asked perthes family", "perthes"),
        ("wm. becker - naevus", "wm. becker"),
        ("Thos. Bramwell, rodent ulcer", "Thos. Bramwell"),
        ("dict KLH typed mw 7-11-23", "mw"),
        ("checked by dn, NG tube", "dn"),
        ("letter RTB/jh", "RTB/jh"),
        ("pk/sw clinic letter", "pk/sw"),
        ("called cindi (wife)", "cindi"),
        ("referral k hegar, Asherman", "k hegar"),
        ("typed/ff 01.12", "ff"),
    ],
)
def test_names_in_small_letters(text: str, name: str) -> None:
    assert name in _texts(text, find_small_names(Words(text)))


@pytest.mark.parametrize(
    "text",
    ["charcot foot, wk 6", "pt w/ crohn disease", "wilson's dz, KF ring", "bishop score 4",
     "dictated but not typed", "seen by ent", "read by us", "stenosis sits high", "wm lesions",
     "ap/lat films"],
)  # fmt: skip
def test_small_words_that_are_no_names(text: str) -> None:
    assert not _texts(text, find_small_names(Words(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("so rich from physio agrees", "rich"),
        ("table saw, cash 41m, intact", "cash"),
        ("May wants it off", "May"),
        ("May may need SSG", "May"),
        ("pls tell faith the ct is up", "faith"),
        ("summer b., dancer", "summer b."),
        ("wife Bo worried", "Bo"),
        ("from vancouver", "vancouver"),
    ],
)
def test_names_that_are_words(text: str, name: str) -> None:
    assert name in _texts(text, find_plain_names(Words(text)))


@pytest.mark.parametrize(
    "text", ["may be viral", "pink sputum", "the wound will heal", "iris intact", "grey matter"]
)
def test_words_that_are_no_names(text: str) -> None:
    assert not _texts(text, find_plain_names(Words(text)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("seen outside Boots today", "Boots"),
        ("TRAN bilat effusion, small", "TRAN"),
        ("Ahmed has burns", "Ahmed"),
        ("seen by ahmed", "ahmed"),
        ("arrows by the consultant (GHB) here", "GHB"),
        ("fwd: Ng, CT head", "Ng"),
    ],
)
def test_unexplained_words(text: str, word: str) -> None:
    assert word in _texts(text, find_unexplained(Words(text)))


@pytest.mark.parametrize(
    "text",
    ["Type II fracture", "Hb and Mg low", "FiO2 of 0.3", "CT and MRI done", "QTc long",
     "AXIAL T2 FLAIR", "Baker cyst"],
)  # fmt: skip
def test_explained_words(text: str) -> None:
    assert not _texts(text, find_unexplained(Words(text)))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("officer badge 4402", "4402"),
        ("fell at 96 at home", "96"),
        ("lot E/24/31190", "E/24/31190"),
        ("scanner ME+211734", "ME+211734"),
        ("under V0372", "V0372"),
        ("RESIDENT IS 104", "104"),
    ],
)
def test_unexplained_numbers(text: str, number: str) -> None:
    assert number in _texts(text, find_unexplained_numbers(text))


@pytest.mark.parametrize(
    "text",
    ["Hb 98, sats 97", "QRS 110 ms", "T2N0M0, L4/5", "HR 110 BP 104/62", "CK 4500", "54M",
     "vanc 125 qds", "12 x 14 x 18 mm", "HER2 3+", "BRAF V600E", "in 2019"],
)  # fmt: skip
def test_explained_numbers(text: str) -> None:
    assert not _texts(text, find_unexplained_numbers(text))


@pytest.mark.parametrize(
    ("text", "found", "kind", "whole"),
    [
        ("at Tesco Extra Merthyr", "Merthyr", SpanKind.PLACE, "Tesco Extra Merthyr"),
        ("unit Ard na Mara here", "Mara", SpanKind.NAME, "Ard na Mara"),
        ("the Bishop's Palace tea room", "Palace", SpanKind.PLACE, "Bishop's Palace tea room"),
        ("Kofi A. fell", "Kofi", SpanKind.NAME, "Kofi A"),
        ("Bloemfontein 9301", "Bloemfontein", SpanKind.PLACE, "Bloemfontein 9301"),
        ("United U17 today", "United", SpanKind.PLACE, "United U17"),
        ("at Fjordberg Boring AS", "Fjordberg", SpanKind.PLACE, "Fjordberg Boring AS"),
        ("driver (Metrowest Depot 4)", "Metrowest", SpanKind.NAME, "Metrowest Depot 4"),
        ("at 88 Corinth today", "Corinth", SpanKind.PLACE, "88 Corinth"),
    ],
)
def test_a_name_takes_in_what_belongs_to_it(
    text: str, found: str, kind: SpanKind, whole: str
) -> None:
    start = text.index(found)
    span = Span(start, start + len(found), kind, HINTED)
    spans = [span, *find_beside(Words(text), [span])]
    start = text.index(whole)
    covered = {at for one in spans for at in range(one.start, one.end)}
    stretch = range(start, start + len(whole))
    assert all(at in covered for at in stretch if text[at].isalnum())


@pytest.mark.parametrize(
    ("text", "found", "kind", "whole"),
    [
        ("Pt ID NMR 90 3371 K.", "3371", SpanKind.NUMBER, "NMR 90 3371 K"),
        ("card 6842 771 039 VX", "6842 771 039", SpanKind.NUMBER, "6842 771 039 VX"),
        ("much flatter in early April", "April", SpanKind.DATE, "early April"),
        ("seen Tuesday 4th", "Tuesday", SpanKind.DATE, "Tuesday 4th"),
        ("the week of 3 June", "3 June", SpanKind.DATE, "the week of 3 June"),
    ],
)
def test_a_number_takes_in_what_belongs_to_it(
    text: str, found: str, kind: SpanKind, whole: str
) -> None:
    start = text.index(found)
    span = Span(start, start + len(found), kind, HINTED)
    spans = [span, *find_around(text, [span])]
    covered = {at for one in spans for at in range(one.start, one.end)}
    start = text.index(whole)
    assert all(at in covered for at in range(start, start + len(whole)) if text[at].isalnum())


def test_a_part_between_two_neighbours_belongs_to_them() -> None:
    text = "Tulsa, OK 74104"
    found = [Span(0, 5, SpanKind.PLACE, HINTED), Span(10, 15, SpanKind.PLACE, HINTED)]
    assert _texts(text, find_between(text, found)) == {", OK "}


_PIECES = st.lists(
    st.sampled_from(
        ["Rose", "has", "4402", "Tulsa,", "the", "3rd", "of", "Hb", "98", "mm", "GHB", "at", "K.",
         "12/3", "setp", "B.", "-", "jan", "L4/5", "92", "\n", "dr", "old", "May24", "ø", "王"]
    ),
    max_size=14,
)  # fmt: skip


@given(_PIECES)
def test_hints_only_hint_and_lie_inside_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    words = Words(text)
    found = recognised(text)
    spans = [
        *find_loose_forms(text),
        *find_vague_dates(text),
        *find_dotted(text),
        *find_small_names(words),
        *find_plain_names(words),
        *find_unexplained(words),
        *find_unexplained_numbers(text),
        *find_beside(words, found),
        *find_around(text, found),
        *find_between(text, found),
    ]
    assert all(span.tier is Tier.CHECK for span in spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(
        one.end <= other.start for one, other in zip(scan(text), scan(text)[1:], strict=False)
    )
