"""The window itself: commands, toolbar, status, findings, and the files of the open brief."""
