"""De-identification of DICOM headers after PS3.15 annex E: bytes in, clean bytes out."""
