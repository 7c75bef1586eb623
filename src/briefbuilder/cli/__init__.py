"""The app for a terminal: each command is a few calls of `briefbuilder.app` and some printing."""
