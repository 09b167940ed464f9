#!/usr/bin/env python3
"""One seed, one run, whatever compiled it: builds the simulation with g++ -O0, g++ -O2 and clang++ -O2, runs the same
seeds with each and compares what they came to. compilers.py [--seeds N]; the builds stand in build-compilers/."""
import argparse, pathlib, re, subprocess, sys

root = pathlib.Path(__file__).resolve().parents[2]
words = argparse.ArgumentParser()
words.add_argument("--seeds", type=int, default=50)
given = words.parse_args()


def run(*args):
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, args))}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


came_to = {}
for name, compiler, level in (("g++ -O0", "g++", "-O0"), ("g++ -O2", "g++", "-O2"), ("clang++ -O2", "clang++-16", "-O2")):
    build = root / "build-compilers" / name.replace(" ", "")
    run("cmake", "-S", root, "-B", build, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={compiler}", "-DDUDAO_UNITY=ON",
        f"-DCMAKE_CXX_FLAGS_QUICK={level}")
    said = run("ninja", "-C", build, "-t", "commands", "dudao_simulation")
    assert f" {level} " in said and not re.search(r" -O(?!" + level[2:] + r" )\w ", said), f"{name}: built otherwise"
    run("ninja", "-C", build, "dudao_simulation")
    said = run(build / "bin" / "dudao_simulation", "--seeds", given.seeds)
    came_to[name] = re.search(r"(\d+ commits), .*(fingerprint \w+)", said).groups()
    print(f"{name:12} {' '.join(came_to[name])}", flush=True)
if len(set(came_to.values())) != 1:
    sys.exit("the runs differ")
print(f"{given.seeds} seeds, one and the same run each")
