"""pytest plugin of the known faults: each runs again the test that names it, which is expected to fail.

pytest --faults              each fault after the test that catches it, among all others
pytest --faults-only         nothing else; `-m ""` for those of the browser and of PostgreSQL too
pytest --fault=NAME -v       this one
"""

import pytest
from django.db import connection

from tests.faults.fault import Lost

NOT_A_CATCH = (ImportError, NameError, SyntaxError, Lost)  # the fault itself is badly written


FAULT = pytest.StashKey()
MARK = "~"  # between the name of the test and that of the fault


def add_options(parser):
    group = parser.getgroup("fautes connues")
    group.addoption(
        "--faults", action="store_true", help="chaque faute, après le test qui la rattrape"
    )
    group.addoption("--faults-only", action="store_true", help="les fautes, sans les autres tests")
    group.addoption("--fault", action="append", metavar="NOM", help="cette faute seule")


def is_asked(config):
    return bool(config.option.faults or config.option.faults_only or config.option.fault)


class Plugin:
    def __init__(self, faults, config):
        self.faults = {fault.name: fault for fault in faults}
        self.is_alone = config.option.faults_only or bool(config.option.fault)
        self.chosen = [self.faults[name] for name in config.option.fault or self.faults]
        if self.is_alone and config.args_source == config.ArgsSource.TESTPATHS:
            config.args[:] = dict.fromkeys(fault.caught_by for fault in self.chosen)

    def pytest_collection_modifyitems(self, config, items):
        """A copy has the marks of its test: what is deselected is not tried."""
        by_test = {}
        for fault in self.chosen:
            if fault.vendor not in ("", connection.vendor):
                continue
            by_test.setdefault(fault.caught_by, []).append(fault)
        followed = []
        for item in items:
            named = by_test.get(item.nodeid, ())
            followed += [item] if named or not self.is_alone else []
            followed += [_under(fault, item) for fault in named]
        if self.is_alone:
            config.hook.pytest_deselected(items=[item for item in items if item not in followed])
        items[:] = followed

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        if FAULT not in item.stash:
            return (yield)
        with item.stash[FAULT].applied():
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        if FAULT in item.stash and call.when == "call" and not report.skipped:
            _judge(report, call, item.stash[FAULT])
        return report

    def pytest_terminal_summary(self, terminalreporter):
        told = [dict(report.user_properties) for report in _reports(terminalreporter)]
        tried = {one["fault"]: one["caught"] for one in told if "fault" in one and "caught" in one}
        terminalreporter.section("fautes connues")
        if terminalreporter.config.option.verbose > 0:
            for one in told:
                if one.get("caught"):
                    terminalreporter.line(f"{one['fault']} : {one['by']}")
        terminalreporter.line(told_count([fault.name for fault in self.chosen], tried))


def _under(fault, item):
    """The same test, its fixtures of module and session shared with it."""
    name = f"{item.originalname}{MARK}{fault.name}"
    copy = type(item).from_parent(
        item.parent,
        name=name + item.name.removeprefix(item.originalname),
        callspec=getattr(item, "callspec", None),
        callobj=item.obj,
        fixtureinfo=item._fixtureinfo,
        originalname=name,
    )
    copy.own_markers[:] = item.own_markers
    copy.keywords.update(item.keywords)
    copy.stash[FAULT] = fault
    copy.add_marker(pytest.mark.faulty)
    copy.user_properties.append(("fault", fault.name))
    return copy


def _judge(report, call, fault):
    """A failure is what is wanted; nothing else is."""
    error = call.excinfo.value if call.excinfo else None
    is_caught = error is not None and not isinstance(error, NOT_A_CATCH)
    report.user_properties.append(("caught", is_caught))
    if is_caught:
        report.user_properties.append(("by", str(error).partition("\n")[0][:200]))
        report.outcome, report.longrepr = "passed", None
        return
    report.outcome = "failed"
    if error is None:
        report.longrepr = (
            f"La faute « {fault.name} » n’est pas rattrapée : {fault.harm}\n"
            f"{fault.at} est fautif, et {fault.caught_by} réussit."
        )
    else:
        report.longrepr = str(error) if isinstance(error, Lost) else repr(error)


def _reports(terminalreporter):
    for reports in terminalreporter.stats.values():
        yield from (report for report in reports if hasattr(report, "user_properties"))


def told_count(names, tried):
    """« Fautes : 78 rattrapées sur 80 », and which are missed or were not tried."""
    missed = [name for name in tried if not tried[name]]
    untried = [name for name in names if name not in tried]
    said = f"Fautes : {len(tried) - len(missed)} rattrapées sur {len(names)}"
    for what, some in (("non rattrapées", missed), ("non essayées", untried)):
        said += f" ; {what} : {', '.join(some)}" if some else ""
    return f"{said}."
