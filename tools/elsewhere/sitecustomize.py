"""Let every Python that a test of the lane starts play the other system, too.

Python imports a module of this name at each start when this folder is on its PYTHONPATH.
"""

import os

import other_system

if other_system.VARIABLE in os.environ:
    other_system.become(os.environ[other_system.VARIABLE])
