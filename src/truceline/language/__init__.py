"""English text into a parsed `Document`: tokens, sentences, tags, dependencies, lemmas, entities, coreference."""

from truceline.language.document import Document
from truceline.language.insight import Insight
from truceline.language.pipeline import Language, ShippedModel, load

__all__ = ["Document", "Insight", "Language", "ShippedModel", "load"]
