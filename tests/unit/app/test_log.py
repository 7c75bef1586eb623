"""The log tells whoever looks for a fault what happened, and no word that anybody wrote."""

import logging
import re
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from briefbuilder.app import checking, exporting, operations
from briefbuilder.app.exporting import ExportOrder
from briefbuilder.app.opening import new_brief, open_session, recovery_store, start_session
from briefbuilder.app.own_name import OwnName
from briefbuilder.app.recovering import left_behind
from briefbuilder.app.versions import log_start
from briefbuilder.app.workspace import Workspace
from briefbuilder.errors import BriefbuilderError, FileChangedError
from briefbuilder.render.job import Copy
from briefbuilder.render.serving import Server
from briefbuilder.render.wire import LayoutJob, pack_job
from briefbuilder.storage import logs
from briefbuilder.storage.logs import CRASH_NAME, LOG_NAME, keep_log
from helpers.fake_layout_worker import FakeLayoutWorker

SECRET = re.compile(r"zq\w+", re.IGNORECASE)


@pytest.fixture
def log(tmp_path: Path, monkeypatch):
    """A log of all that happens in the test; `log()` is what it says."""
    monkeypatch.setenv("HOME", str(tmp_path / "zqlogin"))
    folder = tmp_path / "zqlogin" / "state"
    before = list(logging.getLogger().handlers)
    stop = keep_log(folder)
    for one in logging.getLogger().handlers:
        if one not in before:
            one.setLevel(logging.DEBUG)
    logging.getLogger("briefbuilder").setLevel(logging.DEBUG)
    yield lambda: (folder / LOG_NAME).read_text("utf-8")
    stop()
    logging.getLogger("briefbuilder").setLevel(logging.NOTSET)


@pytest.fixture
def told(workspace: Workspace) -> Workspace:
    """The workspace of somebody with a name."""
    someone = OwnName(environment={"BRIEFBUILDER_NAME": "Zqperson Zqoffice"})
    workspace.surroundings = replace(workspace.surroundings, signature=someone, user="zquser")
    return workspace


@pytest.mark.slow
def test_a_days_work_leaves_no_word_of_it_in_the_log(told, tmp_path, log, caplog):
    caplog.set_level(logging.ERROR)  # what is logged as an error here is meant
    folder = tmp_path / "zqfolder"
    folder.mkdir()
    path = folder / "zqfile.brief"
    log_start()
    workspace = Workspace.open(told.surroundings)
    brief = new_brief(workspace, template_id="think-tank-policy-brief", title="Zqtitle")
    session = start_session(brief, workspace, recovery_store(told.surroundings))
    section = session.brief.sections[0].id
    operations.add_text(session, section_id=section, text="Zqtext of Zqcountry [@zqsource, p. 4].")
    session.autosave()
    left_behind(recovery_store(told.surroundings))
    session.save_as(path)
    again = open_session(path, workspace)
    operations.add_text(again, section_id=section, text="Zqmore.")
    again.save()
    operations.add_text(session, section_id=section, text="Zqother.")
    with pytest.raises(FileChangedError):
        session.save()
    checking.check(session.brief, workspace)
    for copy in (Copy.DRAFT, Copy.RELEASE):
        order = ExportOrder(out=folder / f"zq{copy.value}.pdf", copy=copy)
        with suppress(BriefbuilderError):
            exporting.run(exporting.export(again.brief, workspace, FakeLayoutWorker(), order))
    workspace.reload()
    try:
        raise_with_words()
    except ValueError:
        logging.getLogger("briefbuilder.gui.application").exception("Uncaught")
    logging.getLogger("somebodyelse").error("zqlibrary says %s", "zqwords")
    said = log()
    workspace.close()

    assert SECRET.findall(said) == []
    for line in (
        r"Start: briefbuilder \S+, python ",
        r"Library \S+ read: 4 items, \d+ sources, \d+ problems, in \d",
        rf"Brief {brief.id} saved, \d+ bytes",
        r"Brief \w+ opened, \d+ bytes",
        r"Brief \w+ not saved: briefbuilder.errors.FileChangedError",
        r"Brief \w+ put aside|Unsaved work on brief \w+ put aside",
        r"Brief \w+ checked: \d+ findings",
        r"Export of brief \w+ as draft copy to pdf started",
        r"Export of brief \w+ (finished in|ended after) \d",
        r"Library looked at again",
        r"Uncaught\n(  \S+:\d+ in \S+\n)+ValueError\n",
        r"ValueError\nwhich came from\n(  \S+:\d+ in \S+\n)+KeyError\n",
        r"said something at \S*test_log.py:\d+",
    ):
        assert re.search(line, said), (line, said)
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO \d+ briefbuilder\.", said)


def raise_with_words():
    words = {"zqkey": "zqvalue"}
    try:
        words["zqmissing"]
    except KeyError as error:
        raise ValueError(f"Zqtitle could not be {words}") from error


def test_a_layout_that_fails_inside_tells_where_and_not_what(log):
    class Stop(Exception):  # noqa: N818
        """Nobody wants the answer."""

    header, blobs = pack_job(LayoutJob({}, {}, {}, title="zqtitle", lang="en-GB"))
    job = {**header, "sources": {"brief.html.j2": "zqsource"}, "context": "zqcontext"}
    spoilt = {"product": "flow", "job": job}
    answer, _ = Server(lambda: None, Stop).serve(spoilt, blobs)

    assert re.search(r"render/serving\.py:\d+ in Server\._do", answer["trace"])
    assert answer["trace"].endswith("AttributeError")
    assert "zq" not in answer["trace"]


def test_only_its_owner_may_read_the_log(log, tmp_path):
    folder = tmp_path / "zqlogin" / "state"

    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}


@pytest.mark.slow
def test_the_log_does_not_grow_for_ever(log, tmp_path, monkeypatch):
    ours = logging.getLogger("briefbuilder.try")
    for number in range(9000):
        ours.info("%d %s", number, "x" * 200)
    files = list((tmp_path / "zqlogin" / "state").glob(f"{LOG_NAME}*"))

    assert len(files) == 2
    assert all(one.stat().st_size <= logs.LOG_BYTES for one in files)
    assert "8999 x" in log()


def test_where_the_last_run_crashed_is_told_and_not_forgotten(tmp_path, monkeypatch):
    folder = tmp_path / "state"
    folder.mkdir()
    (folder / CRASH_NAME).write_text(
        "Fatal Python error: Segmentation fault\n\n"
        "Current thread 0x00007f0000000000 (most recent call first):\n"
        '  File "/home/zqlogin/lib/python3.11/site-packages/briefbuilder/gui/d.py", line 7 in f\n'
        "zqwords of somebody\n"
    )
    keep_log(folder)()
    said = (folder / LOG_NAME).read_text("utf-8")

    assert "An earlier run has crashed:\nFatal Python error: Segmentation fault\n" in said
    assert "  briefbuilder/gui/d.py:7 in f\n(1 other lines are left out)" in said
    assert (folder / CRASH_NAME).read_text("utf-8") == ""


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    keep_log(tmp_path / "file" / "state")()
