"""The README's five steps, and what a person does on the way, with a real mouse and real keys."""

from pathlib import Path

import pypdfium2
import pytest

from briefbuilder.domain.briefs import Brief, ItemBlock, TextBlock
from briefbuilder.domain.conditions import AnswerValue
from briefbuilder.render.inspect import inspect_pdf
from briefbuilder.storage.brief_file import read_brief
from e2e.desktop import Desktop, open_desktop

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

FOUND = (204, 180, 145)  # what is found on a page, in the light colours
ISSUE = "Whether to offer the partner a frigate visit during the talks."


def texts(brief: Brief, section_id: str) -> list[str]:
    blocks = brief.section(section_id).blocks
    return [block.text for block in blocks if isinstance(block, TextBlock)]


def placed(brief: Brief, section_id: str) -> list[str]:
    blocks = brief.section(section_id).blocks
    return [block.item for block in blocks if isinstance(block, ItemBlock)]


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def wait_for_window(desk: Desktop, title: str) -> None:
    desk.wait(lambda: any(title in one for one in desk.ask(windows=True)), f"the window {title!r}")


def wait_for_pages(desk: Desktop, words: str = "page 1 of") -> None:
    desk.wait(lambda: any(one.startswith(words) for one in desk.ask(list=True)), words)


def save(desk: Desktop, path: Path) -> Brief:
    """Save with Ctrl+S and read what is on disk then."""
    before = path.stat().st_mtime_ns
    desk.key("ctrl+s")
    desk.wait(lambda: path.stat().st_mtime_ns != before, "the saved file")
    return read_brief(path).brief


def place(desk: Desktop, words: str) -> None:
    """Find an item in the library and place it with Enter."""
    desk.key("ctrl+f")
    desk.type(words)
    desk.key("Return")


def open_menu(desk: Desktop, letter: str) -> list[str]:
    """Open a menu by its letter; what it offers now."""
    desk.key(f"alt+{letter}")
    offered: list[str] = desk.wait(lambda: desk.ask(menu=True), f"the menu Alt+{letter}")
    return offered


def first_named(desk: Desktop, start: str) -> str | None:
    """The first thing in view whose name starts so."""
    for name in desk.ask(list=True):
        if name.startswith(start) and any(one["height"] > 20 for one in desk.ask(find=name)):
            return str(name)
    return None


def test_the_five_steps_of_the_readme_lead_to_a_pdf(home: Path) -> None:
    with open_desktop(home) as desk:
        # 1 New
        desk.click("New brief")
        desk.click("template")
        desk.type("UK")
        desk.key("Return")
        desk.click("title")
        desk.type("Naval presence in the Strait")
        desk.click("Level")
        desk.type("OFFICIAL")
        desk.key("Return")
        for name, words in (
            ("to", "The Minister"),
            ("from", "Policy"),
            ("decision-by", "2026-12-04"),
        ):
            desk.click(f"field-{name}")
            desk.type(words)
        desk.click("Start writing")
        wait_for_window(desk, "Naval presence in the Strait")
        # 2 Find and place
        place(desk, "cuban missile")
        desk.see("Actions of Cuban Missile Crisis")
        # 3 Write
        desk.click("Text of Issue")
        desk.type(ISSUE)
        wait_for_pages(desk)
        # 4 Align
        desk.key("ctrl+2")
        desk.see("Yes, key Y")
        desk.key("y")
        # 5 Check and export
        desk.key("F7")
        desk.see("Go there: 4 sections are empty; the form requires them.")
        desk.key("ctrl+e")
        desk.click("copy-draft")
        path = Path(desk.see("path")["text"])
        desk.click("go")
        wait_for_window(desk, "Exported")
        desk.key("Escape")
        desk.key("ctrl+q")
        desk.click("Discard the changes")
        desk.wait_for_end()

    assert desk.process.returncode == 0
    pdf = path.read_bytes()
    facts, pages = inspect_pdf(pdf, path.name), page_texts(pdf)
    assert facts.tagged
    assert (facts.title, facts.lang) == ("Naval presence in the Strait", "en-GB")
    assert len(pages) == facts.pages > 1
    assert all(page.count("OFFICIAL") >= 2 for page in pages)
    assert all("DRAFT1" in page.replace(" ", "") for page in pages)
    assert ISSUE in pages[0]
    assert any("Cuban Missile Crisis" in page for page in pages)


def test_items_are_placed_with_enter_and_by_dragging(home: Path, brief_file: Path) -> None:
    with open_desktop(home, str(brief_file)) as desk:
        place(desk, "cuban missile")
        desk.see("Actions of Cuban Missile Crisis")
        desk.key("ctrl+e")  # X11 has it for going to the end of a line, here the search box's
        desk.see("copy-draft")
        desk.key("Escape")
        desk.key("ctrl+f")
        desk.type("naval presence port visits")
        card = desk.see_row("Naval presence and port visits")
        section = desk.see("Text of Argument")
        desk.drag(card, (section["x"], section["y"]))
        desk.see("Actions of Naval presence and port visits")
        brief = save(desk, brief_file)

    assert placed(brief, "background") == ["cuban-missile-crisis"]
    assert placed(brief, "argument") == ["naval-presence-port-visits"]


def test_undo_and_redo_name_the_step(home: Path, brief_file: Path) -> None:
    with open_desktop(home, str(brief_file)) as desk:
        place(desk, "cuban missile")
        desk.see("Actions of Cuban Missile Crisis")
        offered = open_menu(desk, "e")
        desk.key("Escape")
        desk.key("ctrl+z")
        desk.wait(lambda: not desk.ask(find="Actions of Cuban Missile Crisis"), "the undoing")
        undone = open_menu(desk, "e")
        desk.key("Escape")
        desk.key("ctrl+shift+z")
        desk.see("Actions of Cuban Missile Crisis")
        brief = save(desk, brief_file)

    assert any(one.startswith("Undo Place Cuban") for one in offered), offered
    assert any(one.startswith("Redo Place Cuban") for one in undone), undone
    assert placed(brief, "background") == ["cuban-missile-crisis"]


def test_a_gap_offers_an_item_that_can_be_placed_from_there(home: Path, brief_file: Path) -> None:
    with open_desktop(home, str(brief_file)) as desk:
        desk.key("ctrl+2")
        desk.see("Yes, key Y")
        for key in ("y", "Down", "p", "Down", "n", "Down", "u", "Up"):
            desk.key(key)
        card = desk.wait(lambda: first_named(desk, "place-"), "an item that closes the gap")
        desk.click(card)
        item = card.removeprefix("place-")
        desk.wait(lambda: card not in desk.ask(list=True), "the card to go")
        assert desk.see("No, key N")
        desk.key("ctrl+1")
        brief = save(desk, brief_file)

    values = [answer.value for answer in brief.answers]
    assert values == [AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO, AnswerValue.UNKNOWN]
    assert item in {pin.item.id for pin in brief.pins}


def test_does_not_apply_asks_for_a_reason(home: Path, brief_file: Path) -> None:
    with open_desktop(home, str(brief_file)) as desk:
        desk.key("ctrl+2")
        desk.see("Does not apply, key A")
        desk.key("a")
        desk.type("The visit was decided elsewhere.")
        brief = save(desk, brief_file)

    assert [(one.value, one.reason) for one in brief.answers] == [
        (AnswerValue.NOT_APPLICABLE, "The visit was decided elsewhere.")
    ]


def test_a_finding_leads_to_its_place(home: Path, brief_file: Path) -> None:
    with open_desktop(home, str(brief_file)) as desk:
        desk.click("Show them: 6 sections are empty; the form requires them.")
        desk.click('Go there: The section "Timing" is empty; the form requires it.')
        desk.type("By 4 December.")
        desk.wait(
            lambda: (
                not desk.ask(find='Go there: The section "Timing" is empty; the form requires it.')
            ),
            "the finding to go",
        )
        brief = save(desk, brief_file)

    assert texts(brief, "timing") == ["By 4 December."]


def test_the_pages_lead_to_the_text(home: Path, brief_file: Path) -> None:
    with open_desktop(home, str(brief_file)) as desk:
        desk.click("Text of Issue")
        desk.type(ISSUE)
        desk.key("ctrl+f")
        wait_for_pages(desk)
        desk.key("ctrl+shift+f")
        desk.type("frigate visit")
        desk.see("1 of 1")
        desk.point(*desk.see_colour("Pages as they will print", FOUND))
        desk.wait(lambda: desk.ask(focus=True)["text"] == ISSUE, "the keyboard in the text")
        desk.key("ctrl+plus")
        desk.see("60 %")
        desk.key("ctrl+0")
        desk.see("50 %")


def test_a_brief_is_saved_under_another_name(home: Path, brief_file: Path) -> None:
    other = home / "other.brief"
    with open_desktop(home, str(brief_file)) as desk:
        desk.click("Text of Issue")
        desk.type(ISSUE)
        desk.key("ctrl+shift+s")
        wait_for_window(desk, "Save the brief")
        desk.key("ctrl+a")
        desk.type(str(other.with_suffix("")))
        desk.key("Return")
        desk.wait(other.exists, "the other file")
        desk.see("other.brief")
        desk.key("ctrl+q")
        desk.wait_for_end()

    assert texts(read_brief(other).brief, "issue") == [ISSUE]
    assert texts(read_brief(brief_file).brief, "issue") == []
