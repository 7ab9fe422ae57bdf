"""The shipped model fills a Document: trees, tags, names, and what its own heads say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.errors import ModelError
from truceline.language import ShippedModel, load
from truceline.language.document import Document
from truceline.language.typography import plain

TEXT = "KABUL, Oct 2 - Pakistan's government is holding talks with the Tehrik-i-Taliban Pakistan, Prime Minister Imran Khan said on Friday."


@pytest.fixture(scope="module")
def model() -> ShippedModel:
    return ShippedModel()


def token(doc: Document, text: str):
    return next(t for t in doc if t.text == text)


def test_subjects_and_objects_are_found(model: ShippedModel) -> None:
    doc = model(TEXT)
    assert token(doc, "government").dep_ == "nsubj"
    assert token(doc, "government").head.text == "holding"
    assert token(doc, "talks").lemma_ == "talk"


def test_names_are_whole_and_labelled(model: ShippedModel) -> None:
    names = {e.text: e.label_ for e in model(TEXT).ents}
    assert names["Imran Khan"] == "PERSON"
    assert names["Tehrik-i-Taliban Pakistan"] == "ORG"
    assert names["Pakistan"] == "GPE"


def test_attribution_head_sees_the_source(model: ShippedModel) -> None:
    doc = model(TEXT)
    insight = doc.insight
    assert insight.inside("cue")[token(doc, "said").i] > 0.5
    assert insight.inside("source")[token(doc, "Khan").i] > 0.5


def test_many_texts_come_out_as_each_alone(model: ShippedModel) -> None:
    texts = [TEXT, "Two died.", "", "He said: “We will fight. We must.”"]
    for together, text in zip(model.pipe(texts), texts, strict=True):
        assert together.text == plain(text)
        assert [t.dep_ for t in together] == [t.dep_ for t in model(text)]


def test_a_missing_pipeline_is_a_typed_error_with_a_remedy() -> None:
    with pytest.raises(ModelError, match="install"):
        load("no_such_pipeline_anywhere")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_parsed(text: str) -> None:
    doc = load_once()(text)
    assert doc.text == plain(text)
    assert len({t.i for t in doc if t.head.i == t.i}) >= (1 if len(doc) else 0)


_MODEL: list[ShippedModel] = []


def load_once() -> ShippedModel:
    if not _MODEL:
        _MODEL.append(ShippedModel())
    return _MODEL[0]
