"""What differs between operating systems, and nothing else.

Each subject has a door: `names`, `files`, `pipes`, `processes`, `limits`, `streams`. A door says
what its functions promise on each system, and what a system cannot promise; behind it stands one
side for POSIX and one for Windows, and only the side of this machine is imported. No other room
names a call that only one system has (`tests/unit/platform/test_one_room.py`). See
`docs/adr/0009-platforms.md`.
"""
