"""docs/phi.md: what happens to which attribute, written out of the policy that does it."""

from importlib.resources import files

from pydicom.datadict import keyword_for_tag

from workers.deidentification.options import DEFAULT, Option
from workers.deidentification.policy import Action, Policy, Rule
from workers.deidentification.table import Row, rows

_DOES = {
    Option.CLEAN_PIXEL_DATA: "text that is burned into pictures is found and painted over",
    Option.CLEAN_RECOGNIZABLE_VISUAL_FEATURES: (
        "the front of the head is covered in axial and sagittal slices by CT, MR or PET; other "
        "slices that could be of a head are held; faces in photographs are obscured whatever is set"
    ),
    Option.CLEAN_GRAPHICS: "text and drawings of presentation states are cleaned, not removed",
    Option.CLEAN_STRUCTURED_CONTENT: "content trees inside images are cleaned, not removed",
    Option.CLEAN_DESCRIPTORS: "descriptions are cleaned, not removed",
    Option.RETAIN_FULL_DATES: "dates and times stay as they are",
    Option.RETAIN_MODIFIED_DATES: "dates and times are moved by the patient's secret offset",
    Option.RETAIN_PATIENT_CHARACTERISTICS: "sex, age, size, weight and the like stay as they are",
    Option.BAND_PATIENT_CHARACTERISTICS: "sex stays; age, size and weight are rounded to bands",
    Option.RETAIN_DEVICE_IDENTITY: "the device's name, serial number and maker stay",
    Option.RETAIN_INSTITUTION_IDENTITY: "the institution's name and address stay",
    Option.RETAIN_UIDS: "identifiers stay as they are",
    Option.RETAIN_SAFE_PRIVATE: "private attributes that are known to be safe stay",
}

_WHY = {
    Action.REMOVE: "may identify, and no picture needs it",
    Action.EMPTY: "may identify; must be present, so it is left without a value",
    Action.DUMMY: "may identify; some objects must have a value",
    Action.MAP: "links to other records; keeps a case's files together",
    Action.BAND: "tells of the disease; many people share a band",
    Action.PSEUDONYM: "is the patient; one case's files must stay together",
    Action.KEEP: "an option keeps it",
    Action.SKIP: "every file gets one of ours",
}
_WHY_CLEANED = {
    "descriptors": "describes the picture; words that may identify are cut out",
    "characteristics": "tells of the disease; words that may identify are cut out",
    "modified_dates": "intervals matter; the day itself identifies",
}


def phi() -> str:
    """Return the page."""
    text = files("safelight").joinpath("pages", "phi.md").read_text(encoding="utf-8")
    return text.replace("{options}", _options()).replace("{rows}", _rows())


def _options() -> str:
    lines = ["| option | default | does | code |", "|---|---|---|---|"]
    for option in Option:
        chosen = "yes" if option in DEFAULT else ""
        lines.append(f"| `{option}` | {chosen} | {_DOES[option]} | {option.code[0]} |")
    return "\n".join(lines)


def _rows() -> str:
    policy = Policy(DEFAULT)
    lines = ["| tag | attribute | profile | here | why |", "|---|---|---|---|---|"]
    return "\n".join((*lines, *(_line(row, policy) for row in rows())))


def _line(row: Row, policy: Policy) -> str:
    number = row.number
    rule = Rule(Action.REMOVE, (), "") if number is None else policy.rule(number)
    known = number is None or keyword_for_tag(number)
    edition = "" if row.edition == "2024b" else f" ({row.edition})"
    tag, name = row.tag.replace("gggg,eeee", "odd group"), row.name.replace("|", "/")
    why = _why(row, rule) if known else "the dictionary in use does not know it yet"
    return f"| {tag} | {name}{edition} | {row.basic} | {_becomes(rule)} | {why} |"


def _becomes(rule: Rule) -> str:
    if rule.action is not Action.CLEAN:
        return str(rule.action.value)
    if rule.vrs[0] in (b"DA", b"TM", b"DT"):
        return "moved"
    return "items cleaned" if rule.vrs[0] == b"SQ" else "text cleaned"


def _why(row: Row, rule: Rule) -> str:
    if rule.action is not Action.CLEAN:
        return _WHY[rule.action]
    column = next(
        option.column
        for option in sorted(DEFAULT)
        if row.options.get(option.column) == "C" and option.column in _WHY_CLEANED
    )
    return _WHY_CLEANED[column]
