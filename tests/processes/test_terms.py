"""The terms ledger: who wants or offers what, in whose words, until it is answered."""

from process_builder import ONE, OTHER, PAKISTAN, TTP, TTP_ID, attack, conflicts, step, told

from truceline.processes.terms import terms_of


def test_a_demand_stands_with_its_words_until_the_other_side_answers_it():
    steps = [
        step("demand", "2021-10-05", by=[TTP_ID], words="TTP demanded the release of a hundred prisoners"),
        step("refusal", "2021-10-20", by=["pakistan"], words="Pakistan refused the demand for sharia courts"),
        step(
            "implementation", "2021-11-20", by=["pakistan"], words="Pakistan's release of ninety prisoners went ahead"
        ),
    ]
    demand, refusal = terms_of(steps, (ONE, OTHER), {})
    assert (demand.party, demand.kind, demand.until.isoformat()) == (TTP_ID, "demand", "2021-11-20")
    assert demand.words == "TTP demanded the release of a hundred prisoners"
    assert (refusal.kind, refusal.until) == ("refusal", None)


def test_what_has_been_done_is_no_term():
    freed = told("Pakistan freed 40 prisoners", "RETREAT", actor=[PAKISTAN], recipient=[TTP], mode="release")
    (one,) = conflicts([attack("2021-10-01"), freed])
    assert [s.kind for s in one.steps] == ["offer"]
    assert not one.terms


def test_a_condition_is_a_line_of_its_own_and_the_voice_is_told():
    offer = told(
        "The TTP is ready to talk", "AGREE", actor=[TTP], recipient=[PAKISTAN], status="hypothetical",
        condition="if its prisoners are freed", by="TTP", on="2021-10-20",
    )  # fmt: skip
    (one,) = conflicts([attack("2021-10-02"), offer])
    assert [(t.kind, t.words, t.condition, t.voice) for t in one.terms] == [
        ("offer", "The TTP is ready to talk", "if its prisoners are freed", "TTP"),
        ("condition", "if its prisoners are freed", None, "TTP"),
    ]
    assert one.terms[0].claims == (offer.id,)
