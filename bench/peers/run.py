#!/usr/bin/env python3
"""The lifecycle of bench/dispatch on Dudao and on what one would take instead, in turns A B C … C B A on one machine.
Every server is started for its turn, on loopback, in a folder of its own, and ends with it."""
import argparse, contextlib, datetime, json, os, pathlib, platform, re, resource, select, shutil, signal, socket
import statistics, subprocess, sys

root = pathlib.Path(__file__).resolve().parents[2]
os.environ["DUDAO_BUILD"] = str(root / os.environ.get("DUDAO_BUILD", "build-bench"))
sys.path.insert(0, str(root / "tests" / "support"))
import stand

here = pathlib.Path(__file__).parent
start_seconds = 120
files_max = 4096
syncs = "fsync,fdatasync,sync_file_range,msync"
install = "bench/run peers --install"


def say(text):
    print(f"peers: {text}", file=sys.stderr, flush=True)


def until(seconds, what, is_so):
    """Looks every 20 ms: neither a port nor a file says by itself that it is there."""
    for _ in range(50 * seconds):
        if found := is_so():
            return found
        select.select([], [], [], 0.02)
    raise AssertionError(f"{what}: not within {seconds} s")


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True


def as_a_server():
    stand.libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    # Erlang's helpers close every descriptor there could be, one by one; a machine may allow a billion.
    resource.setrlimit(resource.RLIMIT_NOFILE, (files_max, files_max))


class Uncounted(Exception):
    """strace is not there, or may not look."""


class Program:
    """A server's process, in a process group of its own that is killed with it: what it wrote is thrown away."""

    def __init__(self, folder, *args, env=None):
        self.name, self.log = pathlib.Path(args[0]).name, folder / "log"
        with self.log.open("ab") as log:
            self.child = subprocess.Popen([str(a) for a in args], stdin=subprocess.DEVNULL, stdout=log,
                                          stderr=log, cwd=folder, env={**os.environ, **(env or {})},
                                          start_new_session=True, preexec_fn=as_a_server)

    def says(self, pattern):
        """What it wrote, as soon as it matches."""
        def look():
            if self.child.poll() is not None:
                raise AssertionError(f"{self.name} does not start:\n{self.log.read_text(errors='replace')[-2000:]}")
            return re.search(pattern, self.log.read_text(errors="replace"))
        return until(start_seconds, f"{self.name} is to say '{pattern}'", look)

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()


def cpu_seconds(pids):
    """Of these processes, their children, and the children's that have ended."""
    parents, spent = {}, {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            fields = stat.read_text().rpartition(")")[2].split()
            parents[int(stat.parent.name)] = int(fields[1])
            spent[int(stat.parent.name)] = sum(map(int, fields[11:15]))
    of_us = set(pids)
    while more := {pid for pid, parent in parents.items() if parent in of_us} - of_us:
        of_us |= more
    return sum(spent.get(pid, 0) for pid in of_us) / os.sysconf("SC_CLK_TCK")


class Peer:
    """One that Dudao is measured beside: a server for each turn and a client that plays."""
    programs = ()  # that must be in the path
    durable, note = "", ""

    def __init__(self, name, client, kind=""):
        self.name, self.client, self.kind = name, client, kind

    def missing(self):
        for program in self.programs:
            if not shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin"):
                return program
        return None if pathlib.Path(self.client[-1]).is_file() else pathlib.Path(self.client[-1]).name

    def start(self, folder):
        """Runs its programs, the one that stores last, and returns the endpoint."""
        raise NotImplementedError

    @contextlib.contextmanager
    def server(self):
        with stand.scratch() as folder:
            self.started = []
            try:
                yield self.start(folder)
            finally:
                for program in reversed(self.started):
                    program.stop()

    def run(self, *args, **more):
        self.started.append(Program(*args, **more))
        return self.started[-1]

    def play(self, args, lifecycles, around):
        """The client's report; `around` is called before and after the timed part."""
        process = stand.Process(*self.client, "--endpoint", self.endpoint, "--lifecycles", lifecycles, "--groups",
                                args.groups, "--window", args.window, *(["--kind", self.kind] if self.kind else []),
                                stdin=subprocess.PIPE)
        try:
            for state in ("ready", "done"):
                process.line(state, args.seconds)
                around([process.child.pid])
                process.child.stdin.write(b"\n")
            return json.loads(process.line("{", args.seconds))
        finally:
            process.stop(signal.SIGKILL)

    def measure(self, args):
        with self.server() as self.endpoint:
            servers, spent = [program.child.pid for program in self.started], []
            said = self.play(args, args.lifecycles,
                             lambda client: spent.append((cpu_seconds(servers), cpu_seconds(client))))
        server, client = (1e6 * (after - before) / said["lifecycles"] for before, after in zip(*spent))
        return {"rate": said["lifecycles"] / said["seconds"], "server_us": server, "clients_us": client,
                "checked": said["checked"]}

    def fsyncs(self, args, lifecycles):
        """A lifecycle, counted by strace in a run of its own."""
        if not self.programs:
            return 0
        with self.server() as self.endpoint, stand.scratch() as folder, contextlib.ExitStack() as timed:
            trace = folder / "trace"

            def around(_):
                if trace.exists():
                    timed.close()
                else:
                    timed.enter_context(traced(self.started[-1].child.pid, trace))
            said = self.play(args, lifecycles, around)
            return count_syncs(trace) / said["lifecycles"]


def strace(trace, *more):
    return ["strace", "-f", "-e", f"trace={syncs}", "-e", "signal=none", "-o", str(trace), *more]


@contextlib.contextmanager
def traced(pid, trace):
    process = subprocess.Popen(strace(trace, "-p", str(pid)), stderr=subprocess.PIPE, preexec_fn=stand.end_with_us)
    try:
        ready, _, _ = select.select([process.stderr], [], [], 20)
        line = process.stderr.readline().decode() if ready else "nothing"
        if "attached" not in line:
            raise Uncounted(line.strip())
        yield
    finally:
        process.terminate()  # it lets go of the server
        process.communicate()


def can_trace():
    return bool(shutil.which("strace")) and subprocess.run(strace("/dev/null", "true"), capture_output=True,
                                                           timeout=20).returncode == 0


def count_syncs(trace):
    """Calls, each once: the rest of one that another thread's line cuts does not begin so."""
    return len(re.findall(rf"^\d+ +(?:{syncs.replace(',', '|')})\(", trace.read_text(errors="replace"), re.M))


def ours(name):
    return (stand.build / f"dudao_bench_peer_{name}",)


class Redis(Peer):
    programs = ("redis-server",)

    def start(self, folder):
        at = folder / "redis.sock"
        self.run(folder, "redis-server", "--port", 0, "--unixsocket", at, "--dir", folder, "--appendonly", "yes",
                 "--appendfsync", "always", "--save", "", "--maxmemory-policy", "noeviction").says("[Rr]eady to accept")
        return at if self.kind == "" else f"unix:{at}"


class BullMQ(Redis):
    programs = ("redis-server", "node")

    def missing(self):
        return super().missing() or (None if (here / "node_modules" / "bullmq").is_dir() else "BullMQ")


class RabbitMQ(Peer):
    programs = ("rabbitmq-server", "epmd")

    def start(self, folder):
        port, nodes, epmd = (stand.free_port() for _ in range(3))
        (folder / "plugins").write_text("[].\n")
        (folder / "rabbit.conf").write_text(f"listeners.tcp.1 = 127.0.0.1:{port}\n")
        env = {"HOME": folder, "ERL_EPMD_ADDRESS": "127.0.0.1", "ERL_EPMD_PORT": epmd,
               "RUNNING_UNDER_SYSTEMD": 1,  # the script becomes the server instead of waiting for it
               "RABBITMQ_NODENAME": "dudao-bench@localhost", "RABBITMQ_DIST_PORT": nodes,
               "RABBITMQ_CONF_ENV_FILE": folder / "none", "RABBITMQ_CONFIG_FILE": folder / "rabbit.conf",
               "RABBITMQ_ENABLED_PLUGINS_FILE": folder / "plugins", "RABBITMQ_MNESIA_BASE": folder / "data",
               "RABBITMQ_LOG_BASE": folder / "logs", "RABBITMQ_LOGS": folder / "logs" / "log",
               "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}"}
        env = {name: str(value) for name, value in env.items()}
        self.run(folder, "epmd", "-address", "127.0.0.1", "-port", epmd, env=env)
        until(start_seconds, "epmd answers", lambda: answers(epmd))
        self.run(folder, "/usr/lib/rabbitmq/bin/rabbitmq-server", env=env).says(r"completed with \d")
        return f"127.0.0.1:{port}"


class Nats(Peer):
    programs = ("nats-server",)

    def start(self, folder):
        port = stand.free_port()
        program = shutil.which("nats-server", path=f"{os.environ['PATH']}:/usr/sbin")
        self.run(folder, program, "-a", "127.0.0.1", "-p", port, "-js", "-sd", folder / "data").says("Server is ready")
        return f"nats://127.0.0.1:{port}"


class Beanstalkd(Peer):
    programs = ("beanstalkd",)

    def start(self, folder):
        (folder / "log.d").mkdir()
        at = folder / "socket"
        self.run(folder, "beanstalkd", "-V", "-l", f"unix:{at}", "-b", folder / "log.d", "-f0").says("bind ")
        return at


class Zmq(Peer):
    def start(self, folder):
        return self.run(folder, *self.client, "--serve").says(r"tcp://\S+#\S{40}(?=\n)")[0]


class Dudao(Peer):
    """bench/dispatch starts its own Redis and broker and measures their processor time itself."""
    programs = ("redis-server",)

    def dispatch(self, args, lifecycles, before=()):
        with stand.scratch() as folder:
            report = folder / "report.json"
            command = [*before, self.client[0], "--broker", stand.build / "dudao-broker", "--rounds", 1, "--samples", 2,
                       "--lifecycles", lifecycles, "--groups", args.groups, "--window", args.window, "--json", report]
            done = subprocess.run([str(a) for a in command], capture_output=True, text=True, timeout=args.seconds,
                                  preexec_fn=stand.end_with_us)
            assert done.returncode == 0, f"dispatch: {done.stderr[-2000:]}"
            return json.loads(report.read_text())

    def measure(self, args):
        said = self.dispatch(args, args.lifecycles)
        cpu = said["cpu_us_a_lifecycle"]
        return {"rate": said["lifecycles_per_s"], "server_us": cpu["broker"] + cpu["redis"], "clients_us": cpu["load"],
                "checked": said["recorded"]}

    def fsyncs(self, args, lifecycles):
        """Of two runs the difference, so that what founding the county costs is not in it."""
        with stand.scratch() as folder:
            counted = []
            for n in (lifecycles, 5 * lifecycles):
                trace = folder / f"trace{n}"
                self.dispatch(args, n, strace(trace, "--seccomp-bpf"))
                counted.append(count_syncs(trace))
            return (counted[1] - counted[0]) / (1.25 * 4 * lifecycles)  # a quarter more to warm up


def peer(kind, name, client, of="", durable="fsync before each answer", note=""):
    made = kind(name, client, of)
    made.durable, made.note = durable, note
    return made


peers = (
    peer(Dudao, "dudao", (stand.build / "dudao_bench_dispatch",), note="with CURVE, rules, state, log"),
    peer(RabbitMQ, "rabbitmq-classic", ours("rabbitmq"), "classic"),
    peer(RabbitMQ, "rabbitmq-quorum", ours("rabbitmq"), "quorum", note="one node"),
    peer(Nats, "nats", ours("nats"), durable="fsync every 2 minutes", note="JetStream on files"),
    peer(BullMQ, "bullmq", ("node", here / "bullmq.mjs")),
    peer(Beanstalkd, "beanstalkd", ours("beanstalkd"), note="-f0"),
    peer(Redis, "redis-groups", ours("redis"), "groups", note="streams, consumer groups, a function"),
    peer(Redis, "redis-bare", ours("redis"), "bare", note="a limit: five XADD, nothing else"),
    peer(Zmq, "zmq-curve", ours("zmq"), durable="nothing kept", note="a limit: the same messages, nothing else"),
)


def spread(values, form):
    values = sorted(values)
    middle = f"{statistics.median(values):{form}}"
    return middle if len(values) == 1 else f"{middle} ({values[0]:{form}}..{values[-1]:{form}})"


def table(report):
    """The report as rows of docs/performance.md."""
    lines = [("", "lifecycles/s", "Dudao to it", "server, µs", "clients, µs", "fsyncs", "durable; what"),
             ("---",) * 7]
    for name, each in report["peers"].items():
        ratios = each.get("dudao_to_it")
        counted = each["fsyncs_a_lifecycle"]
        lines.append((name, spread(each["rates"], ",.0f"), spread(ratios, ".2f") if ratios else "—",
                      f"{statistics.median(each['server_us']):.0f}", f"{statistics.median(each['clients_us']):.0f}",
                      counted if isinstance(counted, str) else f"{counted:.3f}".rstrip("0").rstrip("."),
                      "; ".join(filter(None, (each["durable"], each["note"])))))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def chosen(only):
    names = [each.name for each in peers]
    wanted = only.split(",") if only else names
    for name in wanted:
        if name not in names:
            raise SystemExit(f"peers: --only {name}: no such peer; there are: {', '.join(names)}")
    return [each for each in peers if each.name in wanted]


def there(wanted):
    for each in wanted:
        if lacks := each.missing():
            say(f"{each.name} is skipped: {lacks} is missing; {install} brings it")
        else:
            yield each


def whole(least, most):
    def read(text):
        if not re.fullmatch(r"\d{1,9}", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {least} to {most}")
        return int(text)
    return read


def main():
    parse = argparse.ArgumentParser(prog="bench/run peers", description=__doc__, allow_abbrev=False)
    parse.add_argument("--install", action="store_true", help="alone: only bring the peers' servers and packages")
    parse.add_argument("--rounds", type=whole(1, 1000), default=5, help="rounds; medians are quoted")
    parse.add_argument("--lifecycles", type=whole(1, 10_000_000), default=8000, help="lifecycles a turn")
    parse.add_argument("--groups", type=whole(1, 64), default=4, help="pairs of a keeper and a device")
    parse.add_argument("--window", type=whole(1, 64), default=40, help="lifecycles under way in each group")
    parse.add_argument("--only", help="names of peers, with commas between: " + ", ".join(p.name for p in peers))
    parse.add_argument("--seconds", type=whole(1, 86_400), default=600, help="the most that a turn may take")
    parse.add_argument("--json", type=pathlib.Path, help="write the figures to a file")
    args = parse.parse_args()
    if args.install:
        parse.error("--install stands alone: bench/run peers --install")
    if args.lifecycles < args.groups:
        parse.error(f"--lifecycles {args.lifecycles}: at least one a group, {args.groups}")
    if args.json and not args.json.resolve().parent.is_dir():
        parse.error(f"--json {args.json}: there is no such folder")
    playing = list(there(chosen(args.only)))
    if not playing:
        raise SystemExit("peers: nothing to measure")

    def asked(*_):
        raise SystemExit("peers: ended")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked)
    turns = {each.name: [] for each in playing}
    report = {"date": datetime.date.today().isoformat(), "cores": os.cpu_count(), "kernel": platform.release(),
              "load_before": os.getloadavg()[0], "rounds": args.rounds, "lifecycles": args.lifecycles,
              "groups": args.groups, "window": args.window}
    try:
        for round_ in range(args.rounds):
            for each in playing if round_ % 2 == 0 else reversed(playing):
                turns[each.name].append(each.measure(args))
                say(f"round {round_ + 1}/{args.rounds}: {each.name} {turns[each.name][-1]['rate']:,.0f}/s")
        counted, looks = {}, can_trace()
        if not looks:
            say("fsyncs are not counted: strace is not there or may not look")
        for each in playing:
            counted[each.name] = "not counted"
            try:
                if looks:
                    counted[each.name] = each.fsyncs(args, min(args.lifecycles, 2000))
            except Uncounted as error:
                say(f"{each.name}: fsyncs are not counted; strace says: {error}")
    except (AssertionError, subprocess.TimeoutExpired, OSError) as error:
        raise SystemExit(f"peers: {each.name}: {error}")
    report["peers"] = {}
    for each in playing:
        mine = turns[each.name]
        entry = {"durable": each.durable, "note": each.note, "rates": [turn["rate"] for turn in mine],
                 "server_us": [turn["server_us"] for turn in mine], "clients_us": [turn["clients_us"] for turn in mine],
                 "checked": [turn["checked"] for turn in mine], "fsyncs_a_lifecycle": counted[each.name]}
        if "dudao" in turns and each.name != "dudao":
            entry["dudao_to_it"] = [us["rate"] / it["rate"] for us, it in zip(turns["dudao"], mine)]
        report["peers"][each.name] = entry
    if args.json:
        args.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    print(table(report))


if __name__ == "__main__":
    main()
