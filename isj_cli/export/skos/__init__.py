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
