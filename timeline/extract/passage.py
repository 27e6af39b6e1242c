"""One paragraph's events as drafts: triggers, their parts and status, and the speech act that each is content of."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.extract.factuality import Judge
from timeline.extract.hits import ACTS, Hit
from timeline.extract.kinds import Kinds
from timeline.extract.lexicon import Lexicon
from timeline.extract.modality import Status
from timeline.extract.roles import Cast, Roleplay
from timeline.extract.slots import Arguments
from timeline.extract.tree import Tree
from timeline.extract.triggers import Finder, Index

_CONTENT_CASES = frozenset({"of", "for", "to", "with", "on", "about", "against", "over", "from"})
_DEMANDS = frozenset({"REQUEST", "ACCUSE"})
_OPEN, _CLOSE = frozenset("“«„"), frozenset("”»")
_MARKS = _OPEN | _CLOSE | {'"', "``", "''"}

_UNDONE = frozenset({"refused", "did_not_happen"})


@dataclass(slots=True)
class Draft:
    """A trigger with everything that its paragraph alone can tell."""

    hit: Hit
    cast: Cast
    status: Status
    act: int | None = None  # number of the draft that this is content of
    direct: bool = False  # the act governs it without a background clause between
    described: bool = False  # it only describes something that the act speaks of ("the road damaged by rain")
    quoted: bool = False
    according: int | None = None  # head of an "according to" phrase
    cited: int | None = None  # whom the speaker cites: "Reuters, citing the ministry, said"


class Passage:
    """The analysis of one paragraph."""

    def __init__(self, tree: Tree, index: Index, lexicon: Lexicon, *, headline: bool) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.arguments = Arguments(tree, lexicon)
        self.kinds = Kinds(tree, lexicon)
        self.finder = Finder(index, tree, self.arguments, self.kinds, lexicon)
        self.roleplay = Roleplay(index.ontology, tree, self.arguments, self.kinds, lexicon)
        self.judge = Judge(tree, self.arguments, lexicon, headline=headline)
        self.ontology = index.ontology
        self.quoted = _quoted(tree)

    def drafts(self, hits: list[Hit]) -> list[Draft]:
        """A draft for every trigger, types of speech acts already made finer by their content."""
        self.judge.expect(hits)
        self.roleplay.violent = {h.token for h in hits if h.leaf is not None and h.leaf.root == "ASSAULT"}
        by_token = {hit.token: number for number, hit in enumerate(hits)}
        reporters = {
            self._top(hit.token): number
            for number, hit in enumerate(hits)
            if hit.leaf is not None and hit.leaf.root == "STATEMENT" and self.arguments.reports(hit.token)
        }
        drafts = [Draft(hit, self.roleplay.cast(hit), self.judge.judge(hit)) for hit in hits]
        for number, draft in enumerate(drafts):
            draft.quoted = self.quoted[draft.hit.token]
            draft.act, draft.direct = self._act(number, hits, by_token, reporters)
            if draft.act is not None and draft.status.value == "proposed" and self._marched(drafts[draft.act], draft):
                draft.status = Status("happened", draft.status.cues)
            draft.described = self._described(draft.hit.token)
            draft.according = self._according(draft.hit.token)
            draft.cited = self._cited(draft.hit)
        self._break_loops(drafts)
        self._derive(drafts)
        return drafts

    @staticmethod
    def _break_loops(drafts: list[Draft]) -> None:
        """An act cannot be content of itself, by whatever detour."""
        for number, draft in enumerate(drafts):
            seen, act = {number}, draft.act
            while act is not None:
                if act in seen:
                    draft.act, draft.direct = None, False
                    break
                seen.add(act)
                act = drafts[act].act

    def _act(
        self, number: int, hits: list[Hit], by_token: dict[int, int], reporters: dict[int, int]
    ) -> tuple[int | None, bool]:
        tree, node, direct = self.tree, hits[number].token, True
        if number in reporters.values():
            return None, False
        for _ in range(24):
            reporter = reporters.get(node)
            if reporter is not None and reporter != number:
                return reporter, direct
            head, dep = tree.head[node], tree.dep[node]
            if head == node:
                break
            if dep == "conj":
                node = head
                continue
            if dep == "appos" or (tree.full[node] == "acl:relcl" and not self._told(node)):
                direct = False
            protest = self._protest(hits, by_token, number, node)
            if protest is not None:
                return protest, direct
            governor = by_token.get(head)
            if governor is not None and governor != number and self._carries(hits[governor], node, head, dep):
                return governor, direct
            if dep == "advcl" and self._background(node):
                direct = False
            node = head
        return None, False

    def _protest(self, hits: list[Hit], by_token: dict[int, int], number: int, node: int) -> int | None:
        """The protest that says it, in "marched to demand reforms", "began a hunger strike, saying he must resign"."""
        tree, leaf = self.tree, hits[number].leaf
        if node != hits[number].token or leaf is None or leaf.root not in _DEMANDS:
            return None
        if tree.dep[node] not in {"advcl", "xcomp", "acl"} or tree.full[node] == "acl:relcl":
            return None
        head = tree.head[node]
        for token in (head, *tree.children(head, "obj")):
            found = by_token.get(token)
            if found is not None and (act := hits[found].leaf) is not None and act.root == "PROTEST":
                return found
        return None

    @staticmethod
    def _marched(act: Draft, draft: Draft) -> bool:
        """Whoever marched "to demand reforms" has demanded them."""
        roots = (act.hit.leaf.root if act.hit.leaf else "", draft.hit.leaf.root if draft.hit.leaf else "")
        return roots[0] == "PROTEST" and roots[1] in _DEMANDS and act.status.value in {"happened", "ongoing"}

    def _described(self, token: int) -> bool:
        tree = self.tree
        token = tree.first_conjunct(token)
        return tree.dep[token] == "acl" and tree.tag[token] == "VBN"

    def _top(self, token: int) -> int:
        """The clause that all before a report hangs on; in mid-sentence a report speaks of its own clause alone."""
        _, end = self.tree.sents[self.tree.sent[token]]
        _, last = self.tree.subtree(token)
        token = self.tree.head[token]
        if end - last > 3:
            return token
        for _ in range(self.tree.n):
            if self.tree.head[token] == token or self.tree.full[token] == "acl:relcl":
                break
            token = self.tree.head[token]
        return token

    def _background(self, node: int) -> bool:
        """A clause of its own beside the one that is told; a bare participle ("killing two") is part of it."""
        tree = self.tree
        marks = [k for k in tree.kids[node] if tree.dep[k] in {"mark", "case"} or tree.tag[k] == "WRB"]
        if tree.tag[node] == "VBG" and not marks:
            return False
        return not any(tree.word[k] in _CONTENT_CASES for k in marks)

    def _told(self, node: int) -> bool:
        """Reads "told the king that it had fallen", with the clause hung on the king."""
        tree = self.tree
        return any(tree.dep[k] == "mark" and tree.word[k] == "that" for k in tree.kids[node])

    def _carries(self, act: Hit, node: int, head: int, dep: str) -> bool:
        if act.leaf is None or act.leaf.root not in ACTS:
            return False
        tree = self.tree
        if dep == "xcomp" and tree.tag[node] == "VBG" and tree.word[node - 1] == ",":
            return False  # "insisted on it, expressing hope": done beside, not said
        if dep in {"ccomp", "xcomp", "obj", "csubj", "acl", "parataxis"}:
            return tree.full[node] != "acl:relcl" or self._told(node)
        if dep == "nsubj":
            return tree.passive(head)
        if dep in {"obl", "nmod"}:
            return tree.case(node) in _CONTENT_CASES
        if dep == "advcl":
            return any(tree.word[k] in _CONTENT_CASES and tree.dep[k] in {"mark", "case"} for k in tree.kids[node])
        return dep == "compound" and act.kind == "noun"

    def _cited(self, hit: Hit) -> int | None:
        tree = self.tree
        if hit.leaf is None or hit.leaf.root != "STATEMENT":
            return None
        for node in (hit.token, *tree.children(hit.token, "nsubj")):
            for kid in tree.children(node, "advcl", "acl"):
                if tree.lemma[kid] in {"cite", "quote"} and tree.tag[kid] == "VBG":
                    return next(iter(tree.children(kid, "obj")), None)
        return None

    def _according(self, token: int) -> int | None:
        tree = self.tree
        for _ in range(24):
            if self.arguments.clausal(token):
                found = self.arguments.slots(token).get("according")
                if found:
                    return found[0]
            if tree.head[token] == token:
                return None
            token = tree.head[token]
        return None

    def _derive(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            if draft.act is None or not draft.direct or draft.described or draft.hit.leaf is None:
                continue
            act = drafts[draft.act].hit
            if act.leaf is None:
                continue
            finer = self.ontology.derived(act.leaf.id, act.lemma, draft.hit.leaf.id)
            if finer is not None and finer.startswith("AGREE") and draft.status.value in _UNDONE:
                finer = "REJECT.talks" if draft.hit.leaf.root == "CONSULT" else "REJECT.demand"  # "vowed not to talk"
            if (
                finer is not None
                and finer.startswith("THREATEN")
                and act.leaf.root != "THREATEN"
                and (draft.hit.kind == "noun" or self.tree.head[draft.hit.token] != act.token)
            ):
                continue  # agreeing on a halt to violence threatens nobody
            if finer is not None and act.type == act.leaf.id:
                act.type = finer


def _quoted(tree: Tree) -> list[bool]:
    """Which tokens stand inside quotation marks."""
    if _MARKS.isdisjoint(tree.word):
        return [False] * tree.n
    inside, flags = False, []
    for text in tree.word:
        if text in _OPEN or (text in {'"', "``"} and not inside):
            inside = True
            flags.append(True)
        elif text in _CLOSE or text in {'"', "''"}:
            flags.append(inside)
            inside = False
        else:
            flags.append(inside)
    return flags
