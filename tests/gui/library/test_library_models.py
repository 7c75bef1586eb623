import pytest
from PySide6.QtTest import QAbstractItemModelTester

from briefbuilder.app.library_overview import ListFilter
from briefbuilder.app.statement_lines import Mark, sheet_of
from briefbuilder.gui.library.list_model import FileListModel
from briefbuilder.gui.library.overview_signals import OverviewSignals
from briefbuilder.gui.library.statement_model import StatementModel, StatementRole

CUBA = "cuban-missile-crisis"


def watched(model):
    model.tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return model


@pytest.fixture
def item(desk):
    return desk.workspace.library.entry(CUBA).item


def test_the_list_model_follows_search_and_filters(desk):
    model, overview = watched(FileListModel()), OverviewSignals(desk)
    model.show_rows(overview.rows.of_hits(desk.workspace.search("").hits, ()))
    everything = model.rowCount()
    model.show_rows(overview.rows.of_hits(desk.workspace.search("quarantine").hits, ()))
    assert 0 < model.rowCount() <= everything
    model.show_filter(ListFilter.OVERDUE)
    assert model.rowCount() == model.count(ListFilter.OVERDUE)
    model.show_filter(None)
    model.show_rows(())
    assert model.rowCount() == 0


def test_an_overdue_item_lies_under_its_filter(desk, clock):
    overview = OverviewSignals(desk)
    clock.pass_(400 * 86_400)
    rows = overview.rows.of_hits(desk.workspace.search("").hits, ())
    overdue = [row for row in rows if ListFilter.OVERDUE in row.filters]
    assert len(overdue) == overview.now.tally.overdue == len(desk.workspace.library.entries)
    assert "review due" in overdue[0].card.spoken


def test_the_survey_forgets_when_the_library_changes(desk, library_folder):
    overview = OverviewSignals(desk)
    before = overview.now.tally.items
    (library_folder / "case-studies" / f"{CUBA}.md").unlink()
    desk.look_at_library()
    assert overview.now.tally.items == before - 1


def test_the_statement_model_has_headings_and_lines(item):
    model = watched(StatementModel())
    sheet = sheet_of(item)
    model.show_sheet(sheet)
    lines = sum(len(section.lines) for section in sheet.sections)
    assert model.rowCount() == lines + len(sheet.sections)
    assert model.line_at(model.index(0, 0)) is None
    first = model.line_at(model.first())
    assert model.index_of(first.statement.hash) == model.first()
    assert model.first().data(StatementRole.LINE) == first
    model.show_sheet(sheet_of(item.model_copy(update={"timeline": ()})))
    assert model.rowCount() < lines + len(sheet.sections)


def test_the_marks_are_those_of_the_checks(item):
    lines = [line for section in sheet_of(item).sections for line in section.lines]
    assert {line.mark for line in lines} >= {Mark.CHECKED, Mark.UNCHECKED, Mark.JUDGEMENT}
    assert all((line.check is not None) is (line.mark is Mark.CHECKED) for line in lines)


def test_a_lapsed_check_without_an_older_text_is_stray(item):
    checked = next(
        line for s in sheet_of(item).sections for line in s.lines if line.check is not None
    )
    words = checked.statement.text.split(": ", 1)[1]
    timeline = tuple(
        event.model_copy(update={"text": event.text.replace(words, f"{words} Indeed.")})
        for event in item.timeline
    )
    changed = item.model_copy(
        update={"timeline": timeline, "body": item.body.replace(words, f"{words} Indeed.")}
    )
    alone, beside = sheet_of(changed), sheet_of(changed, [item])
    assert [check.statement for check in alone.stray] == [checked.statement.hash]
    assert beside.stray == ()
    lapsed = [line for s in beside.sections for line in s.lines if line.mark is Mark.LAPSED]
    assert [line.lapse.words for line in lapsed] == [checked.statement.text]
