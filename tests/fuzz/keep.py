"""Keeps what fuzzing has learnt: keep.py FUZZER KEPT FOUND adds to KEPT the smallest inputs of FOUND that reach
what KEPT does not, up to 60 inputs and 30,000 bytes in all."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

FILES, BYTES, EACH = 60, 30_000, 4096

fuzzer, kept, found = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
have = list(kept.iterdir())
room, files = BYTES - sum(f.stat().st_size for f in have), FILES - len(have)
with tempfile.TemporaryDirectory() as merged:
    for file in have:
        shutil.copy(file, merged)
    before = {f.name for f in pathlib.Path(merged).iterdir()}
    subprocess.run([fuzzer, "-merge=1", "-max_len=%d" % EACH, merged, str(found)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    new = sorted((f for f in pathlib.Path(merged).iterdir() if f.name not in before), key=lambda f: f.stat().st_size)
    added = 0
    for file in new:
        size = file.stat().st_size
        if added >= files or size > room:
            break
        shutil.copy(file, kept / file.name[:16])
        room, added = room - size, added + 1
print(f"{kept.name}: {len(have)} inputs, {added} of {len(new)} new ones kept")
