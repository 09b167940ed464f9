"""What stands still, or is slow: a broker that wakes when another has taken over, Redis, its disk."""
import history, stand
from office import Skipped, cpu_seconds, dice, freeze, kill_9, wait_until, wake


class Witness(history.Speaker):
    """Speaks to one broker only, and only when told: whatever that broker says after its sleep is heard here."""

    def __init__(self, told, office, which):
        super().__init__(told, office.state, [office.endpoints[which]],
                         [p["holder"] for p in stand.table("posts") if p["role"] == "officer"][2], hasty=True,
                         is_keeper=False)
        self.idle = True
        wait_until(lambda: self.turn() or self.talking, 10, "the witness is welcomed")

    def speak(self):
        """A question and a command that lie in the socket of who is asleep."""
        self.ask_head()
        self.say_more()


def broker(seconds_of):
    def row(office, times):
        office.serve()
        crowd, faults, serving, slept = office.crowd("asleep", office.endpoints), [], 0, []
        office.start(1, wait=False)
        for _ in range(times):
            witness = Witness(crowd.history, office, serving)
            crowd.answered(5)
            taken = office.said(1 - serving, "lease.acquired")
            freeze(office.brokers[serving])
            # Answers that were on their way when it froze are not the other's: its own log says when it serves.
            if not crowd.run(20, lambda: office.said(1 - serving, "lease.acquired") > taken) or not crowd.answered(5):
                faults.append("nobody took over")
            witness.speak()
            slept.append(seconds_of())
            crowd.run(slept[-1])
            lost = office.said(serving, "lease.lost")
            wake(office.brokers[serving])
            if not crowd.run(10, lambda: witness.turn() or office.said(serving, "lease.lost") > lost):
                faults.append("the one who slept does not see that it was replaced")
            crowd.run(0.3, lambda: witness.turn())
            witness.close()
            serving = 1 - serving
        if serving == 1:
            taken = office.said(0, "lease.acquired")
            kill_9(office.brokers[1])
            # A new process of the second broker would take its own lease back at once.
            wait_until(lambda: office.said(0, "lease.acquired") > taken, 20, "the first broker serves again")
        found = office.row(f"SIGSTOP broker {min(slept):.0f}–{max(slept):.0f} s, another takes over, it wakes", times,
                           crowd, more=faults)
        kill_9(office.brokers[1])
        found.saw += f"; {crowd.history.reads:,} answers to questions, none from the past"
        return found
    return row


def redis(seconds_of):
    def row(office, times):
        office.serve()
        crowd, stood, used = office.crowd("stands"), 0, 0
        for _ in range(times):
            crowd.answered(5)
            seconds, before = seconds_of(), cpu_seconds(office.brokers[0])
            freeze(office.redis)
            crowd.run(seconds)
            wake(office.redis)
            stood, used = stood + seconds, used + cpu_seconds(office.brokers[0]) - before
            crowd.answered(5)
        busy = [f"the broker used {used:.1f} s of CPU while Redis stood for {stood:.1f} s"] if used > stood / 2 else []
        found = office.row(f"SIGSTOP Redis, {stood / times:.0f} s", times, crowd, more=busy)
        found.saw += f"; broker's CPU meanwhile {100 * used / stood:.0f} %"
        return found
    return row


class Injected:
    """The system calls of a running process, made slow or failing by strace."""

    def __init__(self, process, what):
        try:
            self.strace = stand.Process("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e",
                                        f"inject=fdatasync,fsync:{what}", "-p", process.child.pid)
        except FileNotFoundError:
            raise Skipped("strace is not installed") from None
        status = f"/proc/{process.child.pid}/status"
        try:
            wait_until(lambda: self.attached(status), 5, "strace attaches")
        except AssertionError:
            raise Skipped("strace may not attach here") from None

    def attached(self, status):
        assert self.strace.child.poll() is None
        with open(status) as lines:
            return any(l.startswith("TracerPid") and l.split()[1] != "0" for l in lines)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.strace.stop()


def fsync_slow(office, times):
    office.serve()
    crowd = office.crowd("slow")
    for _ in range(times):
        with Injected(office.redis, "delay_exit=300000"):
            crowd.answered(20)
    return office.row("fsync takes 300 ms", times, crowd)


def fsync_fails(office, times):
    """Redis ends by itself: what it could not sync it must not answer."""
    office.serve()
    crowd, faults = office.crowd("eio"), []
    for _ in range(times):
        crowd.answered(dice.randint(1, 10))
        with Injected(office.redis, "error=EIO"):
            if not crowd.run(10, lambda: office.redis.child.poll() is not None):
                faults.append("Redis goes on though nothing is synced")
        office.restart_redis()
    return office.row("fsync fails (EIO): Redis ends, is started again", times, crowd, more=faults)
