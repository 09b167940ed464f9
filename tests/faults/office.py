"""An office that is hurt: its Redis, its brokers, the crowd that speaks to it, and the row that comes of each fault."""
import dataclasses, os, pathlib, random, select, signal, sys, time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import history, stand

dice = random.Random(int(os.environ.get("DUDAO_SEED", "11")))


@dataclasses.dataclass
class Row:
    """What one fault came to."""
    fault: str
    times: int
    saw: str
    told: history.History
    faults: list

    headings = ("fault", "times", "what the users saw", "commands ok · refused · unknown", "invariants")

    def cells(self):
        counts = " · ".join(f"{self.told.count(o):,}" for o in ("ok", "refused", "unknown")) if self.told else "–"
        return self.fault, str(self.times), self.saw, counts, "held" if not self.faults else "BROKEN: " + self.faults[0]


class Skipped(Exception):
    """This machine does not permit it; says what."""


def seen_by(told):
    """The longest that anybody waited for an answer, and the words that they heard meanwhile."""
    waits = told.waits() or [0.0]
    heard = [f"{told.heard[word]} × `{word}`" for word in ("busy", "moved") if told.heard[word]]
    return f"waited {waits[-1]:.1f} s at most" + ("; " + ", ".join(heard) if heard else "")


class Office:
    """A founded county. Brokers keep their ports; each has a folder and a name in the lease of its own."""

    def __init__(self, folder, data=None, redis_settings=()):
        self.state, self.data, self.redis_settings = folder / "state", data or folder / "redis", redis_settings
        self.endpoints = [f"tcp://127.0.0.1:{stand.free_port()}" for _ in range(2)]
        self.brokers, self.others = [None, None], []
        self.redis = stand.redis(self.data, *redis_settings)
        stand.init(self.state, self.data)
        self.log = history.Log(self.data)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for each in [*self.others, *filter(None, self.brokers)]:
            each.child.send_signal(signal.SIGCONT)
            each.stop()
        self.redis.stop()

    def start(self, which=0, point=None, wait=True, more=()):
        """Starts a broker anew; `wait` until it serves. `point`: where it shall die, <failpoint>:<nth>."""
        if self.brokers[which]:
            kill_9(self.brokers[which])
        owner = f"broker-{which + 1}"
        broker = stand.start("dudao-broker", self.state, self.data, owner, "--owner", owner, "--listen",
                             self.endpoints[which], *more, key="broker",
                             env={"DUDAO_FAILPOINT": point} if point else {})
        self.brokers[which] = broker
        if wait:
            broker.line("listening ")
        return broker

    def serve(self):
        """One broker that serves, well."""
        if not self.brokers[0] or self.brokers[0].child.poll() is not None:
            self.start()

    def restart_redis(self):
        self.redis = stand.redis(self.data, *self.redis_settings)

    def crowd(self, name, endpoints=None, width=4):
        return history.Crowd(history.History(name), self.state, endpoints or self.endpoints[:1], width)

    def row(self, fault, times, crowd, saw=None, more=()):
        """Lets everybody finish, then holds what they were told against the log."""
        crowd.finish()
        told = crowd.history
        faults = list(more) + history.faults_of(told, self.log, self.state)
        if told.count("ok") == 0:
            faults.append("nobody got anything done")
        return Row(fault, times, saw or seen_by(told), told, faults)

    def said(self, which, word):
        """How often a broker's log says an event; a broker that was only just started has none yet."""
        log = self.state / "logs" / f"broker-{which + 1}.log"
        return log.read_text().count(f"event={word}") if log.exists() else 0


def dead(process):
    return lambda: process.child.poll() is not None


def kill_9(process):
    process.child.send_signal(signal.SIGKILL)
    process.child.wait()


def freeze(process):
    process.child.send_signal(signal.SIGSTOP)


def wake(process):
    process.child.send_signal(signal.SIGCONT)


def cpu_seconds(process):
    fields = pathlib.Path(f"/proc/{process.child.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss_mb(process):
    pages = int(pathlib.Path(f"/proc/{process.child.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def wait_until(holds, seconds, what):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        select.select([], [], [], 0.02)  # nothing announces it
