"""What things are and what may be done to them: frozen values and pure functions.

No files, no clock, no Qt.
"""
