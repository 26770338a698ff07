"""The tests. `tests.builders` and `tests.conftest` hold what they share."""
