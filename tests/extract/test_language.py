"""The shipped pipeline loads without a network, says sane things of plain sentences, and keeps its scores."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from timeline.extract import language

FLOORS = json.loads((Path(__file__).parents[2] / "benchmarks" / "floors.json").read_text(encoding="utf-8"))["language"]
SENTENCE = "Government troops shelled the border town of Velden on Tuesday, the Defence Ministry said."


def parsed(text):
    return next(language.parse([text]))


def test_loads_without_a_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the pipeline asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    language.load.cache_clear()
    assert {"tagger", "morphologizer", "lemmatizer", "parser", "ner"} <= set(language.load().pipe_names)


def test_a_missing_pipeline_is_one_clear_error(monkeypatch, tmp_path):
    monkeypatch.setattr(language, "PIPELINE", tmp_path)
    with pytest.raises(language.PipelineMissingError, match=r"scripts/train"):
        language.load.__wrapped__()


def test_tags_lemmas_and_tree_of_a_plain_sentence():
    words = {token.text: token for token in parsed(SENTENCE)}
    assert words["shelled"].tag_ == "VBD"
    assert words["shelled"].lemma_ == "shell"
    assert words["troops"].dep_ == "nsubj"
    assert words["troops"].head.text == "shelled"
    assert words["town"].dep_ == "obj"
    assert words["Ministry"].head.text == "said"


def test_a_passive_has_its_subject_and_agent():
    words = {token.text: token for token in parsed("The bridge was destroyed by Russian forces on 3 May.")}
    assert words["bridge"].dep_ == "nsubj:pass"
    assert words["forces"].dep_.startswith("obl")
    assert words["forces"].head.text == "destroyed"


def test_names_of_people_places_and_organisations():
    doc = parsed("President Emmanuel Macron met officials of the European Union in Nairobi.")
    found = {(ent.text, ent.label_) for ent in doc.ents}
    assert ("Emmanuel Macron", "PERSON") in found
    assert ("Nairobi", "LOC") in found
    assert ("European Union", "ORG") in found


def test_sentence_boundaries_and_a_line_break_inside_a_sentence():
    assert len(list(parsed("The talks ended on Friday. No deal was signed.").sents)) == 2
    assert len(list(parsed("The talks between the two\ngovernments ended on Friday.").sents)) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "🙂 🙂", "BREAKING", "a" * 5000, "\u200d\u202e x \x07"])
def test_odd_text_keeps_its_characters(text):
    assert parsed(text).text == text


def test_digest_and_meta_name_the_pipeline():
    assert len(language.pipeline_digest()) == 64
    meta = language.pipeline_meta()
    assert meta["lang"] == "en"
    assert meta["version"]


def test_scores_recorded_in_meta_reach_their_floors():
    scores = language.pipeline_meta()["scores"]
    ours = {
        "ewt_dev_tag": scores["ewt_dev"]["tag"],
        "ewt_dev_las": scores["ewt_dev"]["las"],
        "newswire_names_f": scores["newswire_names"]["main"]["f"],
        "newswire_org_f": scores["newswire_names"]["ORG"]["f"],
    }
    assert {key: value for key, value in ours.items() if value < FLOORS[key]} == {}


def test_the_pipeline_is_small_and_holds_no_training_words():
    files = [path for path in language.PIPELINE.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= FLOORS["max_bytes"]
    strings = json.loads((language.PIPELINE / "vocab" / "strings.json").read_text(encoding="utf-8"))
    assert len(strings) <= FLOORS["max_strings"]


def test_parsing_takes_one_thread_and_gives_the_others_back():
    def threads():
        return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}

    before = threads()
    docs = language.parse(["The talks ended on Friday.", "No deal was signed."])
    next(docs)
    assert threads() == {1}
    assert len(list(docs)) == 1
    assert threads() == before


def test_short_months_and_titles_end_no_sentence():
    text = "The driver is due in court Feb. 17. Police Lt. Ann Roe said no. The court rose at noon."
    sentences = [s.text for s in parsed(text).sents]
    assert sentences == [
        "The driver is due in court Feb. 17.",
        "Police Lt. Ann Roe said no.",
        "The court rose at noon.",
    ]


def test_bases_and_taxes_are_plurals_of_everyday_words() -> None:
    (doc,) = language.parse(["They raised taxes to feed the masses around the bases."])
    assert [t.lemma_ for t in doc if t.text in {"taxes", "feed", "masses", "bases"}] == ["tax", "feed", "mass", "base"]
