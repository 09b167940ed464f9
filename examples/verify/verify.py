#!/usr/bin/env python3
"""A verifier of log and draw, written from docs/protocol.md and docs/draw.md alone: Python and nothing else.

  verify.py log   --redis unix:/path --jurisdiction gqc [--noted COMMIT:HEAD]   chain, entries, Merkle tree
  verify.py draws --redis … --jurisdiction … --engine FOLDER --master HEX       each draw on record, drawn again
  verify.py draw  --params FILE --manifest FILE --seed HEX                      the result text of one draw

--redis may be HOST:PORT; --auth-file holds user and password, a line each. Exit status: 0 all holds, 1 something does
not, each said in a line; 2 a wrong command line."""
import argparse, contextlib, hashlib, pathlib, socket, sqlite3, sys

import dds1
from packed import Unreadable, unpack

EVENT_BYTES_MAX = 65_535
ENTRIES_A_READ = 500


class Redis:
    """As much of Redis' protocol as reading takes."""

    def __init__(self, address, auth_file=None):
        if address.startswith("unix:"):
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.connect(address[len("unix:"):])
        else:
            host, port = address.rsplit(":", 1)
            self.socket = socket.create_connection((host, int(port)))
        self.replies = self.socket.makefile("rb")
        if auth_file:
            self("AUTH", *pathlib.Path(auth_file).read_text().split("\n")[:2])

    def __call__(self, *args):
        parts = [str(arg).encode() for arg in args]
        self.socket.sendall(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts))
        return self.reply()

    def reply(self):
        line = self.replies.readline()
        kind, rest = line[:1], line[1:-2]
        if kind == b"$":
            return None if rest == b"-1" else self.replies.read(int(rest) + 2)[:-2]
        if kind == b"*":
            return [self.reply() for _ in range(int(rest))]
        if kind not in b"+:" or not kind:
            raise SystemExit(f"verify: Redis says {line.decode(errors='replace').strip()}")
        return rest


class Faults:
    def __init__(self):
        self.count = 0

    def __call__(self, what):
        self.count += 1
        print("FAULT", what)


class Log:
    """The log as it is read: its chain, its tree, its events."""

    def __init__(self, redis, jurisdiction, faults):
        self.redis, self.faults = redis, faults
        self.key, self.place = f"{{{jurisdiction}}}:log", f"{{{jurisdiction}}}:w"
        self.commits, self.head, self.tree, self.last_at = 0, bytes(32), dds1.Tree(), 0
        self.heads = {}  # of those commits that were noted

    def events(self, noted=()):
        """Every event, as it stands in the log, once its entry was checked."""
        while entries := self.redis("XRANGE", self.key, f"{self.commits + 1}-0", "+", "COUNT", ENTRIES_A_READ):
            for entry_id, fields in entries:
                yield from self.entry(entry_id, fields)
                if self.commits in noted:
                    self.heads[self.commits] = self.head.hex()

    def entry(self, entry_id, fields):
        self.commits += 1
        where = f"commit {self.commits}"
        if entry_id != b"%d-0" % self.commits:
            raise SystemExit(f"FAULT {where}: the entry there is {entry_id.decode()}")
        if fields[::2] != [b"b", b"e", b"h"]:
            raise SystemExit(f"FAULT {where}: its fields are not b, e and h")
        batch, owner, told = fields[1::2]
        self.head = hashlib.sha256(self.head + dds1.u64(self.commits) + owner + batch).digest()
        if self.head != told:
            self.faults(f"{where}: its hash is not that of its bytes and of the commit before")
            self.head = told  # the rest is held against what stands there
        try:
            form, first, events, receipts = unpack(batch)
            events = [(event, unpack(event)) for event in events]
        except (Unreadable, ValueError) as why:
            self.faults(f"{where}: {why}")
            return
        if form != 1 or first != self.tree.size:
            self.faults(f"{where}: it begins at event {first}, and event {self.tree.size} is next")
        for receipt in receipts:
            if set(receipt) != {"sender", "incarnation", "n", "body_hash", "accepted"} or len(receipt["body_hash"]) != 32:
                self.faults(f"{where}: a receipt that is none")
        for exact, event in events:
            if len(exact) > EVENT_BYTES_MAX or len(event) not in (7, 8) or event[2] < self.last_at:
                self.faults(f"event {self.tree.size}: too long, without its parts, or before the one before")
            self.last_at = max(self.last_at, event[2])
            self.tree.push(dds1.leaf_hash(exact))
            yield event

    def end(self, noted):
        """What the log's place says of its end, and what was noted of it earlier."""
        told = self.redis("HMGET", self.place, "seq", "head", "leaves")
        if told != [b"%d" % self.commits, self.head, b"%d" % self.tree.size]:
            self.faults("the log does not end where its place says")
        for commit, head in noted.items():
            if self.heads.get(commit) != head:
                self.faults(f"commit {commit} was noted with another head: rewritten, or cut off")


def checkpoint(text):
    commit, _, head = text.partition(":")
    return int(commit), head.lower()


def verify_log(options, faults):
    noted = dict(map(checkpoint, options.noted))
    log = Log(Redis(options.redis, options.auth_file), options.jurisdiction, faults)
    for _ in log.events(noted):
        pass
    log.end(noted)
    print(f"commits {log.commits}\nevents {log.tree.size}\nhead {log.commits}:{log.head.hex()}\n"
          f"root {log.tree.root().hex()}")


class Draw:
    """A draw as the engine kept it, held against what the log says of it."""

    def __init__(self, on_record, kept, master, faults):
        self.id = on_record["draw"]
        self.key = dds1.HM(master, "k", self.id)
        params, manifest, commit, self.result = (kept[name] for name in ("params", "manifest", "commit", "result"))
        params_hash, root = hashlib.sha256(params.encode()).digest(), dds1.manifest_root(manifest)
        of_commit = dds1.T("commit", self.id, self.key).hex()
        again = dds1.result_text(params, manifest, dds1.seed(self.key, self.id, commit))
        shown = {
            "its params": params_hash == on_record["params_hash"],
            "its manifest": root == on_record["manifest_root"],
            "its salt": dds1.Manifest(manifest).salt == dds1.HM(self.key, "msalt"),
            "its commit": commit == "\t".join(("dds1-commit", self.id, str(kept["tick"]), root.hex(), params_hash.hex(),
                                              of_commit)) + "\n",
            "its result": again == self.result,
            "the result on record": dds1.result_commitment(self.id, self.key, again) == on_record["result_commitment"],
        }
        for what, holds in shown.items():
            if not holds:
                faults(f"draw {self.id}: {what} is another one")
        self.drawn = {line.split("\t")[2]: line.split("\t")[3] for line in again.splitlines() if line.startswith("D\t")}

    def target_of(self, task):
        """Which of the targets drawn the task's commitment is of, or nothing."""
        for target in self.drawn:
            salt = dds1.HM(self.key, "tsalt", target, task["group"])
            if dds1.T("task", salt, target, task["group"]) == task["commitment"]:
                return target
        return None


def verify_draws(options, faults):
    master = bytes.fromhex(options.master or (options.engine / "engine.secret").read_text().strip())
    log = Log(Redis(options.redis, options.auth_file), options.jurisdiction, faults)
    draws, released, recused, checked = {}, 0, 0, {}
    with contextlib.closing(sqlite3.connect(f"file:{options.engine / 'engine.sqlite'}?mode=ro", uri=True)) as database:
        for _, kind, _, _, _, _, body, *_ in log.events():
            if kind == "draw.recorded":
                kept = database.execute("SELECT drawn FROM draws WHERE id=?", (body["draw"],)).fetchone()
                if not kept:
                    faults(f"draw {body['draw']}: the engine did not keep it")
                    continue
                draws[body["draw"]] = Draw(body, unpack(kept[0]), master, faults)
            elif kind == "task.released" and body["kind"] == "unannounced":
                released += 1
                draw = draws.get(body["draw"])
                target = draw.target_of(body) if draw else None
                checked[body["id"]] = target
                if target is None:
                    faults(f"task {body['id']}: no draw on record had its target")
                elif body["replaces"]:
                    recused += 1
                elif draw.drawn[target] != body["group"]:
                    faults(f"task {body['id']}: its target was drawn for another group")
            elif kind == "task.checked_in" and checked.get(body["id"], body["target"]) != body["target"]:
                faults(f"task {body['id']}: checked in at another target than the one drawn")
    log.end({})
    print(f"draws {len(draws)}\ntasks {released}\nof which passed on after a recusal {recused}")


def draw_again(options, faults):
    print(dds1.result_text(options.params.read_text(), options.manifest.read_text(), bytes.fromhex(options.seed)), end="")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    of_log = argparse.ArgumentParser(add_help=False)
    of_log.add_argument("--redis", required=True)
    of_log.add_argument("--jurisdiction", required=True)
    of_log.add_argument("--auth-file", type=pathlib.Path)
    log = verbs.add_parser("log", parents=[of_log])
    log.add_argument("--noted", action="append", default=[])
    draws = verbs.add_parser("draws", parents=[of_log])
    draws.add_argument("--engine", type=pathlib.Path, required=True)
    draws.add_argument("--master")
    draw = verbs.add_parser("draw")
    draw.add_argument("--params", type=pathlib.Path, required=True)
    draw.add_argument("--manifest", type=pathlib.Path, required=True)
    draw.add_argument("--seed", required=True)
    options, faults = parser.parse_args(), Faults()
    try:
        {"log": verify_log, "draws": verify_draws, "draw": draw_again}[options.verb](options, faults)
    except (dds1.Refused, Unreadable) as why:
        faults(why)
    return 1 if faults.count else 0


if __name__ == "__main__":
    sys.exit(main())
