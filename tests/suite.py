"""Runs what ctest knows, two at a time, and counts single tests: suite.py BUILD [NAME…] [--long] [FLAG…]

A program named *_tests is googletest: its tests are counted from its own report. Anything else is one test.
A program that dies counts as one failure more, whatever its report said. What a script shows as a table (lines that
begin with a bar) is shown at the end when it was asked for by name."""
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import time

TIMEOUT_S = 900
AT_ONCE = 2
SHOWN_LINES = 80


def discover(build):
    """One entry a command: name, command, folder to run in, part, labels, properties."""
    text = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"],
                          check=True, capture_output=True, text=True).stdout
    known = json.loads(text)
    graph, found = known["backtraceGraph"], {}
    for test in known["tests"]:
        properties = {p["name"]: p["value"] for p in test.get("properties", [])}
        command = test.get("command", [test["name"] + " (not built)"])
        googletest = command[0].endswith("_tests")
        labels = properties.get("LABELS", [])
        # A program may be registered twice, with a long form beside the short one: each runs under its own name.
        name = os.path.basename(command[0]) if googletest and "long" not in labels else test["name"]
        if name in found:
            sys.exit(f"tests/run: two tests are named '{name}': one of them would not run")
        found[name] = {
            "name": name, "command": command, "googletest": googletest,
            "folder": properties.get("WORKING_DIRECTORY", build), "labels": labels,
            "part": part_of(graph, test.get("backtrace")), "alone": properties.get("RUN_SERIAL", False),
            "timeout": properties.get("TIMEOUT", TIMEOUT_S), "skip": properties.get("SKIP_RETURN_CODE"),
            "environment": dict(pair.split("=", 1) for pair in properties.get("ENVIRONMENT", [])),
        }
    return list(found.values())


def part_of(graph, node):
    """The folder under tests/ whose CMakeLists.txt registered the test."""
    while node is not None:
        place = re.search(r"tests/([^/]+)/.*CMakeLists\.txt$|tests/([^/]+)/CMakeLists\.txt$",
                          graph["files"][graph["nodes"][node]["file"]])
        if place:
            return place.group(1) or place.group(2)
        node = graph["nodes"][node].get("parent")
    return ""


def chosen(tests, names, with_long):
    if not names:
        return [t for t in tests if with_long or "long" not in t["labels"]]
    picked = []
    for name in names:
        exact = [t for t in tests if name == t["part"] or name in t["labels"]]
        exact = [t for t in exact if with_long or name == "long" or "long" not in t["labels"]] or exact
        fits = exact or [t for t in tests if re.search(name, t["name"])]
        if not fits:
            parts = sorted({t["part"] for t in tests} | {l for t in tests for l in t["labels"]})
            sys.exit(f"tests/run: nothing is named '{name}'; parts: {' '.join(filter(None, parts))}")
        picked += [t for t in fits if t not in picked]
    return picked


def without(command, flags):
    """The command without what the flags say anew: `--seeds 200` goes where `--seeds 10000` is asked for."""
    kept = list(command)
    for flag in flags:
        if flag.startswith("--") and flag in kept:
            at = kept.index(flag)
            has_value = at + 1 < len(kept) and not kept[at + 1].startswith("--")
            del kept[at:at + 1 + has_value]
    return kept


def run(test, flags, folder):
    """(passed, failed names, skipped, seconds, output)"""
    report = os.path.join(folder, test["name"] + ".json")
    command, started = list(test["command"]), time.monotonic()
    if test["googletest"]:
        command += [f"--gtest_output=json:{report}", "--gtest_brief=1", "--gtest_color=no"]
    mine = [f for f in flags if f.startswith("--gtest_") == test["googletest"]]
    command = without(command, mine) + mine
    try:
        done = subprocess.run(command, cwd=test["folder"], env={**os.environ, **test["environment"]},
                              timeout=test["timeout"], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        status, output = done.returncode, done.stdout.decode(errors="replace")
    except subprocess.TimeoutExpired as late:
        status, output = None, (late.stdout or b"").decode(errors="replace")
        output += f"\nended after {test['timeout']} s"
    except OSError as error:
        status, output = None, str(error)
    passed, failed, skipped = count(test, status, report)
    return passed, failed, skipped, time.monotonic() - started, output


def count(test, status, report):
    if not test["googletest"]:
        if status is not None and status == test["skip"]:
            return 0, [], 1
        return (1, [], 0) if status == 0 else (0, [test["name"]], 0)
    passed, failed, skipped = 0, [], 0
    try:
        with open(report, encoding="utf-8") as file:
            suites = json.load(file)["testsuites"]
    except (OSError, ValueError, KeyError):
        return 0, [f"{test['name']} (no report: status {status})"], 0
    for suite in suites:
        for case in suite["testsuite"]:
            if case.get("failures"):
                failed.append(f"{suite['name']}.{case['name']}")
            elif case.get("status") == "NOTRUN" or case.get("result") == "SKIPPED":
                skipped += 1
            else:
                passed += 1
    if status != 0 and not failed:
        failed.append(f"{test['name']} (status {status} after its tests)")
    return passed, failed, skipped


def main():
    build, *words = sys.argv[1:]
    flags_from = next((i for i, w in enumerate(words) if w.startswith("-") and w != "--long"), len(words))
    names = [w for w in words[:flags_from] if w != "--long"]
    tests = chosen(discover(os.path.abspath(build)), names, "--long" in words[:flags_from])
    passed, failed, skipped, tables = 0, [], 0, []

    def tell(test, outcome):
        nonlocal passed, skipped
        good, bad, left, seconds, output = outcome
        passed, skipped = passed + good, skipped + left
        failed.extend(bad)
        if names:
            tables.extend(line for line in output.splitlines() if line.startswith("| "))
        if bad:
            print(*output.splitlines()[-SHOWN_LINES:], sep="\n")
        print(f"{'FAIL' if bad else 'ok  '} {test['name']}: {good} passed, {len(bad)} failed"
              f"{f', {left} skipped' if left else ''}, {seconds:.1f} s", flush=True)

    with tempfile.TemporaryDirectory(prefix="dudao-tests-") as folder:
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            under_way = {pool.submit(run, t, words[flags_from:], folder): t
                         for t in tests if not t["alone"]}
            for future in concurrent.futures.as_completed(under_way):
                tell(under_way[future], future.result())
        for test in (t for t in tests if t["alone"]):
            tell(test, run(test, words[flags_from:], folder))

    print(*tables, sep="\n", end="\n" if tables else "")
    for name in failed:
        print("failed:", name)
    print(f"{passed} passed, {len(failed)} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
