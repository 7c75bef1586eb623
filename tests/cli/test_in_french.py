"""The whole room in French: no sentence of ours comes out in English."""

import json
import re

import pytest

from helpers.cli_samples import Terminal, change

pytestmark = pytest.mark.slow

PLACEHOLDER = re.compile(r"\\\{\w+\\\}")
WORD = re.compile(r"[a-z]{3,}")


@pytest.fixture
def english(tool) -> list[re.Pattern[str]]:
    """The sentences of window and terminal that French says otherwise, as they would print."""
    catalogues = tool("catalogues")
    found = []
    for message in catalogues.read(catalogues.INTERFACE, "fr"):
        for text in [message.id] if isinstance(message.id, str) else list(message.id):
            literal = re.sub(r"\{\w+\}|%\(?\w*\)?[srd]", "", text)
            is_ours = any("/cli/" in file for file, _ in message.locations)
            # A heading of the window may stand in a form or an item, too.
            is_sentence = is_ours or literal != text or text.endswith(".")
            if is_sentence and len(WORD.findall(literal)) > 1 and text != message.string:
                sentence = PLACEHOLDER.sub(".+", re.escape(text))
                found.append(re.compile(rf"(?<!\w){sentence}(?!\w)"))
    return found


def french(terminal: Terminal, *arguments: object) -> str:
    """All that a command line prints, with ordinary spaces in the place of others."""
    ran = terminal.run("--language=fr", *(str(one) for one in arguments))
    return (ran.out + ran.err).replace("\u00a0", " ").replace("\u202f", " ")


def test_what_the_commands_print_is_in_french(terminal, english):
    brief = terminal.folder / "a.brief"
    new = ("--template", "think-tank-policy-brief", "--title", "Escale")
    marked = ("--marking", "LOW", "--scheme", "test-scheme")
    lines: list[tuple[object, ...]] = [
        ("new", brief, *new, *marked, "--place", "suez-1956", "--in", "precedent"),
        ("new", "b.txt", *new),
        ("new", "b.brief", *new, "--place", "suez-1956"),
        ("new", "b.brief", *new, "--field", "x"),
        ("new", "b.brief", *new, "--place", "suez-1956:nope", "--in", "precedent"),
        ("show", brief),
        ("show", "nothing.brief"),
        ("show", terminal.folder),
        ("check", "--quick", brief),
        ("export", brief, "--to", "html", "-o", terminal.folder / "a.html"),
        ("export", brief, "-o", terminal.folder / "a.txt"),
        ("export", brief, "--copy", "release", "--draft", "2"),
        ("answer", brief),
        ("answer", brief, "A1"),
        ("answer", brief, "A1", "no", "--evidence", "Une note", "--due", "demain"),
        (
            "answer",
            brief,
            "A1",
            "--override-by",
            "Le ministre",
            "--override-reason",
            "Urgence absolue",
        ),
        ("answer", brief, "A1"),
        ("answer", brief, "A1", "--again"),
        ("answer", brief, "A9"),
        ("answer", brief, "A2", "--take-back"),
        ("clear", brief),
        ("clear", brief, "DAJ", "asked", "--due", "2026-12-04"),
        ("clear", brief, "DAJ", "asked", "--due", "12/34"),
        ("clear", brief, "DAJ", "concur", "--remark", "Sans objection"),
        ("clear", brief, "Autre"),
        ("clear", brief, "DAJ", "concur", "--of", "nope"),
        ("show", brief),
        ("update", brief),
        ("update", brief, "--accept", "suez-1956"),
        ("templates",),
        ("library", "check", "--quick", "--advice"),
        ("library", "list"),
        ("library", "list", "sources"),
        ("library", "list", "checklists"),
        ("library", "list", "markings"),
        ("library", "search", "suez"),
        ("library", "search", "zzzz"),
        ("library", "show", "suez-1956"),
        ("library", "status"),
        ("library", "status", "suez-1956", "withdrawn", "--why", "Remplacée par une autre"),
        ("library", "where-used", "suez-1956", "--briefs", brief),
        ("library", "where-used", "kyle-2011"),
        ("library", "where-used", "zzzz"),
        ("verify", brief),
    ]
    printed = {line: french(terminal, *line) for line in lines}
    left = [
        f"{one.pattern} in {told}"
        for told in "\n".join(printed.values()).splitlines()
        for one in english
        if one.search(told)
    ]

    assert not left, "\n".join(left)
    text = "\n".join(printed.values())
    for said in (
        "kyle-2011  livre  Suez",
        "a.brief : note commencée à partir de « ",
        "Ce fichier n’existe pas.",
        "A1  sans réponse  (bloquante)  Is there an objective?",
        "pourquoi : Because.",
        "La note part sur dérogation accordée par Le ministre, 23 novembre 2026 : Urgence absolue",
        "QUESTION: Walk : il n’y a pas de question « A9 ».",
        "SERVICE: La note n’a pas d’avis de « Autre »",
        "« 12/34 »",
        (
            "étude de cas, statut « en révision », à jour au 1er novembre 2026, "
            "à réexaminer d’ici au 1er novembre 2027"
        ),
        "énoncés de fait vérifiés : 0 sur ",
        "Statut « retiré » donné par A. Clerk le 23 novembre 2026 : Remplacée par une autre",
        "La question A1 la donne pour précédent malheureux.",
    ):
        assert said in text, said


def test_json_has_the_same_keys_and_codes_in_french(terminal):
    terminal.new_brief()
    change(terminal.library / "tools/naval-presence.md", "risk: low", "risk: high")
    for line in (
        ("show", "a.brief", "--json"),
        ("answer", "a.brief", "--json"),
        ("library", "list", "--json"),
        ("library", "status", "--json"),
        ("library", "check", "--quick", "--json"),
    ):
        english, french = (
            json.loads(terminal.run(f"--language={tag}", *line).out) for tag in ("en", "fr")
        )
        assert codes_of(french) == codes_of(english)


def codes_of(value: object) -> object:
    """A result without its sentences."""
    if isinstance(value, dict):
        said = {"sentence", "remedy", "reason"}
        return {key: codes_of(one) for key, one in value.items() if key not in said}
    return [codes_of(one) for one in value] if isinstance(value, list) else value
