"""How addresses are written: pairs of score and pattern.

Scores as in :mod:`workers.free_text.patterns`.
"""

# Street suffixes of the United States Postal Service, Publication 28, appendix C1, spelled out.
_STREET = (
    r"(?:alley|anex|arcade|avenue|ave|bayou|beach|bend|bluffs?|bottom|boulevard|blvd|branch|bridge"
    r"|brooks?|burgs?|bypass|camp|canyon|cape|causeway|centers?|centre|circles?|cliffs?|club"
    r"|common|corners?|course|courts?|coves?|creek|crescent|crest|crossing|crossroad|curve|dale"
    r"|dam|divide|drives?|dr|estates?|expressway|extensions?|falls?|ferry|fields?|flats?|fords?"
    r"|forest|forges?|forks?|fort|freeway|gardens?|gateway|glens?|greens?|groves?|harbors?|haven"
    r"|heights|highway|hwy|hills?|hollow|inlet|islands?|isle|junctions?|keys?|knolls?|lakes?|land"
    r"|landing|lane|ln|lights?|loaf|locks?|lodge|loop|mall|manors?|meadows?|mews|mills?|mission"
    r"|motorway|mount|mountains?|neck|orchard|oval|overpass|parks?|parkways?|pass|passage|path"
    r"|pike|pines?|place|plains?|plaza|points?|ports?|prairie|radial|ramp|ranch|rapids?|rest"
    r"|ridges?|river|roads?|rd|route|row|rue|run|shoals?|shores?|skyway|springs?|spurs?|squares?"
    r"|station|stravenue|stream|streets?|st|summit|terrace|throughway|trace|track|trafficway"
    r"|trail|tunnel|turnpike|underpass|unions?|valleys?|viaduct|views?|villages?|ville|vista"
    r"|walks?|wall|ways?|wells?|stra(?:ß|ss)e|platz|weg"
    # And what streets of other English-speaking countries are called.
    r"|brae|wynd|vennel|loan|gate|close|drove|chase|rise|parade|esplanade|copse|croft|fold|garth"
    r"|ginnel|quay|side|strand|yard|nagar|marg|chowk|gali|bagh|layout|enclave|colony|jalan|lorong)\b\.?"
)
_HOME = r"(?:apartment|apt|suite|ste|unit|flat|floor|fl|room|rm|box)\.?\s*#?\s*[A-Z]?\d+[A-Z]?"

PLACE = (
    (0.5, r"\b(?:[^\W\d]\w+\s+){1,2}hospital(?:\s+[^\W\d]\w+)?\b"),
    (0.75, r"\b(?-i:[A-Z]\w+\s+County)\b"),
    (0.5, r"\b(?:at|to|from|in)\s+(?:the\s+)?(?P<id>(?:[^\W\d][\w'’]*\s+){1,3}"
          r"(?:hospital|infirmary|hospice|clinic)(?:\s+of\s+\w+)?)\b"),
    (0.85, rf"\b\d{{1,6}}[A-Z]?\s+(?:[NSEW]\.?\s+)?(?-i:(?:[A-ZÀ-Þ][\w'’.-]*\s+)"
          rf"{{1,3}})(?:{_STREET})(?:,?\s+{_HOME})?"),
    (0.85, r"\b(?:p\.?\s?o\.?\s+box|apt|apartment|suite)\.?\s*#?\s*\d+[A-Z]?\b"),
    (0.75, r"\b(?:flat|unit|house|block)\s+\d+[A-Z]?\b,?\s+(?-i:(?:[A-Z]\w+\s*){1,3})"),
    (0.45, r"\b(?-i:[A-Z][\w'’]+(?:\s+[A-Z][\w'’]+)?)\s+(?:court|house|lodge|close|mews"
          r"|grange|manor"
          r"|gardens?|villas?|towers?|estate|nursery|school|academy|hotel|inn|home|church"
          r"|college)\b"),
    (0.5, r"\b(?:univ(?:ersity)?|college|hospital|school|city|town|county|port|bank|parish)\s+of\s+"
          r"(?-i:[A-Z]\w+(?:\s+[A-Z]\w+)?)"),
    (0.4, r"\bthe\s+(?P<id>(?-i:[AM])\d{1,4})\b"),
    (0.8, r"\b(?-i:[A-ZÄÖÜ][\wäöüß-]+)\s?(?:str\.|stra(?:ß|ss)e|weg|platz|allee"
          r"|gasse)\s+\d{1,4}[a-z]?\b"),
    (0.5, r"\b(?-i:[A-Z]\d{2})\s(?-i:[A-Z\d]{4})\b"),
    (0.4, r"\b(?-i:NH|SH|US|I|A|M)-\d{1,3}\b"),
    (0.6, r"\b(?-i:[A-Z]\w+(?:\s[A-Z]\w+)?),\s+(?-i:[A-Z]{2})\s+\d{5}\b"),
    (0.85, r"\b(?-i:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\b"),
    (0.85, r"\b(?-i:[A-Z]{2})\s+(?P<id>\d{5}(?:-\d{4})?)\b"),
    (0.85, r"\b(?:zip|zip code|postcode|postal code)[:\s]+(?P<id>[A-Z\d -]{4,8})\b"),
    (0.85, r"\b\d{5}-\d{4}\b"),
)  # fmt: skip
"""Addresses."""
