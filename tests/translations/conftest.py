"""A ledger and catalogues that a test may change."""

from tests.reviewed import locales  # noqa: F401  # a fixture of the tests here
