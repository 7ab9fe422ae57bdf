"""What points back: definite descriptions ("the group") and pronouns, resolved from left to right.

A description goes to the cluster with the same noun, office or class of thing, a pronoun to one that agrees in person,
number, sex and kind; among several to the most salient (after Lappin and Leass 1994: roles weigh, and fade by sentence).
"""

from __future__ import annotations

from truceline.language.agreement import agrees, points_to
from truceline.language.aliases import Name, prepare, same
from truceline.language.clusters import Cluster, Clusters
from truceline.language.columns import listed
from truceline.language.mentions import Profile
from truceline.language.quotes import speakers
from truceline.language.state_bodies import StateBodies, body_kind
from truceline.language.statements import deliverer, issuer
from truceline.language.states import States
from truceline.language.voices import SECOND_PERSON, hear

NOUN_WINDOW, NOUN_DECAY = 12, 0.85
PRONOUN_WINDOW, PRONOUN_DECAY = {"person": 6, "thing": 3, "plural": 3}, 0.5
"""Sentences back in which an antecedent is looked for, and how much of a mention's weight is left after one sentence."""
THRESHOLDS = {"person": 0.03, "thing": 0.2, "plural": 0.2}
FEWEST_OF_ISSUER = 2
"""How often a statement says "we" at least; a single one may stand in a quotation whose marks are missing."""
GOVERNING_SPEAKER = 1.0
TELLER_BEHIND = 1.0
"""What speaks for whoever tells a clause from behind it, where the owner of its subject is a pronoun."""
LAST_SPEAKER = 0.6
"""What speaks for whoever spoke last, where a pronoun speaks."""
_KIND_WEIGHT = {"proper": 1.0, "pronoun": 0.9, "nominal": 0.75}

OPENING = 3
"""Sentences in which a report introduces whom it is about."""
_OFFICES = frozenset(("leader", "holder"))

WE = frozenset(("we", "us", "our", "ours", "ourselves"))


class Anaphora:
    """Gives each description and pronoun of a report its cluster."""

    def __init__(self, clusters: Clusters, states: States, publisher: str = "", title: str = "") -> None:
        self.clusters = clusters
        self.table = clusters.table
        self.states = states
        self.bodies = StateBodies(clusters, states)
        self.said = speakers(clusters.table)
        self.voices = hear(clusters, title)
        self.publisher, self.title = publisher, title

    def resolve(self) -> None:
        """Resolve all descriptions and pronouns; first persons last, since the speaker may follow the speech."""
        speaking: list[Profile] = []
        for p in self.clusters.profiles:
            known = self.clusters.of.get(id(p))
            if known is not None:
                self.bodies.note(p, known)
            elif p.mention.kind == "nominal":
                self._nominal(p)
            elif p.type == "speaker":
                speaking.append(p)
            elif p.type == "relative":
                self._relative(p)
            else:
                self._pronoun(p)
        unsaid: list[Profile] = []
        for p in speaking:
            quoted = p.mention.head in self.voices.quoted
            if quoted and p.noun in SECOND_PERSON:
                continue
            speaker = self._speaker(p)
            if speaker is not None:
                self.clusters.put(p, speaker)
            elif self.voices.name is not None and self.voices.means(p.mention.head, p.noun):
                self._name([p], self.voices.name)
            elif not quoted and p.noun not in SECOND_PERSON:
                unsaid.append(p)
        self._issue(unsaid)

    def _issue(self, unsaid: list[Profile]) -> None:
        """The "I" of a statement to the person who delivers it, the "we" to the body that issues it."""
        if not unsaid:
            return
        singular, plural = ([p for p in unsaid if (p.noun in WE) is one] for one in (False, True))
        who = deliverer(self.table, self.title, self.publisher)
        if who is not None:
            self._name(singular, prepare(who))
        name, told = issuer(self.clusters, self.publisher, self.title)
        if len(plural) < FEWEST_OF_ISSUER and not any(self._performs(p) for p in plural):
            return
        if self.states.issuer:
            for p in plural:
                self.bodies.place(p, "government", self.states.issuer)
        elif who is not None and not told:
            self._name(plural, prepare(who))
        elif name is not None:
            self._name(plural, name)

    def _performs(self, p: Profile) -> bool:
        """Whether a first person does what he says by saying it: "we urge both sides"."""
        head = self.table.head[p.mention.head]
        return self.table.dep[p.mention.head] == "nsubj" and self.table.lemma[head] in listed("performing")

    def _name(self, speaking: list[Profile], name: Name) -> None:
        """First persons to whom or what a name names, known in the text or not."""
        known = next((c for c in self.clusters.named() if any(same(n, name) for n in c.names.values())), None)
        for p in speaking:
            if known is None:
                known = self.clusters.new(p)
                known.names[name.text] = name
            else:
                self.clusters.put(p, known)

    def salience(self, c: Cluster, p: Profile, *, decay: float, window: int) -> float:
        """How present a cluster is where a mention stands: the roles of its mentions so far, fading by sentence."""
        total = 0.0
        for m in reversed(c.members):
            if m.mention.head >= p.mention.head:
                continue
            distance = p.sentence - m.sentence
            if distance > window:
                break
            if m.mention.kind == "nominal" and self.table.dep[m.mention.head] == "appos" and c.names:
                # What it says beside the name is no second mention.
                continue
            total += _KIND_WEIGHT[m.mention.kind] * m.role * decay**distance
        return total

    def _nominal(self, p: Profile) -> None:
        kind = body_kind(p)
        if kind and (state := self.states.of_key(p.state)):
            self.bodies.place(p, kind, state)
            return
        found = self._antecedent(p) or self._recalled(p) or self._just_named(p) if p.definite else None
        if found is None and kind and self.bodies.is_whole(p):
            known = self.bodies.of_kind(kind)
            if not known and self.states.home:
                self.bodies.place(p, kind, self.states.home)
                return
            found = max(known, key=lambda c: self._noun_salience(c, p), default=None)
        if found is not None:
            self.clusters.put(p, found)
        else:
            self.clusters.new(p)

    def _noun_salience(self, c: Cluster, p: Profile) -> float:
        return self.salience(c, p, decay=NOUN_DECAY, window=999 if p.capital or c.body else NOUN_WINDOW)

    def _antecedent(self, p: Profile) -> Cluster | None:
        """What a definite description points back to."""
        best, found = 0.0, None
        for c in self.clusters.clusters:
            weight = points_to(p, c, self.states)
            if weight > 0 and (score := weight * self._noun_salience(c, p)) > best:
                best, found = score, c
        return found

    def _recalled(self, p: Profile) -> Cluster | None:
        """The person last spoken of, for a description that recalls what he was: "the former schoolteacher said"."""
        if p.type not in ("person", "") or p.plural or p.restricted or not set(p.phrase.split()) & listed("recalling"):
            return None
        persons = [c for c in self.clusters.named() if c.type == "person" and c.start < p.mention.head]
        scored = [(self.salience(c, p, decay=PRONOUN_DECAY, window=PRONOUN_WINDOW["person"]), c) for c in persons]
        score, found = max(scored, key=lambda s: s[0], default=(0.0, None))
        return found if score > 0 else None

    def _just_named(self, p: Profile) -> Cluster | None:
        """The one person whom the report has named so far, without saying what he is: "... to reach Nhabinde. The head of the Front"."""
        if p.type != "person" or p.plural or p.sentence >= OPENING or not p.restricted or not p.classes & _OFFICES:
            return None
        persons = [c for c in self.clusters.named() if c.type == "person" and c.start < p.mention.head]
        return persons[0] if len(persons) == 1 and not persons[0].offices else None

    def _relative(self, p: Profile) -> None:
        """A relative pronoun to the noun that its clause modifies."""
        table, i = self.table, p.mention.head
        for _ in range(5):
            if table.head[i] == i:
                return
            if table.dep[i] == "acl":
                owner = self.clusters.headed(table.head[i])
                if owner is not None:
                    self.clusters.put(p, owner)
                return
            i = table.head[i]

    def _pronoun(self, p: Profile) -> None:
        if id(p) in self.clusters.of:
            return
        self._speaker_first(p)
        best, found = THRESHOLDS[p.type], None
        barred = self._barred(p)
        above, last, behind = self._speaker_above(p), self._speaker_before(p), self._teller_behind(p)
        window = PRONOUN_WINDOW[p.type]
        for c in self.clusters.clusters:
            agreement = agrees(p, c)
            if agreement <= 0 or c in barred:
                continue
            salience = self.salience(c, p, decay=PRONOUN_DECAY, window=window)
            spoken = (GOVERNING_SPEAKER if above is c else 0.0) + (LAST_SPEAKER if last is c else 0.0)
            spoken += self._of_teller(p) if behind is c else 0.0
            score = agreement * (salience + spoken)
            if (salience > 0 or behind is c) and score > best:
                best, found = score, c
        if found is not None:
            self.clusters.put(p, found)

    def _speaker_first(self, p: Profile) -> None:
        """Resolve the pronoun that speaks the quotation a pronoun stands in ("They took him," he said) before it.

        One of the third person: "I" and "who" are resolved in their own ways.
        """
        speaker = self.clusters.at.get(self.said.get(p.mention.head, -1))
        if speaker is None or speaker.mention.kind != "pronoun" or speaker.type not in THRESHOLDS:
            return
        if speaker.mention.head > p.mention.head:
            self._pronoun(speaker)

    def _barred(self, p: Profile) -> list[Cluster]:
        """What a pronoun cannot mean: its verb's other arguments, the noun it owns, the speaker of its quotation."""
        table, i = self.table, p.mention.head
        if p.noun.endswith(("self", "selves")):
            return []
        if table.dep[i] == "nmod" and table.case(i) == "of" and table.pos[table.head[i]] in ("NUM", "DET", "PRON"):
            # "The rebels killed 189 of them."
            i = table.head[i]
        head = table.head[i]
        if table.full[i] == "nmod:poss":
            others = [self.clusters.headed(head)]
        else:
            beside = (c for c in table.children[head] if c != i and table.dep[c] in ("nsubj", "obj", "iobj", "obl"))
            others = [self.clusters.headed(c) for c in beside]
            if table.dep[head] == "conj" and table.child(head, "nsubj") is None:
                others.append(self.clusters.headed(table.child(table.head[head], "nsubj")))
        return [c for c in (*others, self._speaker(p)) if c is not None]

    def _speaker(self, p: Profile) -> Cluster | None:
        """Who says the words that a mention stands in, in quotation marks or in an interview."""
        said = self.clusters.headed(self.said.get(p.mention.head))
        return said or self.voices.of(p.mention.head, p.noun)

    def _speaker_before(self, p: Profile) -> Cluster | None:
        """Who spoke last before a pronoun that speaks: "The envoy fled, the minister told a channel. He said"."""
        table, i = self.table, p.mention.head
        if p.type != "person" or table.dep[i] != "nsubj" or table.lemma[table.head[i]] not in listed("saying"):
            return None
        for v in range(i - 1, -1, -1):
            if p.sentence - table.sentence[v] > 2:
                return None
            if table.lemma[v] in listed("saying"):
                who = table.child(v, "nsubj")
                if who is None and table.dep[v] == "conj":
                    who = table.child(table.head[v], "nsubj")
                if who is not None and who < i:
                    return self.clusters.headed(who)
        return None

    def _of_teller(self, p: Profile) -> float:
        """What speaks for who tells a clause from behind it: much where a paragraph begins, for nobody was spoken of yet."""
        table, first = self.table, p.mention.head
        while not table.opens(first):
            first -= 1
        before = table.text[first - 1] if first else "\n"
        return TELLER_BEHIND if "\n" in before else TELLER_BEHIND / 2

    def _teller_behind(self, p: Profile) -> Cluster | None:
        """Who tells a clause from behind it, for the owner of its subject: "Its men had left, the Front said", "according to the Front"."""
        i = p.mention.head
        if self.table.full[i] != "nmod:poss" or self.table.dep[self.table.head[i]] != "nsubj":
            return None
        for who in self._tellers(i):
            for head in (who, *(c for c in self.table.children[who] if self.table.case(c) in ("for", "of", "'s"))):
                self._resolve_first(head)
                found = self.clusters.headed(head)
                if found is not None and agrees(p, found) > 0:
                    return found
        return None

    def _tellers(self, i: int) -> list[int]:
        """The nouns behind a word of its sentence that tell what stands before them."""
        table = self.table
        end = i
        while end + 1 < len(table.sentence) and table.sentence[end + 1] == table.sentence[i]:
            end += 1
        return [n for n in range(i + 1, end + 1) if table.case(n) == "according" or self._says_behind(n, i)]

    def _says_behind(self, n: int, i: int) -> bool:
        """Whether a noun is the subject of a verb of saying whose content stands before it and has a word."""
        table, verb = self.table, self.table.head[n]
        if table.dep[n] != "nsubj" or table.lemma[verb] not in listed("saying"):
            return False
        told = [c for c in table.children[verb] if table.dep[c] in ("ccomp", "parataxis") and c < n]
        return bool(told) or (table.dep[verb] == "parataxis" and i < table.head[verb] < n)

    def _resolve_first(self, i: int) -> None:
        """Resolve a description before its turn, for what points to it from before."""
        p = self.clusters.at.get(i)
        if p is not None and p.mention.kind == "nominal" and id(p) not in self.clusters.of:
            self._nominal(p)

    def _speaker_above(self, p: Profile) -> Cluster | None:
        """The subject of the verb of saying that a pronoun's clause depends on."""
        table, i = self.table, p.mention.head
        for _ in range(8):
            head = table.head[i]
            if head == i:
                return None
            clausal = table.dep[i] in ("ccomp", "xcomp", "advcl", "parataxis")
            if clausal and table.lemma[head] in listed("saying"):
                return self.clusters.headed(table.child(head, "nsubj"))
            i = head
        return None
