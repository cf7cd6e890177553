"""The taxonomy as SKOS (W3C Simple Knowledge Organization System), in Turtle and JSON-LD.

How the words of the field become those of SKOS:

- A framework and a vocabulary are a `skos:ConceptScheme`, an item and a value a `skos:Concept`.
- A group is a heading that sorts items and says nothing itself: a `skos:Collection`, as the SKOS
  Primer (4.1) advises, and no broader concept. Where the order of a list has a meaning, it is a
  `skos:OrderedCollection`.
- An aspect is narrower than the item that it is one half of; a place is narrower than its province.
- A row of the crosswalk is a mapping relation, given from both sides, so that no reader has to
  infer the inverse. The editors' note of a row is an editorial note on the item it reads from.
- Which factors help to realise which principle was derived by the editors. That is an association
  and no mapping: `skos:related`, with an editorial note that says so, and never
  `skos:relatedMatch`, which tells how the sources correspond.
- A publication without an address of its own is named by the page that lists it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DC, DCTERMS, RDF, SKOS, XSD

from isj_cli.domain import taxonomy as t
from isj_cli.domain.text import one_line
from isj_cli.locale import LANGUAGES, N_, _, speaking
from isj_cli.pages.publication import ABOUT, ALONE, CC_BY, FOLDERS, Publication
from isj_cli.pages.sources import citation

NOWHERE = "urn:isj:"
VOCABULARIES = "woordenlijsten"
MAPPINGS = {
    "exact": SKOS.exactMatch,
    "close": SKOS.closeMatch,
    "broad": SKOS.broadMatch,
    "narrow": SKOS.narrowMatch,
    "related": SKOS.relatedMatch,
}
_PREFIXES = {"dc": DC, "dcterms": DCTERMS, "rdf": RDF, "skos": SKOS, "xsd": XSD}
_INDEXED = {t.SECTORS: "sector", t.TOPICS: "topic", t.REGIONS: "region"}


def turtle(graph: Graph) -> str:
    """Return a graph as Turtle; the same graph gives the same text."""
    return graph.serialize(format="turtle")


def jsonld(graph: Graph) -> str:
    """Return a graph as JSON-LD; the same graph gives the same text."""
    context = {prefix: str(namespace) for prefix, namespace in _PREFIXES.items()}
    made = json.loads(graph.serialize(format="json-ld", context=context))
    return json.dumps(_in_order(made), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


FORMS: dict[str, Callable[[Graph], str]] = {".ttl": turtle, ".jsonld": jsonld}
STARTS = {".ttl": "@prefix dc: ", ".jsonld": '{\n  "@context": {\n    "dc": '}


def _in_order(value: Any, *, is_list: bool = False) -> Any:
    """Return JSON-LD with the values of every set in one order; a list keeps its own."""
    if isinstance(value, dict):
        return {key: _in_order(each, is_list=key == "@list") for key, each in value.items()}
    if isinstance(value, list):
        found = [_in_order(each) for each in value]
        return (
            found if is_list else sorted(found, key=lambda each: json.dumps(each, sort_keys=True))
        )
    return value


def graph(taxonomy: t.Taxonomy, *, base_url: str = "", is_cc_by: bool = False) -> Graph:
    """Return the frameworks, the crosswalk and the vocabularies as one graph.

    With `base_url`, where the website stands, a concept is named by its page there; without it by
    a name that leads nowhere (`urn:isj:…`). Both languages are in it, whichever is spoken.
    """
    with speaking("nl"):
        return _Making(taxonomy, base_url, is_cc_by).graph


class _Making:
    """A graph in the making."""

    def __init__(self, taxonomy: t.Taxonomy, base_url: str, is_cc_by: bool) -> None:
        self.taxonomy = taxonomy
        self.base_url = base_url and base_url.rstrip("/") + "/"
        self.is_cc_by = is_cc_by
        self.places = Publication((), taxonomy, "nl", is_cc_by).places
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in _PREFIXES.items():
            self.graph.bind(prefix, namespace)
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
                self._say(self._item(each.id), SKOS.editorialNote, each.why)
        for principle, factors in taxonomy.principle_factor_links.links.items():
            self._links(principle, factors)

    # Names

    def _name(self, place: str, fragment: str) -> URIRef:
        """Return the name of what page `place` tells of; a page is not the thing itself."""
        path = quote(f"{place}.html" if self.base_url else place)
        return URIRef(f"{self.base_url or NOWHERE}{path}#{quote(fragment, safe='')}")

    def _item(self, id: str) -> URIRef:
        return self._name(self.places["item", id], id)

    def _scheme(self, framework: t.Framework) -> URIRef:
        return self._name(self.places["framework", framework.id], framework.id)

    def _term(self, vocabulary: str, id: str) -> URIRef:
        kind = _INDEXED.get(vocabulary)
        if kind:
            return self._name(f"{FOLDERS[kind]}/{id}", id)
        return self._name(f"{VOCABULARIES}/{vocabulary}", id)

    def _list(self, vocabulary: str) -> URIRef:
        kind = _INDEXED.get(vocabulary)
        place = self.places[kind, ""] if kind else f"{VOCABULARIES}/{vocabulary}"
        return self._name(place, f"lijst-{vocabulary}")

    def _published(self, source: t.FrameworkSource) -> URIRef:
        if source.url.startswith(("https://", "http://")):
            return URIRef(quote(source.url, safe="/:?#@!$&'()*+,;=%~-._"))
        return self._name(ALONE[ABOUT], source.id)

    # Statements

    def _add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        self.graph.add((subject, predicate, value))

    def _say(self, subject: URIRef, predicate: URIRef, said: t.Label) -> None:
        """Add a text in each language that has it."""
        for language, text in zip(said._fields, said, strict=True):
            if text := one_line(text):
                self._add(subject, predicate, Literal(text, lang=language))

    def _call(self, subject: URIRef, id: str, label: t.Label) -> None:
        """Add the names of a thing; one that nothing names is called by its id."""
        self._add(subject, DCTERMS.identifier, Literal(one_line(id)))
        self._say(subject, SKOS.prefLabel, label)
        if (subject, SKOS.prefLabel, None) not in self.graph:
            self._add(subject, SKOS.prefLabel, Literal(one_line(id)))

    def _concept(self, concept: URIRef, scheme: URIRef, thing: t.Item | t.Term) -> None:
        self._add(concept, RDF.type, SKOS.Concept)
        self._add(concept, SKOS.inScheme, scheme)
        self._call(concept, thing.id, thing.label)
        for language, names in zip(thing.alt._fields, thing.alt, strict=True):
            for name in map(one_line, names):
                literal = Literal(name, lang=language)
                if name and (concept, SKOS.prefLabel, literal) not in self.graph:
                    self._add(concept, SKOS.altLabel, literal)
        self._say(concept, SKOS.definition, thing.description)

    def _on_top(self, concept: URIRef, scheme: URIRef) -> None:
        self._add(concept, SKOS.topConceptOf, scheme)
        self._add(scheme, SKOS.hasTopConcept, concept)

    def _below(self, concept: URIRef, wider: URIRef) -> None:
        self._add(concept, SKOS.broader, wider)
        self._add(wider, SKOS.narrower, concept)

    def _head(self, scheme: URIRef, id: str, label: t.Label, source: str) -> None:
        self._add(scheme, RDF.type, SKOS.ConceptScheme)
        self._call(scheme, id, label)
        self._say(scheme, DCTERMS.title, label)
        self._from(scheme, source)
        if self.is_cc_by:
            self._add(scheme, DCTERMS.license, URIRef(CC_BY))

    def _from(self, thing: URIRef, source: str) -> None:
        for each in self.taxonomy.sources:
            if each.id == source:
                self._add(thing, DCTERMS.source, self._published(each))

    def _collection(
        self, name: URIRef, scheme: URIRef, label: t.Label, members: Iterable[URIRef]
    ) -> None:
        self._add(name, RDF.type, SKOS.Collection)
        self._add(name, SKOS.inScheme, scheme)
        self._say(name, SKOS.prefLabel, label)
        for member in members:
            self._add(name, SKOS.member, member)

    def _order(self, name: URIRef, scheme: URIRef, label: t.Label, members: list[URIRef]) -> None:
        self._collection(name, scheme, label, members)
        self._add(name, RDF.type, SKOS.OrderedCollection)
        start = BNode()
        Collection(self.graph, start, list(members))
        self.graph.add((name, SKOS.memberList, start))

    # What there is

    def _source(self, source: t.FrameworkSource) -> None:
        name = self._published(source)
        self._add(name, RDF.type, DCTERMS.BibliographicResource)
        self._tell(name, DCTERMS.title, source.title)
        self._tell(name, DC.publisher, source.publisher)
        self._say(name, SKOS.note, source.note)

    def _reference(self, reference: t.Reference) -> None:
        name = self._cited(reference.id)
        self._add(name, RDF.type, DCTERMS.BibliographicResource)
        self._tell(name, DCTERMS.identifier, reference.id)
        self._tell(name, DCTERMS.title, reference.title)
        self._tell(name, DC.creator, reference.authors)
        self._tell(name, DC.publisher, reference.publisher)
        self._tell(name, DCTERMS.bibliographicCitation, citation(reference))
        if reference.year:
            self._add(name, DCTERMS.issued, Literal(f"{reference.year:04}", datatype=XSD.gYear))
        self._say(name, SKOS.note, reference.note)

    def _cited(self, reference: str) -> URIRef:
        return self._name(self.places["reference", reference], reference)

    def _tell(self, name: URIRef, predicate: URIRef, text: str) -> None:
        if text := one_line(text):
            self._add(name, predicate, Literal(text))

    def _framework(self, framework: t.Framework) -> None:
        scheme = self._scheme(framework)
        self._head(scheme, framework.id, framework.label, framework.source)
        if self._is_cautioned(framework):
            self._say(
                scheme, SKOS.scopeNote, t.Label(self.taxonomy.caution.nl, self.taxonomy.caution.en)
            )
        for item in (*framework.items, *framework.not_counted.items):
            concept = self._item(item.id)
            self._concept(concept, scheme, item)
            self._on_top(concept, scheme)
            if item.number is not None:
                self._add(concept, SKOS.notation, Literal(item.number))
            self._say(concept, SKOS.editorialNote, item.note)
            for id in item.refs:
                if ("reference", id) in self.places:
                    self._add(concept, DCTERMS.references, self._cited(id))
            for aspect in item.aspects:
                part = self._item(aspect.id)
                self._concept(part, scheme, t.Item(aspect.id, label=aspect.label))
                self._below(part, concept)
        self._groups(framework, scheme)

    def _is_cautioned(self, framework: t.Framework) -> bool:
        """Tell whether the caution is about items of a framework: its own source, or factors."""
        return framework.source == self.taxonomy.caution.source or any(
            self.taxonomy.framework_of[item.id].id == framework.id
            for item in self.taxonomy.carried(t.FACTORS)
        )

    def _groups(self, framework: t.Framework, scheme: URIRef) -> None:
        place = self.places["framework", framework.id]

        def named(id: str) -> URIRef:
            return self._name(place, f"groep-{id}")

        for group in framework.groups:
            members = [self._item(item.id) for item in framework.items if item.group == group.id]
            members += [named(each.id) for each in framework.groups if each.parent == group.id]
            self._collection(named(group.id), scheme, group.label, members)
            self._from(named(group.id), group.source)
        if uncounted := framework.not_counted.items:
            beside = self._name(place, "niet-geteld")
            concepts = [self._item(item.id) for item in uncounted]
            self._collection(beside, scheme, _both(N_("Named, but not counted")), concepts)
        if framework.ordered:
            concepts = [self._item(item.id) for item in framework.items]
            self._order(self._name(place, "volgorde"), scheme, framework.label, concepts)

    def _vocabulary(self, vocabulary: t.Vocabulary) -> None:
        scheme = self._list(vocabulary.id)
        self._head(scheme, vocabulary.id, vocabulary.label, vocabulary.source)
        if vocabulary.topic in self.taxonomy.ids(t.TOPICS):
            self._add(scheme, DCTERMS.subject, self._term(t.TOPICS, vocabulary.topic))
        known = {term.id for term in vocabulary.items}
        for term in vocabulary.items:
            concept = self._term(vocabulary.id, term.id)
            self._concept(concept, scheme, term)
            self._from(concept, term.source)
            if term.derived:
                self._say(
                    concept,
                    SKOS.editorialNote,
                    _both(N_("Chosen by the editors; no source names it.")),
                )
            wider = [id for id in term.province if id in known and id != term.id]
            for id in wider:
                self._below(concept, self._term(vocabulary.id, id))
            if not wider:
                self._on_top(concept, scheme)
        if vocabulary.ordered:
            place, _hash, _fragment = str(scheme).partition("#")
            concepts = [self._term(vocabulary.id, term.id) for term in vocabulary.items]
            order = URIRef(f"{place}#volgorde-{quote(vocabulary.id, safe='')}")
            self._order(order, scheme, vocabulary.label, concepts)

    def _crossing(self, row: t.Crossing) -> None:
        items = self.taxonomy.items
        if row.relation not in MAPPINGS or row.from_ not in items or row.to not in items:
            return
        here, there = self._item(row.from_), self._item(row.to)
        self._add(here, MAPPINGS[row.relation], there)
        self._add(there, MAPPINGS[t.INVERSE.get(row.relation, row.relation)], here)
        other = items[row.to].label
        note = [
            f"{other.text(language) or row.to}: {said}" if (said := row.note.text(language)) else ""
            for language in LANGUAGES
        ]
        self._say(here, SKOS.editorialNote, t.Label(*note))

    def _links(self, principle: str, factors: Iterable[str]) -> None:
        items = self.taxonomy.items
        known = [id for id in factors if id in items and principle in items and id != principle]
        for id in known:
            self._add(self._item(principle), SKOS.related, self._item(id))
            self._add(self._item(id), SKOS.related, self._item(principle))
        if known and self.taxonomy.principle_factor_links.derived:
            note = N_(
                "That factors are related to it was derived by the editors; no source says so."
            )
            self._say(self._item(principle), SKOS.editorialNote, _both(note))


def _both(message: str) -> t.Label:
    """Return a message of the program in both languages."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = _(message)
    return t.Label(**said)
