"""The check of a brief: its rules, each on one subject, and the findings that they yield."""
