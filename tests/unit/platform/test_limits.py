"""Where the kernel does not limit a process it watches itself."""

import subprocess
import sys
import textwrap

import pytest

from briefbuilder.platform.processes import Ending, ending_of
from briefbuilder.traces import only_traces
from helpers.storage_samples import WITH_OUR_CODE


def code_of(script: str) -> int:
    """The code with which a process ends that does as the script says."""
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env=WITH_OUR_CODE,
        check=False,
        capture_output=True,
        text=True,
    )
    assert only_traces(ended.stderr) == ""
    return ended.returncode


def test_a_process_that_grows_too_far_ends_itself():
    code = code_of(
        """
        from briefbuilder.platform.watch import Watch
        held = []
        Watch(lambda: sum(map(len, held))).limit_memory(50_000_000)
        while True:
            held.append(bytes(100_000))
            del held[1000:]
        """
    )

    assert ending_of(code) is Ending.OUT_OF_MEMORY


def test_a_process_that_computes_too_long_ends_itself():
    code = code_of(
        """
        from briefbuilder.platform.watch import Watch
        watch = Watch(lambda: 0)
        watch.allow_seconds(0)
        while True:
            pass
        """
    )

    assert ending_of(code) is Ending.COMPUTED_TOO_LONG


@pytest.mark.posix
def test_where_the_limit_on_memory_is_refused_it_is_watched():
    """macOS has the limit by name, and refuses every value of it."""
    code = code_of(
        """
        import resource
        real = resource.setrlimit
        def refusing(kind, limits):
            if kind == resource.RLIMIT_AS:
                raise ValueError("current limit exceeds maximum limit")
            real(kind, limits)
        resource.setrlimit = refusing
        from briefbuilder.platform.limits import limit_this_process, resident_bytes
        assert resident_bytes() > 0
        limit_this_process(resident_bytes() + 30_000_000, 1 << 20)
        held = []
        while True:
            held.append(b"x" * 100_000)
            del held[1000:]
        """
    )

    assert ending_of(code) is Ending.OUT_OF_MEMORY


@pytest.mark.posix
def test_the_kernels_own_end_is_known():
    assert ending_of(-24) is Ending.COMPUTED_TOO_LONG
    assert ending_of(-11) is ending_of(0xC0000005) is Ending.CRASHED
    assert ending_of(-9) is Ending.KILLED
    assert ending_of(3) is ending_of(-15) is Ending.OTHER
