"""Numbers that are provably clinical: with a unit, as a score, as a level, as a stage.

A number that none of these forms explains may be somebody's.
"""

import regex

_UNIT = (
    r"(?:mm|cm|m|km|µm|um|nm|ml|mls|l|dl|cc|mg|mgs|g|gm|gms|kg|kgs|mcg|µg|ug|ng|pg|iu|u|units?"
    r"|mmol|mmols|µmol|umol|nmol|pmol|mol|meq|mosm|kpa|mmhg|cmh2o|cmh20|bar|psi|hz|khz|mhz|ghz"
    r"|fps|bpm|rpm|db|dbhl|kvp?|ma|mas|mv|mw|w|j|joules?|watts?|volts?|v|s|sec|secs|seconds?|ms"
    r"|msec|min|mins|minutes?|h|hr|hrs|hours?|hourly|hrly|d|days?|nights?|wk|wks|weeks?|mo|mos"
    r"|mths?|months?|y|yr|yrs|years?|yo|y/o|f|m|fr|french|ch|ga|gauge|gy|cgy|mgy|msv|mbq|gbq|mci"
    r"|ci|hu|suv|deg|degrees?|°|°c|°f|c|celsius|%|percent|pc|x|k|d|dpt|diopters?|dioptres?|lpm"
    r"|hpf|lpf|cells?|copies|px|pixels?|dpi|tesla|t|st|nd|rd|th|lbs?|oz|ft|in|inch(?:es)?|stone"
    r"|feet|foot|miles?|mph|kph|pack|packs|pints?|cigs?|cigarettes|units|tabs?|tablets?|caps?"
    r"|capsules|puffs?|drops?|gtt|doses?|stitches|sutures|clips|screws|coils|passes|times|cycles?"
    r"|sessions?|fractions?|slices?|frames?|images?|views?|beats?|breaths?|steps|metres|meters"
    r"|bd|tds|tid|qds|qid|od|om|on|nocte|stat|prn|po|iv|im|sc|daily|weekly|monthly|q\d+[a-z]?)"
)
_NUMBER = r"\d{1,3}(?:[ ,]\d{3})+|\d+(?:[.,·]\d+)?"
_SIGN = r"[<>≤≥=~≈±+#@x×-]{0,2}"
_ALONE = regex.compile(
    rf"{_SIGN}(?:"
    # A small number, a decimal one, a range, a year alone.
    r"\d{1,2}|\d{1,4}[.,·]\d{1,3}|(?!0\d)\d{1,3}\s?[-–]\s?(?!0\d)\d{1,3}|(?:19|20)\d\d(?!\d)"
    r"|(?:19|20)\d\d[-–](?:(?:19|20)\d\d|\d\d)|\d{1,3}[.,]\d{1,3}[-–]\d{1,3}[.,]\d{1,3}"
    # With a unit of its own; in steps; so many times so many.
    rf"|(?:{_NUMBER})(?:[-–/]?(?:{_NUMBER}))?[-–]?{_UNIT}(?:/(?:\d+)?{_UNIT})*"
    rf"|\d{{1,4}}(?:[.,]\d)?(?:[x×]\d{{1,4}}(?:[.,]\d)?){{1,3}}(?:{_UNIT})?"
    r"|\d{1,2}(?::\d{1,3}){1,2}|10\^\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{1,2})?"
    r")[+-]{0,3}",
    regex.IGNORECASE,
)
"""A chunk of text that says by itself that it counts or measures."""

_UNIT_BEHIND = regex.compile(
    rf"\s?(?:[-–]\s?(?:{_NUMBER})\s?)?(?:x\s?(?:{_NUMBER})\s?){{0,3}}(?:{_UNIT})(?![^\W_])|\s?/\s?\d"
    rf"|\s?[x×]\s?\d|\s(?:to|vs)\s\d",
    regex.IGNORECASE,
)
_LEVEL = r"[CTLS]\d{1,2}(?:\s?[-/–&]\s?[CTLS]?\d{1,2})*"
_CODES = (
    _LEVEL,
    # Stages and scores of letters and small numbers: T2N0M0, E4V5M6, G2P1+0, C1M3, pT3a, CD4.
    r"[ycrmpas]{0,2}(?:[A-Z]{1,2}\d{1,2}[a-z]{0,2}[+-]?){1,5}(?:[+-]\d{1,2})?",
    # Whatever has no more than two figures: POD2, FEV1, PIRADS5, 12F, 3D, IL-6, COVID-19, q2w.
    r"[a-z]{1,8}[-–.]?\d{1,2}[a-z]{0,2}[+-]{0,3}",
    r"[a-z]{1,6}\d[-/][a-z]{0,4}\d{1,2}",
    r"\d{1,2}[-–]?[a-z]{1,2}[+-]{0,3}",
    r"\d{1,2}-[a-z]+(?:-[a-z]+)*",
    r"\d{1,2}[a-z]\d{1,2}",
    # Markers, nuclides, mutations, magnification.
    r"CA-?\d{2,3}(?:-\d)?|HLA-?[A-Z]{1,3}\d{1,2}|(?:tc|i|f|ga|lu|y|in|xe|tl|cr|sm|sr|ra|ir)-?"
    r"\d{1,3}m?|\d{1,3}m?(?:tc|i|f|ga|lu|in|xe|tl|cr|sm|sr|ra|ir|c|y)(?:-[a-z]{2,8})?",
    r"(?:v600|l858|t790|g12|g13|r132|v617|q61|c797|c282|h63|k27|g34|f508|r175)[a-z]{0,3}",
    r"[x×]\d{2,4}|\d{2,4}[x×]|f/\d{1,2}(?:\.\d)?|iso\d{2,5}|wl?-?\d{2,4}|s\d{3}|ps\d{3}",
    r"\d{1,2}(?:st|nd|rd|th|s)|\d{1,3}(?:-\d{1,3})?(?:ers|mer|bp|kb|kda)",
)
_CODE = regex.compile("|".join(f"(?:{code})" for code in _CODES), regex.IGNORECASE)
_PLATE_HALF = regex.compile(r"\d[A-Z]{2,3}")

_MEASURED = frozenset(
    """hb hgb haemoglobin hemoglobin plt plts platelet platelets wcc wbc neut neuts crp esr ferritin
    creat creatinine cr egfr urea bun na k ca mg phos glucose bm bms bsl sugar hba1c lactate
    lipase amylase bili bilirubin alt ast alp ggt ldh trop troponin troponins bnp ck cortisol
    tsh psa cea afp hcg d-dimer ddimer dimer inr aptt fibrinogen sats sat bicarb ph hr pulse
    rate rr resps resp bp systolic diastolic pressure temp temperature weight wt height ht bmi
    ef lvef qtc qt qrs pr axis gain dose volume vol size length width depth density score
    scores index ratio count level levels peak trough value titre titer urine output loss ebl
    gcs nihss angle cobb albumin protein calcium sodium potassium magnesium cholesterol
    triglycerides iron folate vitamin oestradiol estradiol lh prolactin testosterone
    progesterone aldosterone ammonia osmolality gap myoglobin wavelength window magnification
    mag power iso shutter zoom field visits approx about around roughly nearly over under
    below above max min mean median total only just than least most avg average fell dropped
    up down grade stage type class hu suv snellen acuity range tidal dilution diluted kg per
    every lasting gauge french page figure fig table""".split()
)
"""Words that a measured value follows. What stands behind ``is`` or ``of`` may be an age."""

_GIVEN_OUT = frozenset(
    """mrn ssn nhs chi ur urn uhid nhi id ids no nr num number ref reference opd ipd acc case file
    folder chart record hosp hospital badge plate rego reg regn regd bed bay ward room rm cubicle
    cot pod bib jersey shirt locker gate seat bus train tram flight route exit house flat unit apt
    block floor phone tel ext line fax pager bleep extension member policy claim lot serial sn pin
    code box bag token ticket order visit encounter study specimen slide cassette sample kit tag
    tags chip microchip station engine truck car cab squad plot lodge court account acct card
    passport licence license permit dl dea npi gmc nmc ahpra pid mlc fir op uid cin fin nric dni
    cpf bsn ahv bsnr label labelled labeled marked engraved tattoo clinic crew theatre""".split()
)
"""Words that a number follows which somebody, or something of somebody, was given."""

_DRUGS = (
    "in", "ol", "ide", "ine", "one", "ate", "mab", "nib", "pril", "tan", "zole", "vir", "pam",
    "fen", "cet", "ium", "xaban",
)  # fmt: skip
_SHORTEST_DRUG = 6
_LONGEST_SCORE = 7
_LONGEST_VALUE, _LONG = 5, 4
_LETTER_BEHIND = regex.compile(r"\s(?:[A-Z]|on|in|om)\b")
"""Behind a long number a letter alone is a part of it, not a unit, and ``on`` is no dose."""

_NO_SCORES = frozenset("is was at of aged age he she and now turned turns by to in for".split())
"""Words that in capitals are no score's name."""


def is_quantity(chunk: str, before: str, behind: str) -> bool:
    """Tell whether a number counts or measures, by its form, the word before, and what follows."""
    if is_given_out(before):
        return False
    whole = chunk.strip("<>=~+-")
    lettered = len(whole) >= _LONG and _LETTER_BEHIND.match(behind)
    if _ALONE.fullmatch(chunk) or (_UNIT_BEHIND.match(behind) and not lettered):
        return True
    return whole.isdigit() and len(whole) <= _LONGEST_VALUE and measures(before)


def measures(word: str) -> bool:
    """Tell whether a word, such as ``Hb`` or ``prednisolone``, is one that a value follows."""
    bare = word.strip(".,:=()<>~+-")
    small = bare.casefold()
    if not bare or small in _GIVEN_OUT or small in _NO_SCORES:
        return False
    inner = any(letter.isupper() for letter in bare[1:])
    score = inner and bare.isalpha() and len(bare) <= _LONGEST_SCORE
    drug = len(small) >= _SHORTEST_DRUG and small.endswith(_DRUGS)
    return small in _MEASURED or score or drug


def is_given_out(word: str) -> bool:
    """Tell whether a word, such as ``badge``, is one that somebody's number follows."""
    return word.strip(".:#").casefold() in _GIVEN_OUT


def is_clinical_code(chunk: str) -> bool:
    """Tell whether letters and figures are a level, a stage, a marker or as short as those."""
    return bool(_CODE.fullmatch(chunk)) and not _PLATE_HALF.fullmatch(chunk)
