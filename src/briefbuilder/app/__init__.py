"""What a user can do, without a screen: open a workspace, edit, check, export, curate.

The window and the terminal drive the same functions.
"""
