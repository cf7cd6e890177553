"""The statements of SKOS and Dublin Core of which the graph is made."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DC, DCTERMS, RDF, SKOS, XSD

from isj_cli.domain.frameworks import Item
from isj_cli.domain.text import one_line
from isj_cli.domain.vocabularies import Label, Term

PREFIXES = {"dc": DC, "dcterms": DCTERMS, "rdf": RDF, "skos": SKOS, "xsd": XSD}


class Statements:
    """A graph, and what can be stated in it of concepts and schemes."""

    def __init__(self) -> None:
        """Begin with nothing stated."""
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            self.graph.bind(prefix, namespace)

    def add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        """Add a statement."""
        self.graph.add((subject, predicate, value))

    def say(self, subject: URIRef, predicate: URIRef, said: Label) -> None:
        """Add a text in each language that has it."""
        for language, text in zip(said._fields, said, strict=True):
            if text := one_line(text):
                self.add(subject, predicate, Literal(text, lang=language))

    def tell(self, name: URIRef, predicate: URIRef, text: str) -> None:
        """Add a text that is of no language."""
        if text := one_line(text):
            self.add(name, predicate, Literal(text))

    def call(self, subject: URIRef, id: str, label: Label) -> None:
        """Add the names of a thing; one that nothing names is called by its id."""
        self.add(subject, DCTERMS.identifier, Literal(one_line(id)))
        self.say(subject, SKOS.prefLabel, label)
        if (subject, SKOS.prefLabel, None) not in self.graph:
            self.add(subject, SKOS.prefLabel, Literal(one_line(id)))

    def concept(self, concept: URIRef, scheme: URIRef, thing: Item | Term) -> None:
        """Add a concept of a scheme, with its names and what it means."""
        self.add(concept, RDF.type, SKOS.Concept)
        self.add(concept, SKOS.inScheme, scheme)
        self.call(concept, thing.id, thing.label)
        for language, names in zip(thing.alt._fields, thing.alt, strict=True):
            for name in map(one_line, names):
                literal = Literal(name, lang=language)
                if name and (concept, SKOS.prefLabel, literal) not in self.graph:
                    self.add(concept, SKOS.altLabel, literal)
        self.say(concept, SKOS.definition, thing.description)

    def on_top(self, concept: URIRef, scheme: URIRef) -> None:
        """Add that nothing in the scheme is wider than a concept."""
        self.add(concept, SKOS.topConceptOf, scheme)
        self.add(scheme, SKOS.hasTopConcept, concept)

    def below(self, concept: URIRef, wider: URIRef) -> None:
        """Add that a concept is narrower than another."""
        self.add(concept, SKOS.broader, wider)
        self.add(wider, SKOS.narrower, concept)

    def collection(
        self, name: URIRef, scheme: URIRef, label: Label, members: Iterable[URIRef]
    ) -> None:
        """Add a collection of concepts or of other collections."""
        self.add(name, RDF.type, SKOS.Collection)
        self.add(name, SKOS.inScheme, scheme)
        self.say(name, SKOS.prefLabel, label)
        for member in members:
            self.add(name, SKOS.member, member)

    def order(self, name: URIRef, scheme: URIRef, label: Label, members: list[URIRef]) -> None:
        """Add a collection whose order has a meaning."""
        self.collection(name, scheme, label, members)
        self.add(name, RDF.type, SKOS.OrderedCollection)
        start = BNode()
        Collection(self.graph, start, list(members))
        self.graph.add((name, SKOS.memberList, start))
