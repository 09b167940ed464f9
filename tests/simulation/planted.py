#!/usr/bin/env python3
"""Plants each bug in turn and says which check caught it, after how many seeds and seconds.
planted.py PROGRAM [--seeds N] [--only NAME]: the exit code is that of the worst: 1 when one stayed unseen."""
import argparse, re, subprocess, sys, time

words = argparse.ArgumentParser()
words.add_argument("program")
words.add_argument("--seeds", type=int, default=400)
words.add_argument("--only", default="")
given = words.parse_args()
refused = subprocess.run([given.program, "--planted", "?"], capture_output=True, text=True).stderr
bugs = [b for b in re.search(r"one of (.*)", refused)[1].split(", ") if b != "none" and given.only in b]
unseen = 0
print(f"{'bug':28} {'caught by':9} {'seeds':>5} {'s':>6}")
for bug in bugs:
    begun = time.monotonic()
    done = subprocess.run([given.program, "--planted", bug, "--seeds", str(given.seeds)], capture_output=True, text=True)
    seconds = time.monotonic() - begun
    found = re.search(r"^seed (\d+): (\S+?):", done.stdout, re.M)
    caught = found[2] if found else "died" if done.returncode not in (0, 1) else "nobody"
    unseen += caught == "nobody"
    print(f"{bug:28} {caught:9} {found[1] if found else '-':>5} {seconds:6.1f}", flush=True)
print(f"{len(bugs) - unseen} of {len(bugs)} caught")
sys.exit(1 if unseen else 0)
