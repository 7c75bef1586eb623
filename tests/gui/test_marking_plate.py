"""The plate in the toolbar says what the pages will bear, and which parts it is from."""

from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from briefbuilder.app import operations
from briefbuilder.app.marking_plate import Plate, plate_of
from briefbuilder.app.session import BriefSession
from briefbuilder.domain.markings import Marking
from briefbuilder.gui.shared.desk import Desk
from briefbuilder.gui.shared.theme import Theme
from briefbuilder.gui.shared.window_settings import WindowSettings
from briefbuilder.gui.window.main_window import MainWindow

UK = "uk-gsc"


def marked(session: BriefSession, level: str, text: str, scheme: str = UK) -> None:
    block = operations.add_text(session, section_id="background", text=text)
    marking = Marking(scheme=scheme, level=level)
    operations.set_block_marking(session, block_id=block, marking=marking)


def plate(desk: Desk, session: BriefSession) -> Plate:
    return plate_of(session.brief, desk.workspace)


def test_a_brief_with_no_part_above_it_shows_its_own_marking(
    desk: Desk, session: BriefSession
) -> None:
    marked(session, "OFFICIAL", "Words.")
    assert plate(desk, session).text == "OFFICIAL"
    assert plate(desk, session).reasons == ("Each page bears OFFICIAL. Change it (Ctrl+M).",)


def test_parts_that_raise_the_banner_are_counted_and_named(
    desk: Desk, session: BriefSession
) -> None:
    marked(session, "SECRET", "What the envoy <said> & did in the capital, in confidence")
    marked(session, "OFFICIAL", "What all may know")
    marked(session, "SECRET", "More of it")
    found = plate(desk, session)
    assert found.text == "SECRET (from 2 parts)"
    assert "Each page bears SECRET" in found.spoken
    assert "What the envoy <said>" in found.spoken
    assert "&lt;said&gt;" in found.tip
    assert "What all may know" not in found.spoken


def test_a_brief_without_a_marking_says_so(desk: Desk, session: BriefSession) -> None:
    operations.set_marking(session, marking=None)
    assert plate(desk, session).text == "MARKING NOT SET"
    marked(session, "SECRET", "Words.")
    found = plate(desk, session)
    assert found.text == "MARKING NOT SET · ALSO HOLDS SECRET (from 1 part)"
    assert "Words. — SECRET" in found.spoken


def test_a_marking_that_is_not_valid_says_so(desk: Desk, session: BriefSession) -> None:
    operations.set_marking(session, marking=Marking(scheme=UK, level="MAUVE"))
    assert plate(desk, session).text == "MAUVE (NOT VALID)"


def test_the_window_shows_it_and_names_it(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path, session: BriefSession
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, theme, WindowSettings(settings))
    qtbot.addWidget(window, before_close_func=lambda _: desk.replace_session(None))
    marked(session, "SECRET", "Words.")
    button = window.bar._marking
    assert button.text() == "SECRET (from 1 part)"
    assert button.accessibleName() == "Marking: SECRET (from 1 part)"
    assert "Words. — SECRET" in button.accessibleDescription()
    window.commands.mirror(window._state)  # an action that changes takes no tip away
    window.commands["brief.marking"].setEnabled(False)
    assert "Words. — SECRET" in button.toolTip()
