"""The five steps of an export, in a row: composed, checked, made, proved, issued."""
