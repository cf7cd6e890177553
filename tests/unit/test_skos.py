"""The taxonomy as programs that exchange thesauri read it."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF, SKOS
from skosify import skosify
from support import DATA, ROOT, Run

from isj_cli.domain import taxonomy as t
from isj_cli.domain.frameworks import (
    Aspect,
    Crossing,
    ExtraTags,
    Framework,
    FrameworkSource,
    Item,
    Links,
    Reference,
)
from isj_cli.domain.vocabularies import Alternatives, Label, Term, Vocabulary
from isj_cli.export.skos.forms import as_jsonld, as_turtle
from isj_cli.export.skos.graph import skos_graph
from isj_cli.pages.publication import CC_BY, Publication
from isj_cli.store.knowledge_base import KnowledgeBase

BASE = "https://voorbeeld.example/isj/"
SHAPES = DATA / "skos.shapes.ttl"


@pytest.fixture(scope="module")
def taxonomy() -> t.Taxonomy:
    return KnowledgeBase(ROOT).taxonomy


@pytest.fixture(scope="module")
def made(taxonomy: t.Taxonomy) -> Graph:
    return skos_graph(taxonomy, base_url=BASE, is_cc_by=True)


def copy(graph: Graph) -> Graph:
    return Graph().parse(data=as_turtle(graph), format="turtle")


def faults(graph: Graph) -> str:
    fits, _graph, text = validate(graph, shacl_graph=str(SHAPES), advanced=False)
    return "" if fits else text


def page(path: str, fragment: str) -> URIRef:
    return URIRef(f"{BASE}{path}.html#{fragment}")


VEILIGHEID = page("principes/veiligheid", "veiligheid")


def test_both_forms_say_the_same(run: Run, tmp_path: Path, taxonomy: t.Taxonomy) -> None:
    assert (
        run("--kb", str(ROOT), "export", "skos", str(tmp_path / "out"), "--base-url", BASE).code
        == 0
    )
    found = tmp_path / "out"
    turtle = Graph().parse(found / "skos.ttl", format="turtle")
    jsonld = Graph().parse(found / "skos.jsonld", format="json-ld")
    assert len(turtle) > 3000
    assert isomorphic(turtle, jsonld)
    assert isomorphic(turtle, skos_graph(taxonomy, base_url=BASE, is_cc_by=True))
    jsonld.remove((VEILIGHEID, None, None))
    assert not isomorphic(turtle, jsonld)


def test_what_is_written_keeps_to_the_conditions_of_skos(made: Graph, taxonomy: t.Taxonomy) -> None:
    assert faults(made) == ""
    assert faults(skos_graph(taxonomy)) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE WHERE { ex:veiligheid skos:inScheme ?any }", "in one scheme"),
        ('INSERT DATA { ex:veiligheid skos:prefLabel "Nog een"@nl }', "S14"),
        ('INSERT DATA { ex:veiligheid skos:prefLabel "Sécurité"@fr }', "S14"),
        ('DELETE DATA { ex:veiligheid skos:prefLabel "Safety"@en }', "an English label"),
        ('DELETE DATA { ex:veiligheid skos:prefLabel "Veiligheid"@nl }', "a Dutch label"),
        ('INSERT DATA { ex:veiligheid skos:altLabel "Veiligheid"@nl }', "S13"),
        ("INSERT DATA { ex:veiligheid a skos:ConceptScheme }", "S9"),
        ("INSERT DATA { ex:veiligheid a skos:Collection }", "S37"),
        ("DELETE WHERE { ex:veiligheid skos:topConceptOf ?any }", "S8"),
        ("DELETE WHERE { ?any skos:hasTopConcept ex:veiligheid }", "S8"),
        ("INSERT DATA { ex:veiligheid skos:broader ex:veiligheid }", "broader than itself"),
        ("DELETE WHERE { ?place skos:narrower ?other }", "S25"),
        ("INSERT { ?a skos:related ?b . ?b skos:related ?a } WHERE { ?a skos:broader ?b }", "S27"),
        ("INSERT { ?a skos:related ?b } WHERE { ?a skos:broadMatch ?b }", "S27"),
        ("INSERT { ?a skos:broadMatch ?b } WHERE { ?a skos:exactMatch ?b }", "S46"),
        ("INSERT { ?a skos:relatedMatch ?b } WHERE { ?a skos:exactMatch ?b }", "S46"),
        ("DELETE WHERE { ?a skos:narrowMatch ?b }", "S43"),
        ("INSERT DATA { ex:veiligheid skos:closeMatch ex:nergens }", "S44"),
        ("INSERT { ?a skos:exactMatch ?b . ?b skos:exactMatch ?a } WHERE "
         "{ ?a skos:inScheme ?s . ?b skos:inScheme ?s }", "between schemes"),
        ("DELETE { ?a skos:member ?b } WHERE { ?a a skos:OrderedCollection ; skos:member ?b }",
         "S36"),
        ("DELETE WHERE { ?work dcterms:title ?title }", "a title"),
    ],
)  # fmt: skip
def test_the_conditions_can_be_broken(small: Graph, change: str, said: str) -> None:
    small.update(
        f"PREFIX ex: <{BASE}principes/veiligheid.html#>"
        f"PREFIX skos: <{SKOS}> PREFIX dcterms: <{DCTERMS}> {change}"
    )
    assert said in faults(small)


@pytest.fixture
def small(taxonomy: t.Taxonomy) -> Graph:
    kept = ("isj-principes", "positief-opgroeien-niveaus", "ervaringsraad")
    few = replace(
        taxonomy,
        references=(),
        frameworks=tuple(each for each in taxonomy.frameworks if each.id in kept),
        vocabularies=tuple(each for each in taxonomy.vocabularies if each.id == t.DEGREES),
        crosswalk=(
            Crossing("er-warme-overdracht", "passend-samenhangend", "broad"),
            Crossing("er-regie", "po-licht", "exact"),
        ),
        extra_tags=ExtraTags(),
    )
    return skos_graph(few, base_url=BASE)


def test_what_the_conditions_are_broken_in_keeps_to_them(small: Graph) -> None:
    assert faults(small) == ""


def test_skosify_finds_nothing_to_mend(
    made: Graph, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "isj.ttl").write_text(as_turtle(made), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        mended = skosify(str(tmp_path / "isj.ttl"), default_language="nl", enrich_mappings=False)
    said = [each.getMessage() for each in caplog.records]
    # It knows of one scheme a file; that there are more is no fault of theirs.
    assert [each for each in said if not each.startswith("Multiple concept schemes")] == []
    assert isomorphic(mended, made)


def test_skosify_would_have_found_something(
    made: Graph, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bad = copy(made)
    bad.add((VEILIGHEID, SKOS.altLabel, Literal("Veiligheid", lang="nl")))
    bad.add((VEILIGHEID, SKOS.prefLabel, Literal("Nog een", lang="nl")))
    (tmp_path / "isj.ttl").write_text(as_turtle(bad), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        skosify(str(tmp_path / "isj.ttl"), default_language="nl", enrich_mappings=False)
    assert "Nog een" in caplog.text


READ = {  # as a person reads the row from -> to, and the same from the other side
    "exact": ("exactMatch", "exactMatch"),
    "close": ("closeMatch", "closeMatch"),
    "broad": ("broadMatch", "narrowMatch"),
    "narrow": ("narrowMatch", "broadMatch"),
    "related": ("relatedMatch", "relatedMatch"),
}


def test_every_row_of_the_crosswalk_is_there_from_both_sides_and_nothing_else(
    made: Graph, taxonomy: t.Taxonomy
) -> None:
    by_id = {
        str(id): concept
        for scheme in map(str, (each.id for each in taxonomy.frameworks))
        for concept in made.subjects(SKOS.inScheme, page(f"kaders/{scheme}", scheme))
        for id in made.objects(concept, DCTERMS.identifier)
    }
    expected = set()
    for row in taxonomy.crosswalk:
        there, back = READ[row.relation]
        expected.add((by_id[row.from_], SKOS[there], by_id[row.to]))
        expected.add((by_id[row.to], SKOS[back], by_id[row.from_]))
    matches = {SKOS[name] for names in READ.values() for name in names}
    assert {each for each in made if each[1] in matches} == expected
    assert len(expected) == 2 * len(taxonomy.crosswalk)


def test_the_narrower_half_has_the_wider_principle_as_its_broader_match(made: Graph) -> None:
    half = page("kaders/nji-wat-werkt/ww-passend", "ww-passend")
    whole = page("principes/passend-samenhangend", "passend-samenhangend")
    assert (half, SKOS.broadMatch, whole) in made
    assert (whole, SKOS.narrowMatch, half) in made
    assert (half, SKOS.narrowMatch, whole) not in made
    notes = {str(note) for note in made.objects(half, SKOS.editorialNote)}
    assert "Fitting and coherent: Matches the half 'passend' (fitting) of the principle." in notes


def test_an_item_says_what_the_files_say_of_it(made: Graph) -> None:
    def said(concept: URIRef, predicate: URIRef) -> set[str]:
        return {each.n3() for each in made.objects(concept, predicate)}

    assert said(VEILIGHEID, SKOS.prefLabel) == {'"Veiligheid"@nl', '"Safety"@en'}
    assert '"veilig opgroeien"@nl' in said(VEILIGHEID, SKOS.altLabel)
    assert '"safeguarding"@en' in said(VEILIGHEID, SKOS.altLabel)
    assert len(said(VEILIGHEID, SKOS.definition)) == 2
    assert said(VEILIGHEID, DCTERMS.identifier) == {'"veiligheid"'}
    first = page("kaders/positief-opgroeien-niveaus/po-universeel", "po-universeel")
    assert [each.toPython() for each in made.objects(first, SKOS.notation)] == [1]
    cited = page("literatuur", "ungar-2014")
    factor = page("factoren/continuiteit-van-zorg", "continuiteit-van-zorg")
    assert (factor, DCTERMS.references, cited) in made
    assert any("2014" in text for text in said(cited, DCTERMS.bibliographicCitation))
    place = page("regios/leeuwarden", "leeuwarden")
    assert (place, SKOS.broader, page("regios/friesland", "friesland")) in made
    half = page("principes/passend-samenhangend", "passend")
    assert (
        half,
        SKOS.broader,
        page("principes/passend-samenhangend", "passend-samenhangend"),
    ) in made


def test_a_group_is_a_collection_and_broader_than_nothing(made: Graph) -> None:
    group = page("kaders/isj-factoren", "groep-kwaliteit-van-uitvoering")
    team = page("kaders/isj-factoren", "groep-team")
    assert (group, RDF.type, SKOS.Collection) in made
    assert set(made.objects(group, SKOS.member)) == {
        team, page("kaders/isj-factoren", "groep-competenties")
    }  # fmt: skip
    assert len(set(made.objects(team, SKOS.member))) > 3
    assert not set(made.subjects(RDF.type, SKOS.Collection)) & set(made.objects(None, SKOS.broader))


def test_the_levels_stand_in_their_order(made: Graph, taxonomy: t.Taxonomy) -> None:
    levels = page("kaders/positief-opgroeien-niveaus", "volgorde")
    (start,) = made.objects(levels, SKOS.memberList)
    ids = [str(made.value(each, DCTERMS.identifier)) for each in made.items(start)]
    assert ids == [item.id for item in taxonomy.carried(t.LEVELS)]


def test_what_the_editors_derived_is_no_mapping_and_says_so(
    made: Graph, taxonomy: t.Taxonomy
) -> None:
    pairs = {
        frozenset((principle, factor))
        for principle, factors in taxonomy.principle_factor_links.links.items()
        for factor in factors
    }
    found = {
        frozenset(str(made.value(end, DCTERMS.identifier)) for end in ends)
        for ends in made.subject_objects(SKOS.related)
    }
    assert found == pairs
    notes = " ".join(made.objects(VEILIGHEID, SKOS.editorialNote))
    assert "derived by the editors" in notes
    counted = page("kaders/nji-rol-organisaties", "niet-geteld")
    assert len(set(made.objects(counted, SKOS.member))) == 5


def test_the_caution_and_the_licence_stand_on_the_schemes(
    made: Graph, taxonomy: t.Taxonomy
) -> None:
    schemes = set(made.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) == len(taxonomy.frameworks) + len(taxonomy.vocabularies)
    assert set(made.subjects(DCTERMS.license, URIRef(CC_BY))) == schemes
    cautioned = set(made.subjects(SKOS.scopeNote, Literal(taxonomy.caution.nl, lang="nl")))
    assert page("kaders/isj-factoren", "isj-factoren") in cautioned
    assert page("kaders/nji-wat-werkt", "nji-wat-werkt") in cautioned
    assert page("kaders/positief-opgroeien-niveaus", "positief-opgroeien-niveaus") not in cautioned
    assert not list(skos_graph(taxonomy).subjects(DCTERMS.license, None))


def test_a_concept_is_named_by_its_page(made: Graph, taxonomy: t.Taxonomy) -> None:
    places = set(Publication((), taxonomy, "nl", True).own_places.values())
    for concept in made.subjects(RDF.type, SKOS.Concept):
        place = str(concept).removeprefix(BASE).partition(".html#")[0]
        assert place in places or place.startswith(("regios/", "woordenlijsten/"))


def test_without_an_address_no_domain_is_made_up(taxonomy: t.Taxonomy) -> None:
    graph = skos_graph(taxonomy)
    own = {str(each) for each in graph.subjects() if isinstance(each, URIRef)}
    assert {each for each in own if not each.startswith("urn:isj:")} == {
        source.url for source in taxonomy.sources if source.url
    }


HOSTILE = '"""<script>\\u0041 @prefix : <x> .\n\n\x1b[31m\u202eabc\x00 ]]> {{7*7}} \\" \\'


def test_hostile_texts_stay_texts() -> None:
    bad = Item(
        'x> . <a> <b> "', label=Label(HOSTILE, HOSTILE), description=Label(HOSTILE),
        alt=Alternatives((HOSTILE, f"{HOSTILE}\n", "ander", "ander ")), refs=("r> <",),
        aspects=(Aspect("../../kant", Label("kant")),),
    )  # fmt: skip
    nameless = Item("naamloos", group="weg")
    wicked = t.Taxonomy(
        sources=(FrameworkSource("bron", HOSTILE, HOSTILE, "https://x.example/<>\" \n{}|^`\\"),),
        references=(Reference("r> <", HOSTILE, 12, HOSTILE, HOSTILE),),
        frameworks=(Framework("f#?/", source="bron", ordered=True, items=(bad, nameless)),),
        crosswalk=(
            Crossing(bad.id, "weg", "exact"), Crossing("weg", bad.id, "broad"),
            Crossing(bad.id, "naamloos", "verzonnen"),
        ),
        principle_factor_links=Links(links={"weg": ("naamloos",), "naamloos": ("weg",)}),
        vocabularies=(Vocabulary(t.REGIONS, items=(Term("a b", province=("a b", "weg")),)),),
    )  # fmt: skip
    for base in ("", BASE):
        made = skos_graph(wicked, base_url=base)
        turtle = Graph().parse(data=as_turtle(made), format="turtle")
        jsonld = Graph().parse(data=as_jsonld(made), format="json-ld")
        assert isomorphic(made, turtle)
        assert isomorphic(made, jsonld)
        said = {str(each) for each in turtle.objects() if isinstance(each, Literal)}
        assert any("<script>" in each for each in said)
        assert not any(sign in each for each in said for sign in "\x1b\x00\u202e\n")
        names = {str(each) for each in turtle.all_nodes() if isinstance(each, URIRef)}
        assert not any(sign in each for each in names for sign in '<>"{}|\\^` \n')
        assert not list(turtle.subject_objects(SKOS.exactMatch | SKOS.related))
        assert set(map(str, turtle.objects(predicate=SKOS.altLabel))) == {"ander"}


def test_twice_gives_the_same_bytes_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    seen = set()
    for seed in "123":
        folder = tmp_path / seed
        ran = run("--lang", "en", "export", "skos", str(folder), env={"PYTHONHASHSEED": seed})
        assert ran.code == 0
        seen.add(tuple((folder / name).read_bytes() for name in ("skos.ttl", "skos.jsonld")))
    assert len(seen) == 1
    file = tmp_path / "1/skos.ttl"
    before = file.stat().st_mtime_ns
    assert "up to date already" in run("export", "skos", str(tmp_path / "1")).err
    assert "up to date already" in run("export", "skos", str(file)).err
    assert file.stat().st_mtime_ns == before
    dutch = run("--lang", "nl", "export", "skos", "-", env={"PYTHONHASHSEED": "9"})
    assert dutch.out.encode() == file.read_bytes()


def test_what_the_name_ends_on_says_which_form(run: Run, tmp_path: Path) -> None:
    assert run("export", "skos", "een.TTL", cwd=tmp_path).code == 0
    assert run("export", "skos", "twee.jsonld", cwd=tmp_path).code == 0
    assert (tmp_path / "een.TTL").read_text(encoding="utf-8").startswith("@prefix")
    assert "@graph" in json.loads((tmp_path / "twee.jsonld").read_text(encoding="utf-8"))
    for wrong in ("drie.rdf", ""):
        ran = run("export", "skos", wrong, cwd=tmp_path)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["een.TTL", "kb", "twee.jsonld"]


@pytest.mark.parametrize("name", ["mijn.ttl", "mijn.jsonld"])
def test_a_file_that_is_none_of_ours_is_never_replaced(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("@prefix van: <mij> .", encoding="utf-8")
    ran = run("export", "skos", str(file))
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert file.read_text(encoding="utf-8") == "@prefix van: <mij> ."
    file.unlink()
    assert run("export", "skos", str(file)).code == 0
    longer = run("export", "skos", str(file), "--base-url", BASE)
    assert (longer.code, BASE in file.read_text(encoding="utf-8")) == (0, True)


def test_without_base_url_it_says_that_the_names_lead_nowhere(run: Run, tmp_path: Path) -> None:
    assert "--base-url" in run("export", "skos", str(tmp_path / "a.ttl")).err
    told = run("export", "skos", str(tmp_path / "a.ttl"), "--base-url", BASE).err
    assert "--base-url" not in told


@pytest.mark.parametrize(
    "wrong",
    ["voorbeeld.example", "ftp://voorbeeld.example/", "https://", "//voorbeeld.example/x",
     "https://voorbeeld.example/?a=b", "https://voorbeeld.example/#kop", "https://a b.example/",
     "https://x@voorbeeld.example/", "https://voorbeeld.example:veel/", 'https://a.example/">',
     "https://[::1/"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(run: Run, tmp_path: Path, wrong: str) -> None:
    ran = run("export", "skos", str(tmp_path / "a.ttl"), "--base-url", wrong)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "--base-url" in ran.err
    assert not (tmp_path / "a.ttl").exists()


def test_a_missing_extra_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u; found = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'rdflib' else found(name, *rest)\n",
        encoding="utf-8",
    )
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    ran = run("export", "skos", "a.ttl", cwd=tmp_path, env={"PYTHONPATH": path})
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert ".[skos]" in ran.err
