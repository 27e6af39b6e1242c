"""The data side of `scripts/train`: sentences of our own in, aligned examples out."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
import spacy

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from training.augment import Names, Rates, augment, break_line  # noqa: E402
from training.detokenise import spaces_between  # noqa: E402
from training.examples import PartialExample, chunks, examples  # noqa: E402
from training.sentences import UNKNOWN, Paragraph, Sentence  # noqa: E402
from training.silver import convert  # noqa: E402
from training.treebanks import read_conllu  # noqa: E402


def sentence():
    words = ["President", "Anna", "Kolar", "arrived", "in", "Dorn", "on", "5", "March", "."]
    return Sentence(
        words=words,
        spaces=[True] * 8 + [False, True],
        tags=["NNP", "NNP", "NNP", "VBD", "IN", "NNP", "IN", "CD", "NNP", "."],
        heads=[2, 2, 3, 3, 5, 3, 8, 8, 3, 3],
        deps=["compound", "compound", "nsubj", "ROOT", "case", "obl", "case", "nummod", "obl", "punct"],
        ents=["O", "B-PERSON", "I-PERSON", "O", "O", "B-LOC", "O", "O", "O", "O"],
    )


def written(words, tags):
    return "".join(word + " " * space for word, space in zip(words, spaces_between(words, tags), strict=True)).strip()


@pytest.mark.parametrize(
    ("words", "tags", "text"),
    [
        ('" Yes , " he said .', "`` UH , '' PRP VBD .", '"Yes," he said.'),
        ("Dorn 's mayor ( 54 ) left .", "NNP POS NN -LRB- CD -RRB- VBD .", "Dorn's mayor (54) left."),
        ("a two - day visit", "DT CD HYPH NN NN", "a two-day visit"),
        ("the town ’ s U. S. envoy", "DT NN '' NN NNP NNP NN", "the town’s U.S. envoy"),
    ],
)
def test_text_is_put_back_together(words, tags, text):
    assert written(words.split(), tags.split()) == text


def test_silver_trees_follow_the_treebanks_for_names_titles_and_dates():
    s = sentence()
    convert(s)
    arcs = {word: (s.words[head], dep) for word, head, dep in zip(s.words, s.heads, s.deps, strict=True)}
    assert arcs["Anna"] == ("arrived", "nsubj")
    assert arcs["Kolar"] == ("Anna", "flat")
    assert arcs["President"] == ("Anna", "nmod:desc")
    assert arcs["March"] == ("5", "nmod:unmarked")
    assert arcs["5"] == ("arrived", "obl")


def test_noise_keeps_every_layer_aligned():
    nlp = spacy.blank("en")
    original = Paragraph([sentence(), sentence()], "newswire")
    untouched = deepcopy(original)
    rng = random.Random(7)
    bank = (("Bank", "of", "Varn"), ("NNP", "IN", "NNP"), (True, True, True))
    names = Names(["Ivo"], ["Lund"], ["Varn"], {"ORG": [bank], "LOC": [bank]})
    always = Rates(*[0.9] * 11)
    for _ in range(50):
        noisy = augment(original, names, rng, always)
        doc = noisy.to_doc(nlp.vocab)
        assert len(list(doc.sents)) == len(noisy.sentences)
        assert {ent.label_ for ent in doc.ents} >= {"PERSON", "LOC"}
    assert original == untouched


def test_a_line_break_is_a_token_of_no_arc():
    s = sentence()
    break_line(s, random.Random(0))
    at = s.words.index("\n")
    assert (s.tags[at], s.deps[at]) == ("_SP", UNKNOWN)
    assert s.heads[at] == at - 1


def test_unknown_arcs_are_withheld_and_so_is_a_whole_tree_on_demand():
    s = sentence()
    s.deps[4] = UNKNOWN
    example = next(examples(spacy.blank("en"), [Paragraph([s], "newswire")]))
    assert isinstance(example, PartialExample)
    heads, _ = example.get_aligned_parse()
    assert [i for i, head in enumerate(heads) if head is None] == [4]
    example.use_tree = False
    assert set(example.get_aligned_parse()[0]) == {None}


def test_long_paragraphs_are_cut_between_sentences():
    parts = list(chunks([Paragraph([sentence() for _ in range(5)], "ewt")], longest=25))
    assert [len(part.sentences) for part in parts] == [2, 2, 1]


def test_conllu_paragraphs_spaces_and_roots(tmp_path):
    path = tmp_path / "x.conllu"
    rows = [
        "# newpar",
        "1-2\tWe're\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tWe\twe\tPRON\tPRP\tCase=Nom\t3\tnsubj\t_\t_",
        "2\t're\tbe\tAUX\tVBP\tMood=Ind\t3\taux\t_\t_",
        "3\tleaving\tleave\tVERB\tVBG\tVerbForm=Part\t0\troot\t_\tSpaceAfter=No",
        "4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_",
    ]
    path.write_text("\n".join([*rows, "", ""]), encoding="utf-8")
    (paragraph,) = read_conllu(path, "ewt")
    doc = paragraph.to_doc(spacy.blank("en").vocab)
    assert doc.text.strip() == "We're leaving."
    assert [token.dep_ for token in doc] == ["nsubj", "aux", "ROOT", "punct"]


def test_missing_data_is_one_clear_line(tmp_path):
    environment = {**os.environ, "TIMELINE_DEV_DATA": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, ROOT / "scripts" / "train"], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "TIMELINE_DEV_DATA" in run.stderr
    assert "Traceback" not in run.stderr
