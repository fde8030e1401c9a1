"""Which DICOM objects could be rendered to a face, though no picture of them shows one."""

from pydicom.dataset import Dataset

_VOLUMES = frozenset(("CT", "MR", "PT"))
_WITH_A_FACE = frozenset(
    ("", "HEAD", "HEADNECK", "SKULL", "BRAIN", "FACE", "ORBIT", "EYE", "EAR", "NOSE", "SINUS",
     "MOUTH", "JAW", "MANDIBLE", "MAXILLA", "TMJ", "IAC", "NECK", "CSPINE", "WHOLEBODY")
)  # fmt: skip
"""Terms of Body Part Examined; a slice that names none may be of a head."""


def could_show_a_face(dataset: Dataset) -> bool:
    """Tell whether a slice is of a volume from which a face can be rendered (PS3.15 E.3.2)."""
    part = str(dataset.get("BodyPartExamined") or "").upper()
    return dataset.get("Modality") in _VOLUMES and part in _WITH_A_FACE
