"""The app for a desk: the only package that imports PySide6."""
