"""What is built late is built once, when it is first asked for, and then put into its place."""

import subprocess
import sys

from briefbuilder.app.late import Late


def test_it_is_built_when_it_is_first_asked_for_and_only_then():
    settled: list[object] = []
    late: Late[list[int]] = Late("builtins:list", ((1, 2),), settled.append)
    count = late.then(len)
    assert late.built is None
    assert not settled

    assert count() == 2

    assert late.get() is late.built
    assert settled == [[1, 2]]


def test_the_core_is_loaded_without_the_toolkit():
    script = (
        "import sys; from briefbuilder.app.core_first import load_core; load_core();"
        "print('PySide6' in sys.modules, 'briefbuilder.app.workspace' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["False", "True"]
