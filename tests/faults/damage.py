"""A disk that lies or is full, and a Redis that is: an append-only file cut or with a byte changed, ENOSPC, OOM."""
import collections, contextlib, pathlib, re, shutil, subprocess

import history, stand
from office import Office, Row, Skipped, dead, dice, kill_9, wait_until


class Damaged:
    """A log whose last commit nobody was told of, and copies of it that are hurt, each in its own way."""

    def __init__(self, folder):
        self.folder = folder
        with Office(folder) as office:
            crowd = office.crowd("damage")
            broker = office.start(point="executed:10")
            crowd.run(20, dead(broker))
            crowd.finish(0)
            self.told, self.log = crowd.history, office.log.read()
            kill_9(office.redis)
            self.state = office.state
        # Redis appends to the newest; the base before it, with a checksum of its own, is written at a rewrite.
        parts = (folder / "redis" / "appendonlydir").glob("*.aof")
        self.aof = max(parts, key=lambda part: int(part.name.split(".")[2])).relative_to(folder / "redis")
        self.size = (folder / "redis" / self.aof).stat().st_size
        self.copies = 0

    def outcome(self, hurt):
        """What becomes of a copy whose newest file is hurt: (who saw it, what was said, its log)."""
        self.copies += 1
        data, place = self.folder / f"redis{self.copies}", self.state / "broker"
        shutil.copytree(self.folder / "redis", data, ignore=shutil.ignore_patterns("*.sock"))
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.state / "broker-1", place)
        hurt(data / self.aof)
        try:
            redis = stand.redis(data)
        except AssertionError as refused:
            return "Redis", str(refused), None
        try:
            return self.served(data)
        finally:
            kill_9(redis)
            shutil.rmtree(data)

    def served(self, data):
        broker = stand.start("dudao-broker", self.state, data, "broker")
        try:
            broker.line("listening ", 30)
        except AssertionError as refused:
            log = (self.state / "logs" / "broker.log").read_text().splitlines()
            return "broker", f"{refused} {log[-1:]}", None
        kill_9(broker)
        log = history.Log(data).read()
        replayed = history.replay_faults(self.state, data)
        return ("verify", str(replayed), log) if replayed else ("nobody", "", log)


def cut(damaged, times):
    """The tail is missing: what nobody was told of may be gone; what was acknowledged may not, unseen."""
    faults, came = [], collections.Counter()
    for i in range(times):
        bytes_ = dice.randint(1, min(6000, damaged.size)) if i else 1

        def shorter(aof):
            with aof.open("r+b") as file:
                file.truncate(damaged.size - bytes_)
        who, said, log = damaged.outcome(shorter)
        left = len(log.entries) if log else None
        if who == "nobody" and left < damaged.told.acknowledged:
            faults.append(f"{bytes_} bytes cut, {left} of {damaged.told.acknowledged} acknowledged left, unseen")
        elif who == "nobody" and not same(log, damaged.log, left):
            faults.append(f"{bytes_} bytes cut: the log is another")
        elif who == "broker" and "this machine has seen" not in said:
            faults.append(f"{bytes_} bytes cut: {said[-200:]}")
        came["served, nothing acknowledged missing" if who == "nobody" else "refused, commit named" if who == "broker"
             else f"refused by {who}"] += 1
    return Row("AOF cut by 1 to 6,000 bytes", times, counted(came), damaged.told, faults)


def flipped(damaged, times):
    """One byte is another: whoever reads it stops there, or it was not of the record."""
    faults, came = [], collections.Counter()
    for _ in range(times):
        at, bit = dice.randrange(damaged.size), 1 << dice.randrange(8)

        def changed(aof):
            with aof.open("r+b") as file:
                file.seek(at)
                byte = file.read(1)[0]
                file.seek(at)
                file.write(bytes([byte ^ bit]))
        who, said, log = damaged.outcome(changed)
        if who == "nobody" and not same(log, damaged.log, len(damaged.log.entries)):
            faults.append(f"bit {bit} of byte {at}: the log is another, and it is served")
        came[{"nobody": "record untouched (indexes, values, leases)", "Redis": "Redis does not start",
              "broker": named(said), "verify": "`log verify` fails"}[who]] += 1
    return Row("AOF with one bit flipped", times, counted(came), None, faults)


def counted(came):
    return ", ".join(f"{n} × {what}" for what, n in sorted(came.items()))


def named(said):
    commit = re.search(r"commit \d+|end of the log|the log's head", said)
    return "broker refuses, commit named" if commit else "broker refuses: " + said[-120:].strip()


def same(log, other, commits):
    return len(log.entries) >= commits and all(a["h"] == b["h"] and a["b"] == b["b"] and a["e"] == b["e"] for a, b in
                                               zip(log.entries[:commits], other.entries[:commits]))


def aof_rows(folder, times):
    damaged = Damaged(folder)
    yield cut(damaged, times)
    yield flipped(damaged, times)


@contextlib.contextmanager
def small_disk(folder, megabytes):
    folder.mkdir(parents=True)
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "dudao-test", folder],
                           capture_output=True)
    if mount.returncode != 0:
        raise Skipped("a small disk (tmpfs) may not be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def disk_full(folder, times):
    """Redis ends when it cannot append; whoever starts it again and again sees it serve once there is room."""
    with small_disk(folder / "disk", 8) as disk, Office(folder, disk) as office:
        office.serve()
        crowd, faults = office.crowd("full"), []
        for _ in range(times):
            crowd.answered(10)
            fill(disk / "filler")
            if not crowd.run(20, dead(office.redis)):
                faults.append("Redis goes on though its disk is full")
            start_again(office, crowd, 1.0)
            (disk / "filler").unlink()
            wait_until(lambda: start_again(office, crowd, 0.2), 20, "Redis is back")
            crowd.answered(10)
        return office.row("disk full (tmpfs), then freed", times, crowd, more=faults)


def fill(file):
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as filler:
        while filler.write(bytes(1024)):
            pass


def start_again(office, crowd, seconds):
    """As a supervisor does; true when it stays."""
    if office.redis.child.poll() is not None:
        with contextlib.suppress(AssertionError):
            office.restart_redis()
    crowd.run(seconds)
    return office.redis.child.poll() is None


def memory_full(seconds):
    """The same bytes go again until Redis takes them; nobody's work is thrown away for a short refusal."""
    def row(office, times):
        office.serve()
        crowd, faults, rebuilt = office.crowd("oom"), [], office.said(0, "state.reread")
        for _ in range(times):
            crowd.answered(5)
            stand.cli(office.data, "CONFIG", "SET", "maxmemory", "1mb")
            before = crowd.history.count("ok")
            crowd.run(seconds)
            if crowd.history.count("ok") > before + 20:
                faults.append("commands are accepted though Redis takes none")
            stand.cli(office.data, "CONFIG", "SET", "maxmemory", "0")
            crowd.answered(5)
        rebuilt = office.said(0, "state.reread") - rebuilt
        if rebuilt > times * (seconds // 3):
            faults.append(f"the state was read anew {rebuilt} times")
        found = office.row(f"maxmemory reached for {seconds} s, then raised", times, crowd, more=faults)
        found.saw += f"; state read anew {rebuilt} ×"
        return found
    return row
