"""The library check: its rules, each on one subject, and the review that they make together."""
