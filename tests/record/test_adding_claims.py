"""A claim that a person adds has the report's words, stays whatever is read later, and is a training record's claim."""

import pytest
from making import DAY, LONG, STORY, FixedReader, attack, record, talks
from typer.testing import CliRunner

from truceline import Claim, Status
from truceline.cli import app
from truceline.errors import NotFoundError, UsageError
from truceline.record import Store
from truceline.record.rereading import replace

WORDS = "The rebels denied that they had attacked the convoy"
VALUES = {"actor": "rebels", "status": "negated", "sources": "rebels"}


@pytest.fixture
def added(store: Store) -> str:
    store.add([record()])
    return store.add_claim("story", WORDS, "assault", trigger="attacked", values=VALUES, why="missed", who="Ada").id


def read_again(store: Store, *claims: Claim) -> None:
    with store.database.writing() as connection:
        replace(connection, 1, FixedReader(*claims).read(record().report), reader="truceline 9 abc")


def test_an_added_claim_is_found_and_stands_as_it_was_said(store: Store, added: str) -> None:
    (found,) = store.find("denied", actor="rebels")
    assert (found.id, found.words, found.claim.status.value) == (added, WORDS, "negated")
    assert STORY[slice(*found.claim.trigger)] == "attacked"
    assert STORY[slice(*found.claim.actor[0].span or (0, 0))] == "rebels"
    assert (found.claim.confidence, found.checked) == (1.0, True)
    assert [(e.what, e.who, e.why) for e in store.history(added)] == [("add", "Ada", "missed")]
    assert list(store.check()) == []


def test_no_later_reading_takes_it_away_or_changes_it(store: Store, added: str) -> None:
    read_again(store, attack(), talks())
    assert store.claim(added).claim.status.value == "negated"
    found = store.claim(added).claim
    read_again(store, attack(), found.model_copy(update={"status": Status.ACTUAL, "actor": (), "sources": ()}))
    again = store.claim(added)
    assert (again.claim.status.value, again.claim.actor[0].name, again.state) == ("negated", "rebels", "read")
    assert list(store.check()) == []


def test_it_goes_on_into_a_changed_text_that_has_its_words(store: Store, added: str) -> None:
    (changed,) = store.add([record(text=LONG)])
    assert changed.carried == 1 and not changed.left  # type: ignore[union-attr]
    (found,) = store.find("denied", actor="rebels")
    assert (found.version, found.id != added, found.words) == (2, True, WORDS)
    assert [e.what for e in store.history(found.id)] == ["add"]
    (lost,) = store.add([record(text=LONG.replace("denied", "said"))])
    assert lost.left == (found.id,)  # type: ignore[union-attr]
    assert list(store.check()) == []


def test_it_can_be_corrected_and_taken_back(store: Store, added: str) -> None:
    store.correct(added, {"killed": "3"})
    store.undo(added)
    assert store.claim(added).claim.killed is None
    store.undo(added)
    assert store.find("denied") == [] and list(store.check()) == []


def test_it_is_exported_in_the_training_record(store: Store, added: str) -> None:
    (exported,) = store.corrected()
    assert exported.words(exported.claims[1].span) == WORDS and len(exported.claims) == 3


def test_words_that_the_report_does_not_hold_are_refused(store: Store, added: str) -> None:
    with pytest.raises(UsageError, match="the report does not say"):
        store.add_claim("story", "nobody denied anything", "ASSAULT")
    with pytest.raises(UsageError, match="none of the words"):
        store.add_claim("story", WORDS, "ASSAULT", trigger="Algiers")
    with pytest.raises(UsageError, match=f"claim {added} says this already"):
        store.add_claim("story", WORDS, "ASSAULT", trigger="attacked")
    with pytest.raises(UsageError, match="no event"):
        store.add_claim("story", WORDS, "WAR")
    with pytest.raises(NotFoundError):
        store.add_claim("nothing", WORDS, "ASSAULT")
    assert len(store.find(limit=None)) == 3


def test_a_condition_is_words_of_the_report_or_nothing(store: Store) -> None:
    text = STORY + " Talks go on only if the\nrebels disarm. " + str(DAY)
    store.add([record(text=text)])
    claim = store.find(event="CONSULT")[0]
    store.correct(claim.id, {"condition": "if the rebels disarm"})
    found = store.claim(claim.id)
    assert found.condition == "if the\nrebels disarm"
    assert store.history(claim.id)[-1].new == "if the\nrebels disarm"
    with pytest.raises(UsageError, match="the report does not say"):
        store.correct(claim.id, {"condition": "if they like"})
    store.accept(claim.id)
    read_again_without = talks(text)
    with store.database.writing() as connection:
        replace(connection, 1, FixedReader(read_again_without).read(record(text=text).report), reader="truceline 9 abc")
    assert store.claim(claim.id).condition == "if the\nrebels disarm"
    store.correct(claim.id, {"condition": ""})
    assert store.claim(claim.id).condition is None
    assert list(store.check()) == []


def test_the_commands_add_a_claim_and_set_a_condition(store: Store, url: str) -> None:
    def run(*args: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, [*args, "--db", url])
        return done.exit_code, done.stderr

    store.add([record()])
    code, said = run("claim", "add", "story", "--words", WORDS, "--event", "REJECT", "--set", "actor=rebels")
    assert code == 0 and "added" in said
    (found,) = store.find(event="REJECT")
    assert run("correct", found.id, "--set", "condition=near a convoy")[0] == 0
    assert store.claim(found.id).condition == "near a convoy"
    assert run("claim", "add", "story", "--words", "not there", "--event", "REJECT")[0] == 2
