"""What script tests share: a county founded in a scratch folder, processes started and ended by id,
a client of the protocol written from docs/protocol.md alone, and waiting for what is announced."""
import contextlib, csv, ctypes, functools, json, os, pathlib, select, shutil, signal, socket, subprocess, sys, tempfile
import threading, time

import msgpack
import zmq

root = pathlib.Path(__file__).resolve().parents[2]
build = pathlib.Path(os.environ.get("DUDAO_BUILD", root / "build")) / "bin"
J = "gqc"


libc = ctypes.CDLL(None)


def end_with_us():
    libc.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG: a test that breaks off leaves nobody behind


class Process:
    """A child that is ended by its id, whatever happens."""

    def __init__(self, *args, **more):
        self.args = [str(a) for a in args]
        # Unbuffered: two lines that come at once would leave the second where select does not see it.
        self.child = subprocess.Popen(self.args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
                                      preexec_fn=end_with_us, **more)

    def line(self, begins, seconds=20):
        """The next line of its output that begins so; fails after the time limit."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ready, _, _ = select.select([self.child.stdout], [], [], end - time.monotonic())
            text = self.child.stdout.readline().decode() if ready else ""
            if text.startswith(begins):
                return text.strip()
            if ready and not text:
                break
        raise AssertionError(f"{self.args[0]} never said '{begins}': {self.stop()}")

    def stop(self, number=signal.SIGTERM, seconds=20):
        if self.child.poll() is None:
            self.child.send_signal(number)
        try:
            _, errors = self.child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.child.kill()
            _, errors = self.child.communicate()
        return errors.decode(errors="replace")[-2000:]


def kill(pid, folder):
    """kill -9 of a process that works in this folder, and waits until it is gone."""
    at = os.pidfd_open(pid)
    try:
        assert str(folder) in pathlib.Path(f"/proc/{pid}/cmdline").read_text(), f"{pid} is not ours"
        signal.pidfd_send_signal(at, signal.SIGKILL)
        assert select.select([at], [], [], 10)[0], f"{pid} does not die"
    finally:
        os.close(at)


@contextlib.contextmanager
def scratch():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="dudao-test-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def redis(folder, *more):
    folder.mkdir(parents=True, exist_ok=True)
    process = Process("redis-server", "--port", "0", "--unixsocket", folder / "redis.sock",
                      "--dir", folder, "--appendonly", "yes", "--appendfsync", "always",
                      "--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "no", *more)
    end = time.monotonic() + 10
    while cli(folder, "PING", check=False) != "PONG":
        if process.child.poll() is not None or time.monotonic() > end:
            raise AssertionError("redis-server does not answer: " + process.stop())
        select.select([], [], [], 0.02)
    return process


def cli(folder, *args, check=True):
    done = subprocess.run(["redis-cli", "-s", str(folder / "redis.sock"), *args], capture_output=True)
    if check and done.returncode != 0:
        raise AssertionError(done.stderr.decode())
    return done.stdout.decode(errors="replace").strip()


def init(state, redis_folder, county=root / "deploy" / "county"):
    done = subprocess.run([build / "dudao", "init", "--county", county, "--state", state, "--redis",
                           f"unix:{redis_folder / 'redis.sock'}"], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def toml(file):
    import tomllib
    return tomllib.loads(pathlib.Path(file).read_text())


@functools.cache
def table(name, county=root / "deploy" / "county"):
    """The rows of one of the county's tables."""
    with (county / f"{name}.csv").open() as file:
        return list(csv.DictReader(file))


def holder(role, unit=None, county=root / "deploy" / "county"):
    """Somebody who holds a role of the county's posts."""
    return next(p["holder"] for p in table("posts", county) if p["role"] == role and unit in (None, p["unit"]))


def real_county(folder):
    """The demo's county as a real one: no name is marked as made up."""
    shutil.copytree(root / "deploy" / "county", folder, ignore=shutil.ignore_patterns("pictures", "make", "*.md"))
    for file in folder.iterdir():
        text = file.read_text().replace("※", "").replace("demo = true", "demo = false")
        file.write_text("".join(line for line in text.splitlines(True) if not line.startswith("demo_start")))
    return folder


def start(program, state, redis_folder, name, *more, log=True, env=None, key=None):
    """One process of a founded jurisdiction, by the names that init gave. Without a log file it logs to stderr."""
    if program == "dudao-broker" and "--clock" not in more:
        more = ("--accept-demo-log", *more)  # the county's log is a demo's, the test's clock the machine's
    case_key = state / "keys" / "cases.key"
    if program in ("dudao-broker", "dudao-console") and case_key.exists() and "--case-key" not in more:
        more = ("--case-key", case_key, *more)
    return Process(build / program, "--jurisdiction", J, "--redis", f"unix:{redis_folder / 'redis.sock'}",
                   "--key", state / "keys" / f"{key or name}.key", "--data", state / name, "--name", name,
                   *(("--log", state / "logs" / f"{name}.log") if log else ()), *more,
                   env={**os.environ, **(env or {})})


def broker(state, redis_folder, *more, **how):
    process = start("dudao-broker", state, redis_folder, "broker", *more, **how)
    return process, process.line("listening ").split()[1]


def worker(state, redis_folder, endpoint, *more, name="worker-1"):
    process = start("dudao-worker", state, redis_folder, name, "--broker", endpoint, "--broker-key",
                    toml(state / "jurisdiction.toml")["broker_key"],
                    "--notice-file", state / "notices" / "notices.jsonl", *more)
    process.line("ready")
    return process


def agent(state, redis_folder, endpoint, device, *more):
    """A group's device, with its local API."""
    jurisdiction = toml(state / "jurisdiction.toml")
    process = start("dudao-agent", state, redis_folder, device, "--broker", endpoint, "--broker-key",
                    jurisdiction["broker_key"], "--socket", state / f"{device}.sock", "--sealing-key",
                    state / "keys" / f"{device}.seal", "--engine-key", jurisdiction["engine_key"], *more)
    process.line("ready")
    return process, Device(state / f"{device}.sock")


class Clock:
    """The timekeeper of common/step_message.h for a time that stands until it is moved: `--clock` is its socket."""

    def __init__(self, path, moment_ms):
        self.told = []  # kept open: who is hung up on asks again
        self.now = f"time 0 {moment_ms}".encode()
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.listener.bind(str(path))
        self.listener.listen()
        threading.Thread(target=self.tell, daemon=True).start()

    def tell(self):
        while True:
            told = self.listener.accept()[0]
            told.recv(256)
            told.send(self.now)
            self.told.append(told)

    def move(self, moment_ms):
        self.now = f"time 0 {moment_ms}".encode()
        for each in self.told:
            with contextlib.suppress(OSError):  # who has ended meanwhile
                each.send(self.now)


class Device:
    """A local client of an agent: one JSON object a line."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        self.socket.connect(str(path))
        self.lines = self.socket.makefile("rw")

    def ask(self, do, **more):
        print(json.dumps({"id": 1, "do": do, **more}), file=self.lines, flush=True)
        return json.loads(self.lines.readline())

    def say(self, do, **more):
        """A command, and what the office answered."""
        kept = self.ask(do, **more)
        return self.ask("wait", n=kept["n"]) if kept["ok"] else kept

    def when(self, holds):
        """The tasks of the device, as soon as `holds` is true of them."""
        while True:
            version = self.ask("status")["version"]
            tasks = self.ask("tasks")["tasks"]
            if holds(tasks):
                return tasks
            self.ask("changes", since=version)


    def offer(self, person):
        """A code to pair a phone of this person, as soon as the device knows who is of its group."""
        while True:
            version = self.ask("status")["version"]
            offer = self.ask("pair", **{"as": person})
            if offer["ok"]:
                return offer
            self.ask("changes", since=version)


def node_of_pages():
    """The Node that builds the pages: Debian 12's is too old, and deploy/pages brings another."""
    brought = (root / "build" / "node" / "node_modules").glob("node-linux-*/bin/node")
    return next(brought, None) or shutil.which("node")


def browser_node():
    """The Node that drives Debian's Chromium; without either the test is skipped."""
    node = node_of_pages()
    if shutil.which("chromium") and node and (root / "console/web/node_modules/playwright-core").is_dir():
        return node
    print("skipped: this needs Debian's chromium and the built pages (deploy/setup --browser, deploy/pages)")
    sys.exit(77)


class Client:
    """A client in another language, by docs/protocol.md."""

    def __init__(self, endpoint, server_key, secret_file=None):
        secret = pathlib.Path(secret_file).read_text().strip().encode() if secret_file else None
        self.keys = (zmq.curve_public(secret), secret) if secret else zmq.curve_keypair()
        self.server_key = server_key.encode()
        self.socket = None
        self.connect(endpoint)
        self.n = 0
        self.incarnation = 1

    def connect(self, endpoint):
        """A new connection; the old one, if any, is gone with all that lay in it."""
        if self.socket:
            self.socket.close()
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        for option, value in ((zmq.LINGER, 0), (zmq.IMMEDIATE, 1), (zmq.MAXMSGSIZE, 1 << 20),
                              (zmq.SNDTIMEO, 3000), (zmq.RECONNECT_IVL, 30)):
            self.socket.setsockopt(option, value)
        self.socket.curve_publickey, self.socket.curve_secretkey = self.keys
        self.socket.curve_serverkey = self.server_key
        self.socket.connect(endpoint)

    def send(self, kind, body, j=J):
        self.socket.send(msgpack.packb([1, kind, j, body]))

    def receive(self, kind=None, seconds=10):
        end = time.monotonic() + seconds
        while self.socket.poll(max(0, int(1000 * (end - time.monotonic())))):
            version, got, j, body = msgpack.unpackb(self.socket.recv(), strict_map_key=False)
            assert version == 1 and j
            if kind is None or got == kind:
                return (got, body) if kind is None else body
        return None

    def hello(self, seconds=10):
        """Greets until it is welcomed: as long as nobody serves, the answer is `moved`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.send("hello", {"incarnation": self.incarnation, "sent": self.n, "from": self.n + 1,
                                "software": "python"})
            said = self.receive(seconds=2)
            while said and said[0] not in ("welcome", "moved"):
                said = self.receive(seconds=2)
            if said and said[0] == "welcome":
                self.n = max(self.n, said[1]["applied"])
                self.incarnation = said[1]["incarnation"]
                return said[1]
            self.socket.poll(50)
        raise AssertionError("no welcome")

    def command(self, name, args, n=None, as_="", incarnation=None):
        if n is None:
            self.n += 1
            n = self.n
        self.send("command", {"incarnation": incarnation or self.incarnation, "n": n, "trace": "py",
                              "as": as_, "name": name, "args": msgpack.packb(args)})
        return self.receive("answer")

    def query(self, what, **more):
        self.send("query", {"q": 7, "what": what, **more})
        result = self.receive("result")
        assert result and result["q"] == 7
        return msgpack.unpackb(result["result"], strict_map_key=False) if result["ok"] else result

    def close(self):
        self.socket.close()


class Checks:
    """Counts what held; prints each; the exit code is the verdict."""

    def __init__(self):
        self.made = self.failed = 0

    def __call__(self, holds, what):
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        self.made += 1
        self.failed += 0 if holds else 1

    def end(self):
        """Who checked nothing has shown nothing."""
        if not self.made:
            print("FAILED  nothing was checked", flush=True)
        sys.exit(1 if self.failed or not self.made else 0)
