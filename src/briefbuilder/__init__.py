"""Briefbuilder: assemble, check and print briefings on armed forces in diplomacy."""

__version__ = "0.1.0"
