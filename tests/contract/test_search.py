"""What a search finds, on both databases: the same promises whatever the index.

A green run does not prove that the best match comes first as a person would order them, and the
two databases may order equally good matches differently.
"""

import string
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from case_library import search, takedown
from case_library.search import PAGE, Filters, Found
from schemas.http.submissions import CaseTexts
from schemas.states import TakedownReason
from schemas.vocabulary import BodyRegion, Sex, Specialty
from storage.models import CaseRow
from storage.unit_of_work import Database
from tests.contract import way
from tests.factories.media_rows import Kept

FORMS = [
    # what a case says, and what somebody types who means it
    ("eczema", ("eczema", "Eczema", "ECZEMA", "eczemas", "ecz", "eczem")),
    ("fractures", ("fracture", "fractured", "fractu", "FRACTURES")),
    ("biopsied", ("biopsy", "biopsies", "biops")),
    ("ulcerating", ("ulcerate", "ulcerated", "ulcera")),
    ("infection", ("infections", "infectio", "infect", "infec")),
    ("calcification", ("calcified", "calcifications", "calcificatio", "calcif")),
    ("café au lait", ("cafe", "CAFÉ", "lait café", "cafe\u0301")),
    ("Sjögren", ("sjogren", "SJÖGREN", "sjög")),
    ("Ménière", ("meniere", "ménière", "MENIERE")),
    ("Weißfleck", ("weissfleck", "weißfleck", "WEISSFLECK", "weiß")),
    ("ﬁbrosis", ("fibrosis", "ﬁbrosis", "fibro")),
    ("COVID-19", ("covid-19", "covid 19", "19")),
    ("L4/L5", ("L4/L5", "l5", "L4 L5")),
    ("elbow/forearm", ("forearm", "elbow", "elbow/forearm")),
    ("3.5 cm", ("3.5", "3.5 cm", "3,5")),
    ("5mm", ("5mm", "5m")),
    ("T2-weighted", ("t2", "weighted", "t2-weighted", "T2 weighted")),
    ("x-ray", ("x-ray", "ray", "x ray")),
    ("pain.Swelling", ("swelling", "pain", "pain.swelling")),
    ("nodule;cyst", ("cyst", "nodule")),
    ("O'Brien's", ("o'brien", "O’Brien", "brien")),
    ("www.example.org/path", ("example", "path", "www.example.org/path")),
    ("ada@example.com", ("ada@example.com", "com")),
    ("left_sided", ("sided", "left_sided", "left sided")),
    ("ΝΌΣΟΣ", ("νοσος", "ΝΟΣΟΣ", "νόσ", "ΝΟΣ")),
    ("экзема", ("ЭКЗЕМА", "экз")),
    ("湿疹", ("湿疹", "湿")),
    ("½ tablet", ("½", "1/2", "tablet")),
]

SYNTAX = [
    *string.punctuation,
    *("''", "'''", '""', "\\'", "'\\", ":*", "**", "<->", "<&>", "()", ")(", "- -", "--", "$$"),
    *("' '", "'*'", '"*', '" "', "':*", "' & '", "' | !'", "!!", "^*", "_", "__", "%_", "{}"),
    *("\x00", "\x1b", "\u200b", "\ufeff", "\ufffd", "\ud800", "\udfff", "\u0301", "ﾞ", "ﾟ", "्"),
]
"""What holds neither a letter nor a digit."""

STRANGE = [
    *("⑴", "ŉ", "ŀ", "ﷺ", "İ", "𝕬𝕭", "𞤀𞤁", "ก็", "👩‍⚕️9", "a\ufeffb", "ͺ", "ﾞvw"),
    *("x" * 1900, "é" * 1900, "𝕬" * 1900, "word " * 380),
]
"""Words as hardly anybody writes them."""

COMMANDS = [
    *("NOT", "NEAR", "NEAR(", "NEAR(quite, 2)", "title:", "title : quite", "NULL", "case_index"),
    *("'; DROP TABLE cases; --", "' OR 1=1 --", "quite & nobody", "quite:nobody", "quite <2> sure"),
    *("nobody | quite", "nobody:*", "nobody:A", "'nobody'", "1e5", "-1", "quite OR nobody"),
]
"""Words that no case has, in what looks like a command to an index."""

MISSPELLED = [
    ("eczma", "Eczema"),
    ("exzema", "Eczema"),
    ("chronic eczma", "Eczema"),
    ("eczma chronc", "Eczema"),
    ("psorisis", "Psoriasis"),
    ("psoriassis", "Psoriasis"),
    ("psorisis chron", "Psoriasis"),
    ("melonoma", "Melanoma"),
    ("melenoma", "Melanoma"),
    ("fracure", "Fracture"),
    ("frakture", "Fracture"),
]

Add = Callable[..., None]


@pytest.fixture
def add(database: Database) -> Add:
    """A function that puts a case of these texts on the shelf, without its way there."""
    with database.writing() as uow:
        uploader_id = way.person(uow)

    def shelve(title: str, *modalities: str, **texts: object) -> None:
        plain = {"specialty": Specialty.OTHER, "body_region": BodyRegion.OTHER, "title": title}
        given = CaseTexts.model_validate({**plain, **texts})
        with database.writing(announce=False) as uow:
            way.shelve(uow, uploader_id, given, modalities or ("XC",))

    return shelve


def _find(
    database: Database, typed: str = "", filters: Filters | None = None, offset: int = 0
) -> Found:
    with database.reading() as session:
        return search.find(session, typed, filters or Filters(), offset)


def _titles(database: Database, typed: str = "", filters: Filters | None = None) -> list[str]:
    return [case.title for case in _find(database, typed, filters).cases]


def _indexed(database: Database) -> int:
    with database.reading() as session:
        return int(session.scalar(text("SELECT count(*) FROM case_index")) or 0)


def _withdraw(kept: Kept, submitted: way.Submitted) -> None:
    with kept.database.writing() as uow:
        reason = TakedownReason.UPLOADER_REQUEST
        takedown.withdraw(uow, kept.keys, submitted.id, submitted.uploader_id, reason)


# Words


def test_words_are_found_in_any_form_and_unfinished(database: Database, add: Add) -> None:
    for said, _ in FORMS:
        add(f"Of {said}")
    typed = [(word, said) for said, words in FORMS for word in words]
    missed = [(word, said) for word, said in typed if f"Of {said}" not in _titles(database, word)]
    assert missed == []
    assert max(_find(database, word).total for word, _ in typed) <= 2


def test_every_word_must_occur(database: Database, add: Add) -> None:
    add("Chronic eczema", caption="of both hands")
    add("Acute eczema", caption="of one foot")
    add("Chronic ulcer", diagnosis="Venous")
    assert set(_titles(database, "eczema")) == {"Chronic eczema", "Acute eczema"}
    assert _titles(database, "eczema chronic") == ["Chronic eczema"]
    assert _titles(database, "hand eczema chronic") == ["Chronic eczema"]
    assert _titles(database, "chronic venous") == ["Chronic ulcer"]
    assert _titles(database, "acute venous") == []


def test_words_are_found_wherever_they_stand(database: Database, add: Add) -> None:
    add("Title", diagnosis="Diagnosis", caption="Caption", specialty=Specialty.NEUROSURGERY)
    add("Another", "MR", body_region=BodyRegion.BACK_SPINE)
    for typed in ("title", "diagnosis", "caption", "neurosurgery", "title caption"):
        assert _titles(database, typed) == ["Title"], typed
    for typed in ("spine", "back spine", "back_spine", "mr"):
        assert _titles(database, typed) == ["Another"], typed


def test_small_words_count_as_well(database: Database, add: Add) -> None:
    """No list of stop words: OR is a theatre, and US a modality."""
    add("Salt and pepper")
    add("Salt or pepper")
    add("Andy")
    for typed in ("and", "AND"):
        assert set(_titles(database, typed)) == {"Salt and pepper", "Andy"}, typed
    assert _titles(database, "salt OR pepper") == ["Salt or pepper"]


@pytest.mark.parametrize("typed", ["infectio", "calcificatio", "ulcerat", "biopsie", "fracturin"])
def test_an_unfinished_word_finds_what_it_begins_beside_what_it_is(
    database: Database, add: Add, typed: str
) -> None:
    """It is not taken for a misspelled one, which it would be if nothing had it as it stands."""
    finished = {"infection", "calcification", "ulcerating", "biopsies", "fracturing"}
    for title in {typed, *finished}:
        add(title)
    begun = {title for title in finished if title.startswith(typed)}
    assert set(_titles(database, typed)) == {typed, *begun}


def test_only_so_many_words_are_searched_for(database: Database, add: Add) -> None:
    add("Word")
    assert _titles(database, "word " * 2000) == ["Word"]


# Facets


def test_facets_narrow_a_search(database: Database, add: Add) -> None:
    skin = {"specialty": Specialty.DERMATOLOGY, "body_region": BodyRegion.SKIN}
    add("Eczema one", sex=Sex.FEMALE, **skin)
    add("Eczema two", sex=Sex.MALE, **skin)
    add("Eczema three", "MR", sex=Sex.FEMALE, body_region=BodyRegion.HEAD)
    add("Ulcer", sex=Sex.FEMALE, **skin)
    narrowed = Filters(specialty="dermatology", sex="female")
    assert _titles(database, "eczema", narrowed) == ["Eczema one"]
    assert _titles(database, "", narrowed) == ["Ulcer", "Eczema one"]
    assert _titles(database, "eczema", Filters(modality="MR")) == ["Eczema three"]
    assert _titles(database, "", Filters(body_region="head", sex="male")) == []


def test_facets_are_counted_over_all_hits_without_their_own_filter(
    database: Database, add: Add
) -> None:
    skin = {"specialty": Specialty.DERMATOLOGY, "body_region": BodyRegion.SKIN}
    add("Eczema one", sex=Sex.FEMALE, **skin)
    add("Eczema two", sex=Sex.MALE, **skin)
    add("Eczema three", "MR", sex=Sex.MALE)
    add("Ulcer", sex=Sex.MALE, **skin)
    for typed in ("eczema", "eczma"):
        found = _find(database, typed, Filters(specialty="dermatology"))
        assert found.total == 2
        assert found.facets["specialty"] == {"dermatology": 2, "other": 1}
        assert found.facets["sex"] == {"female": 1, "male": 1}
        assert found.facets["body_region"] == {"skin": 2}
        assert found.facets["modality"] == {"XC": 2}
    found = _find(database, "", Filters(specialty="dermatology", sex="male"))
    assert found.facets["sex"] == {"female": 1, "male": 2}
    assert found.facets["specialty"] == {"dermatology": 2, "other": 1}


def test_a_case_counts_once_for_each_of_its_modalities(database: Database, add: Add) -> None:
    add("Both", "CT", "MR")
    add("One", "CT")
    found = _find(database, "", Filters(modality="MR"))
    assert (found.total, found.facets["modality"]) == (1, {"CT": 2, "MR": 1})
    assert _titles(database, "ct mr") == ["Both"]


def test_a_facet_that_nothing_has_finds_nothing(database: Database, add: Add) -> None:
    add("Eczema", "CT", "MR")
    for value in ("'", '"', "nothing", "%", "", "\\", "]", "ﾞ", "C", "CT, MR"):
        for facet in search.FACETS:
            assert _titles(database, "eczema", Filters(**{facet: value})) == [], (facet, value)


def test_words_that_the_facets_leave_out_are_not_taken_for_misspelled(
    database: Database, add: Add
) -> None:
    """The case that has the word is not in this specialty, and one that has one like it is."""
    add("Melasma", sex=Sex.FEMALE)
    add("Melanoma", specialty=Specialty.DERMATOLOGY, sex=Sex.MALE)
    assert _titles(database, "melasma", Filters(specialty="dermatology")) == []
    assert _titles(database, "melasma", Filters(specialty="dermatology", sex="male")) == []


# Order and pages


def test_a_word_in_the_title_counts_more_than_one_in_the_caption(
    database: Database, add: Add
) -> None:
    add("Melanoma", caption="of the arm")
    add("Of the arm", caption="It was first thought that this might be a melanoma")
    add("Of the leg", caption="Melanoma, or a naevus, or no melanoma")
    add("Of the foot", diagnosis="Melanoma")
    assert _titles(database, "melanoma")[:2] == ["Melanoma", "Of the foot"]


def test_without_words_the_newest_come_first(database: Database, add: Add) -> None:
    titles = [f"Case {number}" for number in range(4)]
    for title in titles:
        add(title)
    assert _titles(database) == _titles(database, "  \n") == titles[::-1]


@pytest.mark.parametrize("typed", ["", "eczema", "eczma"])
def test_pages_are_parts_of_one_list(database: Database, add: Add, typed: str) -> None:
    for number in range(PAGE + 6):
        add(f"Eczema {number}")
    pages = [_find(database, typed, offset=PAGE * page) for page in range(3)]
    assert [len(page.cases) for page in pages] == [PAGE, 6, 0]
    assert {page.total for page in pages} == {PAGE + 6}
    assert pages[0].facets == pages[1].facets == pages[2].facets
    titles = {case.title for page in pages for case in page.cases}
    assert len(titles) == PAGE + 6


# Hostile input


@pytest.mark.parametrize("around", ["{}", "{}quite", "quite{}", "'{}'", "quite {} sure"])
def test_syntax_is_no_word(database: Database, add: Add, around: str) -> None:
    """It neither raises nor matches: what is found is what the words beside it find."""
    add("Quite sure", caption="of this")
    expected = ["Quite sure"] if "quite" in around else []
    wrong = [syntax for syntax in SYNTAX if _titles(database, around.format(syntax)) != expected]
    assert wrong == []


def test_commands_are_words(database: Database, add: Add) -> None:
    add("Quite sure", caption="of this")
    assert [typed for typed in COMMANDS if _titles(database, typed)] == []


def test_strange_words_are_found_where_they_stand_and_nowhere_else(
    database: Database, add: Add
) -> None:
    add("Quite sure", caption="of this")
    for word in STRANGE:
        assert _titles(database, word) == [], word
        add(f"Quite {STRANGE.index(word)}th", caption=word)
        assert f"Quite {STRANGE.index(word)}th" in _titles(database, word), word
    assert _titles(database, "quite sure") == ["Quite sure"]


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=40))
def test_whatever_is_typed_is_answered(database: Database, typed: str) -> None:
    found = _find(database, typed, Filters(modality=typed.replace("\0", "")))
    assert found.total == 0
    assert set(found.facets) == set(search.FACETS)


# Words that are misspelled


def test_misspelled_words_find_what_was_meant(database: Database, add: Add) -> None:
    for title in {meant for _, meant in MISSPELLED}:
        add(title, caption="A chronic one that was seen twice")
    found = {typed: _titles(database, typed) for typed, _ in MISSPELLED}
    assert found == {typed: [meant] for typed, meant in MISSPELLED}


@pytest.mark.parametrize("typed", ["zzzzzz", "table", "eczema tableau", "nothing", "q", "77"])
def test_words_like_none_find_nothing(database: Database, add: Add, typed: str) -> None:
    add("Eczema", caption="of both hands, as this one was")
    assert _titles(database, typed) == []


def test_words_that_occur_are_not_taken_for_misspelled(database: Database, add: Add) -> None:
    add("Melanoma")
    add("Melasma")
    assert _titles(database, "melasma") == ["Melasma"]


# What is gone


def test_a_withdrawn_case_is_gone_at_once_from_every_search(kept: Kept) -> None:
    database = kept.database
    gone = way.publish(kept, "Eczema of the hand")
    way.publish(kept, "Eczema of the foot")
    _withdraw(kept, gone)
    for typed in ("", "eczema", "eczma"):
        found = _find(database, typed)
        assert [case.title for case in found.cases] == ["Eczema of the foot"], typed
        assert (found.total, found.facets["modality"]) == (1, {"XC": 1})
    for typed in ("hand", "handd", "of the hand"):
        assert _titles(database, typed) == [], typed


def test_words_of_withdrawn_cases_stand_for_no_misspelled_ones(kept: Kept) -> None:
    way.publish(kept, "Psoriasis")
    _withdraw(kept, way.publish(kept, "Psorisi"))
    assert _titles(kept.database, "psorisis") == ["Psoriasis"]


def test_the_index_holds_what_is_published_and_no_more(kept: Kept) -> None:
    published = [way.publish(kept, f"Case {number}") for number in range(3)]
    assert _indexed(kept.database) == 3
    for submitted in published[1:]:
        _withdraw(kept, submitted)
    assert _indexed(kept.database) == 1
    assert _titles(kept.database, "case") == ["Case 0"]


def test_a_publication_that_breaks_off_leaves_nothing_in_the_index(kept: Kept) -> None:
    def break_off() -> None:
        with kept.database.writing() as uow:
            way.publish_in(uow, kept)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert _indexed(kept.database) == 0
    assert _titles(kept.database, "case") == []


def test_a_takedown_that_breaks_off_leaves_the_case_where_it_is(kept: Kept) -> None:
    submitted = way.publish(kept, "Eczema")

    def break_off() -> None:
        with kept.database.writing() as uow:
            reason = TakedownReason.UPLOADER_REQUEST
            takedown.withdraw(uow, kept.keys, submitted.id, submitted.uploader_id, reason)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert _titles(kept.database, "eczema") == ["Eczema"]


def test_a_case_is_found_from_the_moment_its_publication_commits(kept: Kept) -> None:
    with kept.database.writing() as uow:
        way.publish_in(uow, kept)
        assert _titles(kept.database, "case") == []
        assert search.find(uow.session, "case", Filters(), 0).total == 1
    assert _titles(kept.database, "case") == ["A case"]
    with kept.database.reading() as session:
        assert session.scalars(select(CaseRow.withdrawn_at)).one() is None
