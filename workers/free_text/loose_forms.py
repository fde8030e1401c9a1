"""Forms that seldom identify for sure, and often do: for whoever can lift a hint."""

from collections.abc import Iterator

import regex

from workers.free_text.forms_abroad import COMPANIES, COUNTIES, PHONES, PLATES, STREETS
from workers.free_text.span import HINTED, Span, SpanKind

_CHANNEL = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tiktok|fb|facebook|twitter|telegram|skype|discord|wechat"
    r"|line\s+id|user(?:name)?|handle|login|reddit|youtube|linkedin|strava)"
)
_URL = (
    # Names of files, handles, and hosts under whatever end.
    r"\b[\w-]*\w_\w[\w.-]*",
    r"\b[\w-]+\.(?:jpe?g|png|heic|dcm|pdf|tiff?|mp4|mov)\b",
    r"(?<![\w.@/])[a-z]{1,3}\.[a-z]{2,3}/\S*\w",
    r"(?<![\w.@/])(?-i:[a-z][a-z\d-]+(?:\.[a-z\d-]{2,})+)(?:/\S*\w)?(?![\w@])",
    r"\b(?:u|r)/\w{3,}|(?<!\w)@\s?\w{3,}|(?<!\w)#(?=\w*[a-z])\w{4,}",
    rf"\b{_CHANNEL}\s*(?:is\s+|[:=@-]\s*)?(?P<id>@?[\w.-]{{3,}}\w)",
)
_EMAIL = (
    r"\b[\w.+-]+\s*(?:@|[(\[]\s?at\s?[)\]]|\sat\s)\s*[\w-]+"
    r"(?:\s*(?:\.|[(\[]\s?dot\s?[)\]]|\sdot\s)\s*[a-z]{2,}){1,3}\b",
)
"""Addresses with the signs in words: ``kim at clinic dot org``."""

_NO_NAME = (
    r"(?!(?:the|a|an|his|her|their|our|my|your|this|that|same|local|nearby|old|new|big|small|nursing"
    r"|care|private|public|state|own|rehab|another|from|in|at|to|of|and|with|for|on|by|last|first"
    r"|high|primary|residential)\s)"
)
_HOUSE = (
    r"(?:(?:nursing|care|retirement|residential|rest|children['’]?s|funeral)\s+homes?|school|primary"
    r"|academy|college|uni|university|kindergarten|nursery|daycare|preschool|church|mosque|temple"
    r"|pub|hotel|inn|hostel|prison|jail|gym|farm|mall|stadium|park|beach|estate|road|rd|street|ave"
    r"|avenue|lane|drive|court|house|surgery|practice|pharmacy|hosp|hospital|infirmary|hospice"
    r"|clinic|medical|health\s+cent(?:er|re)|cent(?:er|re)|shelter|club|bar|cafe|restaurant|factory"
    r"|pond|green|common|square|cross|hill|heath|valley|airport|station|lodge|manor|towers?|villas?|village|supermarket|market|library|bridge)"
)
_NO_HOUSE = (
    r"(?!(?:a|an|the|his|her|their|our|my|your|this|that|home|work|school|night|nights|day|days|days'"
    r"|both|all|charge|care|bed|general|heavy|light|with|and|for|at|in|on|to|year|years)\b)"
)
_SMALL_PART = (
    r"(?:(?:de|del|della|di|da|do|dos|des|du|la|las|los|le|san|santa|st|im|der|den|van|w)\.?\s+)"
)
_PLACE = (
    # Hospitals of other languages: HOSP. VIRGEN DE LA PEÑA.
    r"\b(?:hosp|hôp|h[oô]pital|hospital|klinik(?:um)?|clin|cl[ií]nica|clinique|krankenhaus|spital|chu|chr"
    r"|ospedale|szpital|sygehus|sykehus|sjukhus|sairaala|nemocnice|ziekenhuis|kórház|bolnica)\b\.?\s+"
    rf"{_SMALL_PART}*(?-i:[A-ZÀ-Þ])[\w'’-]+(?:\s+{_SMALL_PART}*(?-i:[A-ZÀ-Þ])[\w'’-]+){{0,3}}",
    # Where people work, live, and went.
    r"\b(?:works?|working|worked|employed|employee|plays?|student|pupil|teacher|teaches|attends"
    r"|studies|shops?|chef|barista|cashier|manager|driver|guard|inmate|soldier|volunteers?|shift)\s+"
    rf"(?:(?:at|for|of|by|in)\s+)?(?:the\s+)?(?P<id>{_NO_HOUSE}(?-i:[A-Z])[\w'’&-]+)",
    r"\b(?:works?|working|worked|employed|employee|plays|student|pupil|teaches|studies|volunteers?)"
    rf"\s+(?:at|for|by)\s+(?:the\s+)?(?P<id>{_NO_HOUSE}[^\W\d_][\w'’&-]+)",
    r"\b(?:lives?|living|resides?|moved|grew\s+up|raised|based|flew|flight|trip|holiday|vacation)\s+"
    rf"(?:in|on|at|to|from|near)\s+(?:the\s+)?(?P<id>{_NO_HOUSE}[^\W\d_][\w'’-]+)",
    rf"\b(?:at|in|from|near|outside|@|works?\s+at|lives?\s+(?:at|in|on))\s+(?:the\s+)?"
    rf"(?P<id>{_NO_NAME}(?:[^\W\d_][\w'’]*\s+){{1,3}}{_HOUSE})\b",
    r"\bat\s+(?P<id>(?-i:[A-Z][\w'’&-]*(?:\s[A-Z][\w'’&-]*){1,3}\s\d{1,3}))(?![\w/%]|[.]\d|\s?(?:mm|cm|m[lg])\b)",
    # A ward's or a room's letter or number.
    r"\b(?:ward|pod|bay|block|clinic|wing|room|theatre|gate|team|zone|cubicle|floor|corridor"
    r"|building|bldg|icu|nicu|picu|itu|hdu|resus|unit|flat|suite|apt|house)\s+"
    r"(?-i:(?=[A-Z\d])[A-Z]?\d{0,3}[A-Z]?)(?!\w|\s?[/.]\d)",
    # A street with a number for a name; two streets that meet; a road's number.
    r"\b\d{1,3}(?:st|nd|rd|th)\s+(?:and|&)\s+[^\W\d]\w+|\b\d{1,3}(?:st|nd|rd|th)\s+(?-i:[A-Z][a-z]+)",
    r"\b(?:rte|route|hwy|highway|interstate|exit|junction|jct|mile(?:\s?marker)?|km)\s+#?[A-Z]?-?\d{1,4}\b",
    r"(?<![\w-])(?-i:[AM]\d{1,4}(?:\([AM]\))?)(?=\s(?:near|outside|by|at|just|between|north|south|east|west"
    r"|[nsew]bound|northbound|southbound|eastbound|westbound|towards?|junction|jct|slip|exit|crash|rtc|rta|mva)\b)",
)
_NAME = (
    # Initials at the start that an age follows, were they an abbreviation as well.
    r"(?:^|(?<=[\n.;]\s?))\s*(?P<id>(?-i:[A-Z]\.?\s?[A-Z]\.?(?:\s?[A-Z]\.?)?)),?\s(?=\d{1,3}\s?(?:[mf]|yo|y/o"
    r"|yrs?|y|years?|♂|♀)\b)",
    # A surname and initials; an initial and a surname; initials that sign.
    r"(?<!\w)(?-i:[A-Z][\w'’-]{2,},\s?(?:[A-Z]\.?\s?){1,3})(?!\w)",
    r"(?:^|(?<=[\n:]\s?))\s*(?P<id>[^\W\d_][\w'’-]{2,},\s?[^\W\d_]\.?)(?=\s|$)",
    r"(?<![\w.'’-])(?-i:[A-KM-QS-Z]\s[A-Z][a-z'’-]{2,})",
    r"(?:\s[-–—~/]|//)\s?(?P<id>[^\W\d_]{1,3})\.?\s*$",
    r"(?:^|(?<=\n))\s*(?P<id>(?-i:[A-Z]))(?:\.?\s*(?=[-–—,(])|\.\s(?!(?:coli|diff|aureus|faecalis"
    r"|albicans|pneumoniae|aeruginosa|pyogenes|epidermidis|[^\W\d_]+(?:us|is|um|ae|ii?))\b))",
    r"(?<!\d\s?)\b(?-i:[Dd]r|Miss|[Mm]rs?|[Mm]s|[Pp]rof|[Pp]rofessor|[Nn]urse|[Ss]ister|[Dd]oc)\.?\s+(?P<id>(?!"
    r"(?:a|an|and|as|at|by|for|from|had|has|in|is|of|on|or|the|to|was|who|with|will|said|says|led"
    r"|please|pls|can|may|wants?|thinks?|asked|did|does|came|would|review|reviewed|appt|note|notes"
    r"|seen|about|re|then|today|told|took|gave|call|called|here|there|not|it|she|he|they|we|i)\b)"
    r"[^\W\d_][^\W\d_'’-]+)",
    r"\b(?:sono|sonographer|tech|initials|operator|op|by|signed|sgd|reader|rep|author)\s*[:=]\s*"
    r"(?P<id>[^\W\d_]{2,3})\b",
)
_PARTICLE_NAME = (
    r"(?<!\w)(?-i:[A-Z])\.(?:\s?(?:v|d|de|van|von|der|ten|la|da|di)\b\.?){1,3}\s?(?-i:[A-Z])\."
)
_NUMBER = (
    # Figures in three or more groups.
    r"(?<![^\W_]|[.,/-])\d{1,4}(?:[ .-]\d{1,4}){2,}(?![^\W_]|[.,/-]\d|\s?(?:mm|cm|mg|ml|x)\b)",
)
_AGE = (
    r"\b(?:in\s+(?:his|her|their)\s+)?(?:90s|nineties|late\s+nineties|early\s+nineties)\b",
    r"\b(?:9\d|1[01]\d)(?:th|st|nd|rd)\s+(?:birthday|bday|year)\b",
)

_FORMS = tuple(
    (kind, regex.compile(pattern, regex.IGNORECASE))
    for kind, patterns in (
        (SpanKind.URL, _URL),
        (SpanKind.EMAIL, _EMAIL),
        (SpanKind.PLACE, (*_PLACE, *STREETS, *COUNTIES, *COMPANIES)),
        (SpanKind.NAME, (*_NAME, _PARTICLE_NAME)),
        (SpanKind.NUMBER, (*_NUMBER, *PLATES)),
        (SpanKind.PHONE, PHONES),
        (SpanKind.AGE, _AGE),
    )
    for pattern in patterns
)


def find_loose_forms(text: str) -> Iterator[Span]:
    """Yield addresses, places, initials and ages by form, each with a score that only hints."""
    for kind, form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span("id" if "id" in form.groupindex else 0)
            if start < end:
                yield Span(start, end, kind, HINTED)
