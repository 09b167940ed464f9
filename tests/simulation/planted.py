#!/usr/bin/env python3
"""Plants each bug in turn and says which invariant caught it, in which seed, after how many seconds.
planted.py PROGRAM [--seeds N] [--only NAME] [--rules]: those at the seams of the simulated world (planted.h);
--rules: those in the product itself too (planted_rules.py), which is copied to build-planted/ and built there.
The exit code is 1 when one stayed unseen."""
import argparse, pathlib, re, shutil, subprocess, sys, time

from planted_rules import RULES

root = pathlib.Path(__file__).resolve().parents[2]
words = argparse.ArgumentParser()
words.add_argument("program")
words.add_argument("--seeds", type=int, default=400)
words.add_argument("--only", default="")
words.add_argument("--rules", action="store_true")
given = words.parse_args()
seen = []


def hunt(name, program, *more):
    begun = time.monotonic()
    done = subprocess.run([program, "--seeds", str(given.seeds), "--no-shrinking", *more], capture_output=True, text=True)
    seconds = time.monotonic() - begun
    found = re.search(r"^seed (\d+): (\S+?):", done.stdout, re.M)
    caught = found[2] if found else "died" if done.returncode not in (0, 1) else "nobody"
    seen.append(caught != "nobody")
    print(f"{name:28} {caught:9} {found[1] if found else '-':>5} {seconds:6.1f}", flush=True)


def at_the_seams():
    refused = subprocess.run([given.program, "--planted", "?"], capture_output=True, text=True).stderr
    for bug in re.search(r"one of (.*)", refused)[1].split(", "):
        if bug != "none" and given.only in bug:
            hunt(bug, given.program, "--planted", bug)


def run(*args, **more):
    done = subprocess.run(args, capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, args))}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def in_the_rules():
    copy, build = root / "build-planted" / "source", root / "build-planted" / "build"
    for name in run("git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard").splitlines():
        there, here = root / name, copy / name
        if there.is_file() and not (here.is_file() and here.read_bytes() == there.read_bytes()):
            here.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(there, here)
    run("cmake", "-S", copy, "-B", build, "-G", "Ninja")
    for name, file, right, wrong in RULES:
        if given.only not in name:
            continue
        text = (root / file).read_text()
        if text.count(right) != 1:
            sys.exit(f"{name}: {file} does not hold once: {right}")
        (copy / file).write_text(text.replace(right, wrong))
        run("ninja", "-C", build, "dudao_simulation")
        hunt(name, build / "bin" / "dudao_simulation")
        (copy / file).write_text(text)


print(f"{'bug':28} {'caught by':9} {'seed':>5} {'s':>6}")
at_the_seams()
if given.rules:
    in_the_rules()
print(f"{sum(seen)} of {len(seen)} caught")
sys.exit(0 if all(seen) else 1)
