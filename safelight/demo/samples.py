"""The samples: what is uploaded, by whom, and how its way must end."""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.http.submissions import CaseTexts
from schemas.states import SubmissionState
from schemas.vocabulary import AgeBand, BodyRegion, Sex, Specialty
from workers import demo_media


@dataclass(frozen=True, slots=True)
class Sample:
    """One case of the demo.

    ``refused`` is the code that the upload itself is refused with; else the way ends in ``ends``.
    ``prepared`` samples are decided for the visitor, so that the library is not empty.
    """

    name: str
    texts: CaseTexts
    media: tuple[Callable[[], bytes], ...]
    prepared: bool = False
    by_newcomer: bool = False
    ends: SubmissionState = SubmissionState.PUBLISHED
    refused: str | None = None


def _texts(  # noqa: PLR0913 - the fields of a case
    title: str,
    diagnosis: str,
    caption: str,
    specialty: Specialty,
    body_region: BodyRegion,
    age_band: AgeBand = AgeBand.UNKNOWN,
    sex: Sex = Sex.UNKNOWN,
) -> CaseTexts:
    return CaseTexts(
        title=title,
        diagnosis=diagnosis,
        caption=caption,
        specialty=specialty,
        body_region=body_region,
        age_band=age_band,
        sex=sex,
    )


def _not_an_image() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


SAMPLES: tuple[Sample, ...] = (
    Sample(
        "wound, two photographs",
        _texts(
            "Ulcer of the lower leg, day 1 and day 7",
            "Venous leg ulcer",
            "Compression and foam dressing. Would you debride again?",
            Specialty.DERMATOLOGY,
            BodyRegion.KNEE_LEG,
            AgeBand.ADULT_65_89,
            Sex.MALE,
        ),
        (lambda: demo_media.skin_lesion(1), lambda: demo_media.skin_lesion(7)),
        prepared=True,
    ),
    Sample(
        "echo cine, DICOM",
        _texts(
            "Four-chamber view, thirty frames",
            "Mitral regurgitation",
            "How would you grade this jet?",
            Specialty.CARDIOLOGY,
            BodyRegion.HEART,
            AgeBand.ADULT_40_64,
        ),
        (demo_media.ultrasound_cine,),
        prepared=True,
    ),
    Sample(
        "CT slice, DICOM",
        _texts(
            "Incidental finding on an abdominal CT",
            "Adrenal adenoma",
            "Small, homogeneous, low attenuation.",
            Specialty.RADIOLOGY,
            BodyRegion.ABDOMEN,
            AgeBand.ADULT_40_64,
            Sex.FEMALE,
        ),
        (demo_media.ct_slice,),
        prepared=True,
    ),
    Sample(
        "portrait with a name label",
        _texts(
            "Frontal view for a photo protocol",
            "None: reference photograph",
            "Taken for Dr Whitfield in Bristol. Is the lighting even enough for the next visit?",
            Specialty.PLASTIC_SURGERY,
            BodyRegion.HEAD,
            AgeBand.ADULT_40_64,
            Sex.FEMALE,
        ),
        (demo_media.phone_portrait,),
    ),
    Sample(
        "chest film with burned-in text",
        _texts(
            "Prominent heart shadow",
            "Cardiomegaly",
            "Mrs Harper, seen on 12 March 2024: supine film, so the width misleads. Echo first?",
            Specialty.RADIOLOGY,
            BodyRegion.CHEST,
            AgeBand.ADULT_65_89,
            Sex.FEMALE,
        ),
        (demo_media.chest_film,),
    ),
    Sample(
        "mole, HEIC",
        _texts(
            "Changing mole on the back",
            "Atypical naevus",
            "Grew over six months. Excise or watch?",
            Specialty.DERMATOLOGY,
            BodyRegion.BACK_SPINE,
            AgeBand.ADULT_18_39,
        ),
        (demo_media.mole_heic,),
        by_newcomer=True,
    ),
    Sample(
        "ultrasound, DICOM",
        _texts(
            "Which plane is this?",
            "Normal heart",
            "A picture for beginners.",
            Specialty.CARDIOLOGY,
            BodyRegion.HEART,
        ),
        (demo_media.ultrasound,),
        by_newcomer=True,
    ),
    Sample(
        "MR with overlays, DICOM",
        _texts(
            "Sagittal head, T1",
            "Normal brain",
            "Overlay drawings were in the file; they must be gone.",
            Specialty.NEUROLOGY,
            BodyRegion.HEAD,
        ),
        (demo_media.head_mr,),
    ),
    Sample(
        "photograph cut off half-way",
        _texts(
            "Rash after a new soap",
            "Contact dermatitis",
            "The connection was lost while this was sent.",
            Specialty.DERMATOLOGY,
            BodyRegion.ARM_ELBOW,
        ),
        (demo_media.cut_off_jpeg,),
        ends=SubmissionState.HELD,
    ),
    Sample(
        "not an image at all",
        _texts(
            "A drawing",
            "",
            "An SVG is a program, not a photograph.",
            Specialty.OTHER,
            BodyRegion.OTHER,
        ),
        (_not_an_image,),
        refused="unsupported_type",
    ),
)
