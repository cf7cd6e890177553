"""The taxonomy as a graph of SKOS."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, RDF, SKOS, XSD

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import Crossing, Framework, FrameworkSource, Item, Reference
from isj_cli.domain.vocabularies import Label, Vocabulary
from isj_cli.export.skos.names import Names
from isj_cli.export.skos.statements import Statements
from isj_cli.locale import LANGUAGES, N_, _, speaking
from isj_cli.pages.publication import CC_BY
from isj_cli.pages.sources import citation

MAPPINGS = {
    "exact": SKOS.exactMatch,
    "close": SKOS.closeMatch,
    "broad": SKOS.broadMatch,
    "narrow": SKOS.narrowMatch,
    "related": SKOS.relatedMatch,
}


def skos_graph(taxonomy: t.Taxonomy, *, base_url: str = "", is_cc_by: bool = False) -> Graph:
    """Return the frameworks, the crosswalk and the vocabularies as one graph.

    With `base_url`, where the website stands, a concept is named by its page there; without it by
    a name that leads nowhere (`urn:isj:…`). Both languages are in it, whichever is spoken.
    """
    with speaking("nl"):
        return _Making(taxonomy, base_url, is_cc_by).graph


class _Making(Statements):
    """What a taxonomy states, in the making."""

    def __init__(self, taxonomy: t.Taxonomy, base_url: str, is_cc_by: bool) -> None:
        super().__init__()
        self.taxonomy = taxonomy
        self.is_cc_by = is_cc_by
        self.names = Names(taxonomy, base_url)
        for source in taxonomy.sources:
            self._source(source)
        for reference in taxonomy.references:
            self._reference(reference)
        for framework in taxonomy.frameworks:
            self._framework(framework)
        for vocabulary in taxonomy.vocabularies:
            self._vocabulary(vocabulary)
        for row in taxonomy.crosswalk:
            self._crossing(row)
        for each in taxonomy.no_counterpart:
            if each.id in taxonomy.items:
                self.say(self.names.item(each.id), SKOS.editorialNote, each.why)
        for principle, factors in taxonomy.principle_factor_links.links.items():
            self._links(principle, factors)

    def _head(self, scheme: URIRef, id: str, label: Label, source: str) -> None:
        self.add(scheme, RDF.type, SKOS.ConceptScheme)
        self.call(scheme, id, label)
        self.say(scheme, DCTERMS.title, label)
        self._from(scheme, source)
        if self.is_cc_by:
            self.add(scheme, DCTERMS.license, URIRef(CC_BY))

    def _from(self, thing: URIRef, source: str) -> None:
        for each in self.taxonomy.sources:
            if each.id == source:
                self.add(thing, DCTERMS.source, self.names.published(each))

    def _source(self, source: FrameworkSource) -> None:
        name = self.names.published(source)
        self.add(name, RDF.type, DCTERMS.BibliographicResource)
        self.tell(name, DCTERMS.title, source.title)
        self.tell(name, DC.publisher, source.publisher)
        self.say(name, SKOS.note, source.note)

    def _reference(self, reference: Reference) -> None:
        name = self.names.cited(reference.id)
        self.add(name, RDF.type, DCTERMS.BibliographicResource)
        self.tell(name, DCTERMS.identifier, reference.id)
        self.tell(name, DCTERMS.title, reference.title)
        self.tell(name, DC.creator, reference.authors)
        self.tell(name, DC.publisher, reference.publisher)
        self.tell(name, DCTERMS.bibliographicCitation, citation(reference))
        if reference.year:
            self.add(name, DCTERMS.issued, Literal(f"{reference.year:04}", datatype=XSD.gYear))
        self.say(name, SKOS.note, reference.note)

    def _framework(self, framework: Framework) -> None:
        scheme = self.names.framework(framework.id)
        self._head(scheme, framework.id, framework.label, framework.source)
        if self._is_cautioned(framework):
            self.say(
                scheme, SKOS.scopeNote, Label(self.taxonomy.caution.nl, self.taxonomy.caution.en)
            )
        for item in (*framework.items, *framework.not_counted.items):
            concept = self.names.item(item.id)
            self.concept(concept, scheme, item)
            self.on_top(concept, scheme)
            if item.number is not None:
                self.add(concept, SKOS.notation, Literal(item.number))
            self.say(concept, SKOS.editorialNote, item.note)
            for id in item.refs:
                if ("reference", id) in self.names.places:
                    self.add(concept, DCTERMS.references, self.names.cited(id))
            for aspect in item.aspects:
                part = self.names.item(aspect.id)
                self.concept(part, scheme, Item(aspect.id, label=aspect.label))
                self.below(part, concept)
        self._groups(framework, scheme)

    def _is_cautioned(self, framework: Framework) -> bool:
        """Tell whether the caution is about items of a framework: its own source, or factors."""
        return framework.source == self.taxonomy.caution.source or any(
            self.taxonomy.framework_of[item.id].id == framework.id
            for item in self.taxonomy.carried(t.FACTORS)
        )

    def _groups(self, framework: Framework, scheme: URIRef) -> None:
        place = self.names.places["framework", framework.id]

        def named(id: str) -> URIRef:
            return self.names.name(place, f"groep-{id}")

        for group in framework.groups:
            members = [
                self.names.item(item.id) for item in framework.items if item.group == group.id
            ]
            members += [named(each.id) for each in framework.groups if each.parent == group.id]
            self.collection(named(group.id), scheme, group.label, members)
            self._from(named(group.id), group.source)
        if uncounted := framework.not_counted.items:
            beside = self.names.name(place, "niet-geteld")
            concepts = [self.names.item(item.id) for item in uncounted]
            self.collection(beside, scheme, _both(N_("Named, but not counted")), concepts)
        if framework.ordered:
            concepts = [self.names.item(item.id) for item in framework.items]
            self.order(self.names.name(place, "volgorde"), scheme, framework.label, concepts)

    def _vocabulary(self, vocabulary: Vocabulary) -> None:
        scheme = self.names.vocabulary(vocabulary.id)
        self._head(scheme, vocabulary.id, vocabulary.label, vocabulary.source)
        if vocabulary.topic in self.taxonomy.ids(t.TOPICS):
            self.add(scheme, DCTERMS.subject, self.names.term(t.TOPICS, vocabulary.topic))
        known = {term.id for term in vocabulary.items}
        for term in vocabulary.items:
            concept = self.names.term(vocabulary.id, term.id)
            self.concept(concept, scheme, term)
            self._from(concept, term.source)
            if term.derived:
                self.say(
                    concept,
                    SKOS.editorialNote,
                    _both(N_("Chosen by the editors; no source names it.")),
                )
            wider = [id for id in term.province if id in known and id != term.id]
            for id in wider:
                self.below(concept, self.names.term(vocabulary.id, id))
            if not wider:
                self.on_top(concept, scheme)
        if vocabulary.ordered:
            place, _hash, _fragment = str(scheme).partition("#")
            concepts = [self.names.term(vocabulary.id, term.id) for term in vocabulary.items]
            order = URIRef(f"{place}#volgorde-{quote(vocabulary.id, safe='')}")
            self.order(order, scheme, vocabulary.label, concepts)

    def _crossing(self, row: Crossing) -> None:
        items = self.taxonomy.items
        if row.relation not in MAPPINGS or row.from_ not in items or row.to not in items:
            return
        here, there = self.names.item(row.from_), self.names.item(row.to)
        self.add(here, MAPPINGS[row.relation], there)
        self.add(there, MAPPINGS[t.INVERSE.get(row.relation, row.relation)], here)
        other = items[row.to].label
        note = [
            f"{other.text(language) or row.to}: {said}" if (said := row.note.text(language)) else ""
            for language in LANGUAGES
        ]
        self.say(here, SKOS.editorialNote, Label(*note))

    def _links(self, principle: str, factors: Iterable[str]) -> None:
        items = self.taxonomy.items
        known = [id for id in factors if id in items and principle in items and id != principle]
        for id in known:
            self.add(self.names.item(principle), SKOS.related, self.names.item(id))
            self.add(self.names.item(id), SKOS.related, self.names.item(principle))
        if known and self.taxonomy.principle_factor_links.derived:
            note = N_(
                "That factors are related to it was derived by the editors; no source says so."
            )
            self.say(self.names.item(principle), SKOS.editorialNote, _both(note))


def _both(message: str) -> Label:
    """Return a message of the program in both languages."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = _(message)
    return Label(**said)
