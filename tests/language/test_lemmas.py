"""Lemmas: scripts reverse what they were made from; verbs and nouns find their dictionary forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language.lemmas import apply, lemma_of, script

word = st.text(st.characters(whitelist_categories=("Ll", "Lu"), max_codepoint=0x24F), min_size=1, max_size=12)


@given(word, word)
def test_a_script_turns_its_word_into_its_lemma(form: str, lemma: str) -> None:
    if lemma == lemma.lower() and form.lower().lower() == form.lower():
        assert apply(form, script(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [("accused", "VERB", "accuse"), ("talks", "NOUN", "talk"), ("shot", "VERB", "shoot"), ("men", "NOUN", "man")],
)
def test_event_words_find_their_lemma(form: str, upos: str, lemma: str) -> None:
    assert lemma_of(form, upos, "l0|") == lemma
