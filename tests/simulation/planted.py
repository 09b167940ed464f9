#!/usr/bin/env python3
"""Plants each bug in turn and says which invariant caught it, in which seed, after how many seconds.
planted.py PROGRAM [--seeds N] [--only NAME]: those at the seams of the simulated world (planted.h). Bugs of the
product itself: tests/mutants. The exit code is 1 when one stayed unseen."""
import argparse, re, subprocess, sys, time

words = argparse.ArgumentParser()
words.add_argument("program")
words.add_argument("--seeds", type=int, default=400)
words.add_argument("--only", default="")
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


print(f"{'bug':28} {'caught by':9} {'seed':>5} {'s':>6}")
at_the_seams()
print(f"{sum(seen)} of {len(seen)} caught")
sys.exit(0 if all(seen) else 1)
