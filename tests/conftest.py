"""What all tests share: our fonts before anything loads WeasyPrint, and what the suite is asked and says."""

import gc

import pytest
from hypothesis import HealthCheck, settings

from correspondence import making
from correspondence.rendering import fonts  # noqa: F401  # first: it sets the fonts that WeasyPrint sees
from tests.remembered import begin_from_a_migrated_file, wait_for_no_disk  # noqa: F401  # fixtures of every test


@pytest.fixture(autouse=True)
def whoever_makes_letters_stays_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that a test ran in this process leaves its workers, ended, to no test after it."""
    monkeypatch.setattr(making, "_maker", making.OwnProcess())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept-golden`, `--new` and `--deep`."""
    parser.addoption(
        "--accept-golden",
        nargs="?",
        const="*",
        metavar="KIND",
        help="rewrite the golden files of one kind, or of all, with what the code gives now, then test them; "
        "commit them saying why letters changed",
    )

    parser.addoption(
        "--new",
        default="",
        metavar="CODE,...",
        help="of the tests that are made for each kind of letter or event, run those for these codes alone",
    )

    parser.addoption(
        "--deep",
        nargs="?",
        type=int,
        const=20,
        default=1,
        metavar="TIMES",
        help="try that many times as many random cases and sequences of events as `make test` does (20 unless said)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Have random tests try the same everywhere, twice too, however slow the machine; with `--deep` what is new."""
    patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("the same everywhere", patient, derandomize=True)
    settings.register_profile("deep", patient, derandomize=False)
    settings.load_profile("the same everywhere" if config.getoption("--deep") == 1 else "deep")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Accept the golden files once, before any test and not again in each worker."""
    wanted = session.config.getoption("--accept-golden")
    if wanted and not hasattr(session.config, "workerinput"):
        from tests.golden.accept import accept

        try:
            outcome = accept(None if wanted == "*" else wanted)
        except LookupError as error:
            raise pytest.UsageError(*error.args) from None
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        for line in outcome.done or ["all golden files are as they were"]:
            if reporter is not None:
                reporter.write_line(line)
        if outcome.refused:
            pytest.exit("\n".join(["not accepted:", *outcome.refused]), returncode=1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """After one kind was accepted, run its golden tests and no others; with `--new`, none for what was there before."""
    wanted, new = config.getoption("--accept-golden"), config.getoption("--new")
    if wanted not in (None, "*"):
        from tests.adding import named_in

        _keep([item for item in items if wanted in named_in(item.nodeid)], config, items)
    if new:
        from tests.adding import is_of

        _keep([item for item in items if is_of(new, item.nodeid)], config, items)


def _keep(wanted: list[pytest.Item], config: pytest.Config, items: list[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=[*{*items} - {*wanted}])
    items[:] = wanted


def pytest_collection_finish() -> None:
    """Have the garbage collector look no more at what lasts as long as the tests: thousands of them, and all modules.

    Each of its rounds would take a second otherwise, as would those that a test asks for.
    """
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how golden files were compared, where any were, and with `--new` what is to be done, each once."""
    from tests.golden import reference

    reports = [report for group in ("passed", "failed") for report in terminalreporter.getreports(group)]
    compared = [value for report in reports for name, value in report.user_properties if name == reference.COMPARED]
    if compared:
        terminalreporter.write_line(reference.in_words(compared))
    if terminalreporter.config.getoption("--new"):
        from tests.adding import to_do

        failed = [report for group in ("failed", "error") for report in terminalreporter.getreports(group)]
        for line in to_do(failed):
            terminalreporter.write_line(line)
