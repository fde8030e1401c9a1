"""The closed vocabularies of a case: what a clinician picks from a list."""

from enum import StrEnum


class Specialty(StrEnum):
    """Medical specialties, after the American Board of Medical Specialties' list of boards."""

    ALLERGY_IMMUNOLOGY = "allergy_immunology"
    ANESTHESIOLOGY = "anesthesiology"
    CARDIOLOGY = "cardiology"
    DENTISTRY = "dentistry"
    DERMATOLOGY = "dermatology"
    EMERGENCY_MEDICINE = "emergency_medicine"
    ENDOCRINOLOGY = "endocrinology"
    FAMILY_MEDICINE = "family_medicine"
    GASTROENTEROLOGY = "gastroenterology"
    GENERAL_SURGERY = "general_surgery"
    HEMATOLOGY_ONCOLOGY = "hematology_oncology"
    INFECTIOUS_DISEASE = "infectious_disease"
    INTERNAL_MEDICINE = "internal_medicine"
    NEPHROLOGY = "nephrology"
    NEUROLOGY = "neurology"
    NEUROSURGERY = "neurosurgery"
    OBSTETRICS_GYNECOLOGY = "obstetrics_gynecology"
    OPHTHALMOLOGY = "ophthalmology"
    ORTHOPEDICS = "orthopedics"
    OTOLARYNGOLOGY = "otolaryngology"
    PATHOLOGY = "pathology"
    PEDIATRICS = "pediatrics"
    PHYSICAL_MEDICINE = "physical_medicine"
    PLASTIC_SURGERY = "plastic_surgery"
    PSYCHIATRY = "psychiatry"
    PULMONOLOGY = "pulmonology"
    RADIOLOGY = "radiology"
    RHEUMATOLOGY = "rheumatology"
    UROLOGY = "urology"
    VASCULAR_SURGERY = "vascular_surgery"
    OTHER = "other"


class BodyRegion(StrEnum):
    """Body regions, coarse enough to pick with a thumb."""

    HEAD = "head"
    EYE = "eye"
    EAR = "ear"
    NOSE = "nose"
    MOUTH = "mouth"
    NECK = "neck"
    CHEST = "chest"
    BREAST = "breast"
    HEART = "heart"
    LUNG = "lung"
    ABDOMEN = "abdomen"
    PELVIS = "pelvis"
    GENITALIA = "genitalia"
    BACK_SPINE = "back_spine"
    SHOULDER = "shoulder"
    ARM_ELBOW = "arm_elbow"
    HAND_WRIST = "hand_wrist"
    HIP_THIGH = "hip_thigh"
    KNEE_LEG = "knee_leg"
    FOOT_ANKLE = "foot_ankle"
    SKIN = "skin"
    WHOLE_BODY = "whole_body"
    OTHER = "other"


class AgeBand(StrEnum):
    """Age bands; the last is open because ages over 89 identify (45 CFR 164.514(b)(2)(i)(C))."""

    NEWBORN = "newborn"
    INFANT = "infant"
    CHILD = "child"
    ADOLESCENT = "adolescent"
    ADULT_18_39 = "adult_18_39"
    ADULT_40_64 = "adult_40_64"
    ADULT_65_89 = "adult_65_89"
    ADULT_90_PLUS = "adult_90_plus"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Patient's sex, as DICOM's Patient's Sex (0010,0040) knows it, plus unknown."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Profession(StrEnum):
    """Who may ask to be verified."""

    PHYSICIAN = "physician"
    NURSE = "nurse"
    DENTIST = "dentist"
    PHYSICIAN_ASSISTANT = "physician_assistant"
    PHARMACIST = "pharmacist"
    PHYSIOTHERAPIST = "physiotherapist"
    RADIOGRAPHER = "radiographer"
    MIDWIFE = "midwife"
    STUDENT = "student"
    OTHER = "other"


CONSENT_VERSION = "2026-11"
CONSENT_STATEMENT = (
    "The patient, or the person who may decide for them, has agreed that these images are shared "
    "with other clinicians for teaching and advice, with everything identifying removed. "
    "I have the right to upload them."
)
