"""The steps from each version of the tables to the next. Files of `versions/` are named <revision>_<what>.py."""
