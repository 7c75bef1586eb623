"""The printed forms of sources: docs/formats/sources.md, one line each."""

import pytest

from briefbuilder.domain.citations import find_citations
from briefbuilder.domain.sources import Name, Source
from briefbuilder.language.catalogue import words_for
from briefbuilder.render.citation_runs import closed, plain, to_html
from briefbuilder.render.citations import (
    full_citation,
    listed_citation,
    short_citation,
    sort_key,
    with_locator,
)
from briefbuilder.render.locators import locator_in
from briefbuilder.render.notes import PrintedNotes

BRITISH = words_for("en-GB").writing
HUNTINGTON = {"author": (Name(family="Huntington", given="Samuel P."),)}
BLECHMAN = {
    "author": (
        Name(family="Blechman", given="Barry M."),
        Name(family="Kaplan", given="Stephen S."),
    )
}


def source(kind: str, title: str, **values: object) -> Source:
    return Source.model_validate({"id": "s", "type": kind, "title": title, **values})


FORMS = {
    "treaty": (
        source(
            "treaty",
            "Charter of the United Nations",
            issued="1945-06-26",
            event_date="1945-10-24",
            number="1 UNTS XVI",
        ),
        (
            "Charter of the United Nations (adopted 26 June 1945, in force 24 October 1945) "
            "1 UNTS XVI"
        ),
        "Charter of the United Nations",
    ),
    "treaty in a series": (
        source(
            "treaty",
            "North Atlantic Treaty",
            issued="1949-04-04",
            volume="34",
            collection_title="UNTS",
            page="243",
        ),
        "North Atlantic Treaty (adopted 4 April 1949) 34 UNTS 243",
        "North Atlantic Treaty",
    ),
    "resolution of the council": (
        source(
            "legislation",
            "The situation between Iraq and Kuwait",
            genre="resolution",
            authority="UN Security Council",
            number="S/RES/661 (1990)",
            issued="1990-08-06",
        ),
        "UN Security Council Resolution 661 (6 August 1990), UN Doc. S/RES/661",
        "UN Security Council Resolution 661",
    ),
    "resolution of the assembly with a session": (
        source(
            "legislation",
            "Declaration on Friendly Relations",
            genre="resolution",
            authority="UN General Assembly",
            number="A/RES/2625 (XXV)",
            issued="1970-10-24",
        ),
        "UN General Assembly Resolution 2625 (XXV) (24 October 1970), UN Doc. A/RES/2625 (XXV)",
        "UN General Assembly Resolution 2625 (XXV)",
    ),
    "resolution of the assembly with a number of two parts": (
        source(
            "legislation",
            "Strengthening of the coordination",
            genre="resolution",
            authority="UN General Assembly",
            number="A/RES/46/182",
            issued="1991-12-19",
        ),
        "UN General Assembly Resolution 46/182 (19 December 1991), UN Doc. A/RES/46/182",
        "UN General Assembly Resolution 46/182",
    ),
    "resolution without a symbol": (
        source("legislation", "On Suez", genre="resolution", authority="Council", issued="1956"),
        "Council, On Suez (1956)",
        "Council, On Suez",
    ),
    "statute": (
        source(
            "legislation",
            "Armed Forces Act 2006",
            genre="statute",
            jurisdiction="United Kingdom",
            number="c. 52",
        ),
        "Armed Forces Act 2006 (United Kingdom), c. 52",
        "Armed Forces Act 2006",
    ),
    "other legislation": (
        source(
            "legislation",
            "Council Decision (CFSP) 2020/472",
            jurisdiction="European Union",
            issued="2020-03-31",
        ),
        "Council Decision (CFSP) 2020/472 (European Union), 31 March 2020",
        "Council Decision (CFSP) 2020/472",
    ),
    "judgment": (
        source(
            "legal_case",
            "Corfu Channel (United Kingdom v. Albania)",
            genre="Judgment",
            container_title="ICJ Reports 1949",
            page="4",
        ),
        "Corfu Channel (United Kingdom v. Albania), Judgment, ICJ Reports 1949, p. 4",
        "Corfu Channel",
    ),
    "judgment outside the reports": (
        source(
            "legal_case",
            "Al-Skeini and Others v. the United Kingdom",
            authority="European Court of Human Rights",
            number="App. no. 55721/07",
            issued="2011-07-07",
        ),
        (
            "Al-Skeini and Others v. the United Kingdom, European Court of Human Rights, "
            "App. no. 55721/07, 7 July 2011"
        ),
        "Al-Skeini and Others v. the United Kingdom",
    ),
    "UN document": (
        source(
            "report",
            "Report on the fall of Srebrenica",
            genre="un-document",
            authority="UN Secretary-General",
            number="A/54/549",
            issued="1999-11-15",
        ),
        (
            "UN Secretary-General, Report on the fall of Srebrenica, UN Doc. A/54/549, "
            "15 November 1999"
        ),
        "UN Secretary-General, Report on the fall of Srebrenica",
    ),
    "NATO document": (
        source(
            "report",
            "Strategic Concept",
            genre="nato-document",
            authority="NATO",
            issued="2022-06-29",
        ),
        "NATO, Strategic Concept, 29 June 2022",
        "NATO, Strategic Concept",
    ),
    "doctrine": (
        source(
            "report",
            "Allied Joint Doctrine for Civil-Military Cooperation",
            genre="doctrine",
            authority="NATO Standardization Office",
            number="AJP-3.19",
            edition="A",
            issued="2018-11",
        ),
        (
            "NATO Standardization Office, Allied Joint Doctrine for Civil-Military Cooperation, "
            "AJP-3.19, A, November 2018"
        ),
        "NATO Standardization Office, Allied Joint Doctrine for Civil-Military Cooperation",
    ),
    "report": (
        source(
            "report",
            "Understanding the Deterrent Impact of U.S. Overseas Forces",
            author=(Name(family="Frederick", given="Bryan"),),
            number="RR-2533-A",
            publisher="RAND",
            publisher_place="Santa Monica, CA",
            issued="2020",
        ),
        (
            "Bryan Frederick, Understanding the Deterrent Impact of U.S. Overseas Forces, "
            "RR-2533-A (Santa Monica, CA: RAND, 2020)"
        ),
        "Frederick, Understanding the Deterrent Impact of U.S. Overseas Forces",
    ),
    "book": (
        source(
            "book",
            "The Soldier and the State: The Theory and Politics",
            **HUNTINGTON,
            publisher="Harvard University Press",
            publisher_place="Cambridge, MA",
            issued="1957",
        ),
        (
            "Samuel P. Huntington, The Soldier and the State: The Theory and Politics "
            "(Cambridge, MA: Harvard University Press, 1957)"
        ),
        "Huntington, The Soldier and the State",
    ),
    "book in its second edition, with editors": (
        source(
            "book",
            "Force without War",
            editor=BLECHMAN["author"],
            edition="2",
            issued="1978",
        ),
        "Barry M. Blechman and Stephen S. Kaplan (eds), Force without War, 2nd edn (1978)",
        "Force without War",
    ),
    "chapter": (
        source(
            "chapter",
            "Gunboats",
            **HUNTINGTON,
            editor=BLECHMAN["author"],
            container_title="Force without War",
            publisher="Brookings",
            issued="1978",
            page="10-20",
        ),
        (
            "Samuel P. Huntington, ‘Gunboats’, in Barry M. Blechman and Stephen S. Kaplan (eds), "
            "Force without War (Brookings, 1978), pp. 10–20"
        ),
        "Huntington, ‘Gunboats’",
    ),
    "article": (
        source(
            "article-journal",
            "Deterrence and perception",
            **HUNTINGTON,
            container_title="International Security",
            volume="7",
            issue="3",
            issued="1982",
            page="3-30",
        ),
        (
            "Samuel P. Huntington, ‘Deterrence and perception’, International Security 7, no. 3 "
            "(1982), pp. 3–30"
        ),
        "Huntington, ‘Deterrence and perception’",
    ),
    "article of many authors": (
        source(
            "article-journal",
            "Signals",
            author=tuple(Name(family=f"F{n}", given="A.") for n in range(4)),
            container_title="Journal",
            issued="2001-05",
        ),
        "A. F0 and others, ‘Signals’, Journal (2001)",
        "F0 and others, ‘Signals’",
    ),
    "newspaper": (
        source(
            "article-newspaper",
            "Ship sails",
            container_title="The Times",
            issued="1990-08-05",
            page="4",
        ),
        "‘Ship sails’, The Times, 5 August 1990, p. 4",
        "‘Ship sails’",
    ),
    "web page": (
        source(
            "webpage",
            "NATO and Article 5",
            author=(Name(literal="NATO"),),
            container_title="NATO",
            issued="2023-07-04",
            accessed="2026-11-01",
            url="https://www.nato.int/x",
        ),
        (
            "NATO, ‘NATO and Article 5’, 4 July 2023, https://www.nato.int/x "
            "(accessed 1 November 2026)"
        ),
        "NATO, ‘NATO and Article 5’",
    ),
    "speech": (
        source(
            "speech",
            "Address on the Cuban crisis",
            author=(Name(family="Kennedy", given="John F."),),
            genre="television address",
            publisher_place="Washington",
            event_date="1962-10-22",
        ),
        (
            "John F. Kennedy, ‘Address on the Cuban crisis’, television address, Washington, "
            "22 October 1962"
        ),
        "Kennedy, ‘Address on the Cuban crisis’",
    ),
    "archival document in a published series": (
        source(
            "document",
            "Memorandum of conversation",
            container_title="Foreign Relations of the United States, 1961–1963",
            volume="XI",
            number="doc. 38",
            issued="1962-10-22",
        ),
        (
            "‘Memorandum of conversation’, 22 October 1962, "
            "Foreign Relations of the United States, 1961–1963, XI, doc. 38"
        ),
        "Memorandum of conversation",
    ),
    "archival document": (
        source(
            "manuscript",
            "Minutes",
            authority="Cabinet",
            issued="1956-08-02",
            archive="The National Archives, Kew",
            archive_location="CAB 128/30",
        ),
        "Cabinet, ‘Minutes’, 2 August 1956, CAB 128/30, The National Archives, Kew",
        "Cabinet, ‘Minutes’",
    ),
    "hearing": (
        source(
            "hearing",
            "Civil-military cooperation",
            authority="House Armed Services Committee",
            jurisdiction="United States",
            event_date="2019-03-05",
        ),
        (
            "Civil-military cooperation, hearing, House Armed Services Committee, United States, "
            "5 March 2019"
        ),
        "House Armed Services Committee, Civil-military cooperation",
    ),
    "document": (
        source(
            "document",
            "Vienna Document 2011",
            authority="OSCE",
            number="FSC.DOC/1/11",
            issued="2011-11-30",
        ),
        "OSCE, Vienna Document 2011, FSC.DOC/1/11, 30 November 2011",
        "OSCE, Vienna Document 2011",
    ),
    "a curator's own form": (
        source("book", "X", cite_as="See *The Book*, as we cite it.", short="*The Book*"),
        "See The Book, as we cite it",
        "The Book",
    ),
    "three authors, and a head that names nothing": (
        source(
            "webpage",
            "Explained: the treaty",
            author=tuple(Name(family=name) for name in ("Bayer", "Kuo", "Lim")),
            issued="2020",
        ),
        "Bayer, Kuo and Lim, ‘Explained: the treaty’, 2020",
        "Bayer, Kuo and Lim, ‘Explained: the treaty’",
    ),
    "no date": (source("document", "Undated paper"), "Undated paper", "Undated paper"),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_kind_has_its_full_and_its_short_form(name: str) -> None:
    entry, full, short = FORMS[name]
    assert plain(full_citation(entry)) == full
    assert plain(short_citation(entry)) == short


def test_titles_of_works_are_set_in_italics() -> None:
    assert "<em>The Soldier and the State" in to_html(full_citation(FORMS["book"][0]))
    assert to_html(full_citation(FORMS["judgment"][0])).startswith("<em>Corfu Channel</em> (United")


def test_a_locator_stands_at_the_end_as_it_was_written() -> None:
    form = with_locator(short_citation(FORMS["book"][0]), "p. 4")
    assert plain(closed(form, BRITISH)) == "Huntington, The Soldier and the State, p. 4."


def test_a_form_that_ends_in_a_mark_gets_no_second_one() -> None:
    entry = source("webpage", "Who decides?", accessed=None)
    assert plain(closed(full_citation(entry), BRITISH)) == "‘Who decides?’."
    assert plain(closed(short_citation(source("book", "Why war?")), BRITISH)) == "Why war?"
    assert plain(closed(short_citation(source("book", "Why war …")), BRITISH)) == "Why war …"


@pytest.mark.parametrize(
    ("title", "locator", "printed"),
    [
        ("The Army", "p. 4", "“The Army,” p. 4."),
        ("The Army", "", "“The Army.”"),
        ("Who decides?", "", "“Who decides?”"),
        ("Who decides?", "p. 4", "“Who decides?,” p. 4."),
        ("After the ‘Long War’", "p. 4", "“After the ‘Long War,’” p. 4."),
        ("The “Long War”", "p. 4", "“The ‘Long War,’” p. 4."),
        ("“Not Us”", "", "“‘Not Us.’”"),
        ("Guns of the Allies’", "p. 4", "“Guns of the Allies’,” p. 4."),
        ("The Army at …", "", "“The Army at …”"),
    ],
)
def test_american_points_stand_within_quotation_marks(
    title: str, locator: str, printed: str
) -> None:
    american = words_for("en-US")
    entry = source("webpage", title, accessed=None)
    form = with_locator(full_citation(entry, american), locator, american)
    assert plain(closed(form, american.writing)) == printed


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_no_american_form_has_a_comma_outside_and_no_other_one_within(kind: str) -> None:
    entry = FORMS[kind][0].model_copy(update={"url": "https://example.org/a", "doi": ""})
    for tag in ("en-US", "en-GB", "fr", "de", "es"):
        words = words_for(tag)
        closing = words.writing.quotes[1]
        for form in (
            listed_citation(entry, words),
            with_locator(full_citation(entry, words), "p. 4", words),
            with_locator(short_citation(entry, words), "p. 4", words),
        ):
            text = plain(closed(form, words.writing))
            assert f"{closing}," not in text if tag == "en-US" else f",{closing}" not in text


def test_the_words_of_a_curator_keep_their_points() -> None:
    american = words_for("en-US")
    entry = source("book", "On War", cite_as="C. von Clausewitz, “On War”, Berlin 1832, “Book I”")
    form = with_locator(full_citation(entry, american), "ch. 1", american)
    assert plain(form) == "C. von Clausewitz, “On War”, Berlin 1832, “Book I,” ch. 1"


@pytest.mark.parametrize(
    ("locator", "french", "german", "spanish"),
    [
        ("art. 2, para. 4", "art. 2, par. 4", "Art. 2, Abs. 4", "art. 2, párr. 4"),
        ("arts 2 and 4", "art. 2 et 4", "Art. 2 und 4", "arts. 2 y 4"),
        ("pp. 100–200", "p. 100–200", "S. 100–200", "págs. 100–200"),
        ("arts 23, 55 and 59", "art. 23, 55 et 59", "Art. 23, 55 und 59", "arts. 23, 55 y 59"),
        ("common art. 3", "art. 3 commun", "gemeinsamer Art. 3", "art. 3 común"),
        (
            "common arts 1 and 3, art. 27 and recital 16",
            "art. 1 et 3 communs, art. 27 et considérant 16",
            "gemeinsame Art. 1 und 3, Art. 27 und Erwägungsgrund 16",
            "arts. 1 y 3 comunes, art. 27 y considerando 16",
        ),
        ("part one", "première partie", "Erster Teil", "primera parte"),
        ("Rule 15", "Règle 15", "Regel 15", "Norma 15"),
        ("preamble", "préambule", "Präambel", "preámbulo"),
        ("annex III", "annexe III", "Anhang III", "anexo III"),
        ("part of it", "part of it", "part of it", "part of it"),
        ("as summarised by its author in 2019", *["as summarised by its author in 2019"] * 3),
        ("par. 4 de l’annexe", *["par. 4 de l’annexe"] * 3),
    ],
)
def test_a_locator_is_said_in_the_language_of_the_notes(
    locator: str, french: str, german: str, spanish: str
) -> None:
    for tag, told in (("fr", french), ("de", german), ("es", spanish), ("en-GB", locator)):
        assert locator_in(locator, words_for(tag)) == told


def test_the_list_of_sources_says_where_to_read_them_once() -> None:
    resolution = FORMS["resolution of the council"][0]
    listed = listed_citation(resolution.model_copy(update={"url": "https://undocs.org/S/RES/661"}))
    assert plain(listed).endswith("UN Doc. S/RES/661, https://undocs.org/S/RES/661")
    page = plain(listed_citation(FORMS["web page"][0]))
    assert page.count("https://") == 1


def test_the_list_of_sources_explains_a_short_name_that_notes_use() -> None:
    treaty = source("treaty", "Agreement on Incidents at Sea", id="incidents", short="INCSEA")
    report = source("book", "Overseas Forces", id="forces", short="Overseas Forces")
    once = source("treaty", "Arms Trade Treaty", id="trade", short="ATT")
    held = {one.id: one for one in (treaty, report, once)}
    printed_notes = PrintedNotes(held.get, "endnotes", words_for("en-GB"))
    for keys in ("@incidents; @forces; @trade", "@incidents; @forces"):
        (group,) = find_citations(f"Said [{keys}].")
        printed_notes.add(group, "block:b1")

    listed = {plain(form) for form in printed_notes.listed}
    assert any(form.endswith("(cited as INCSEA).") for form in listed)
    assert sum("cited as" in form for form in listed) == 1


def test_an_address_of_another_kind_is_not_made_a_link() -> None:
    entry = source("book", "X", url="javascript:alert(1)")
    assert "javascript" not in plain(listed_citation(entry))


def test_the_words_of_a_source_cannot_become_markup() -> None:
    entry = source("book", "<script>x</script>", cite_as='*<img src="x">* & more')
    assert "<img" not in to_html(full_citation(entry))
    assert "&amp; more" in to_html(full_citation(entry))


def test_sources_are_ordered_by_their_first_author_or_their_first_words() -> None:
    entries = [FORMS[name][0] for name in ("treaty", "book", "newspaper")]
    assert [entry.type.value for entry in sorted(entries, key=sort_key)] == [
        "treaty",
        "book",
        "article-newspaper",
    ]


def test_a_curators_own_form_is_ordered_by_its_own_words() -> None:
    own = source("book", "X", author=(Name(literal="US State"),), cite_as="Foreign Relations")
    assert sort_key(own) < sort_key(FORMS["book"][0])


@pytest.mark.parametrize(
    ("edition", "printed"),
    [
        ("1", "1st"),
        ("2", "2nd"),
        ("3", "3rd"),
        ("4", "4th"),
        ("10", "10th"),
        ("11", "11th"),
        ("12", "12th"),
        ("13", "13th"),
        ("20", "20th"),
        ("21", "21st"),
        ("22", "22nd"),
        ("111", "111th"),
        ("113", "113th"),
    ],
)
def test_an_edition_is_numbered_as_it_is_spoken(edition: str, printed: str) -> None:
    book = source("book", "A Book", edition=edition, issued="2001", **HUNTINGTON)
    assert f"{printed} edn" in plain(full_citation(book))


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en-GB", "Ann Ash and others"),
        ("fr", "Ann Ash et al."),
        ("de", "Ann Ash u.\u00a0a."),
        ("es", "Ann Ash y otros"),
    ],
)
def test_authors_who_are_not_named_are_others_in_each_language(lang: str, told: str) -> None:
    authors = (Name(given="Ann", family="Ash"), Name(literal="others"))
    book = source("book", "Why war?", author=authors)

    assert plain(full_citation(book, words_for(lang))).startswith(f"{told}, ")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("fr", "Conseil, résolution 661 (6 août 1990), doc. ONU S/RES/661"),
        ("de", "Conseil, Resolution 661 (6. August 1990), UN-Dok. S/RES/661"),
        ("es", "Conseil, resolución 661 (6 de agosto de 1990), doc. ONU S/RES/661"),
    ],
)
def test_a_resolution_is_named_in_each_language(lang: str, told: str) -> None:
    number, day = "S/RES/661 (1990)", "1990-08-06"
    one = source(
        "legislation", "Iraq", genre="resolution", authority="Conseil", number=number, issued=day
    )

    assert plain(full_citation(one, words_for(lang))) == told
