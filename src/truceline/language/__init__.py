"""English text into a spaCy `Doc`: tokens, sentences, tags, dependencies, lemmas, entities, coreference."""

from truceline.language.pipeline import INSIGHT, Insight, Language, ShippedModel, load

__all__ = ["INSIGHT", "Insight", "Language", "ShippedModel", "load"]
