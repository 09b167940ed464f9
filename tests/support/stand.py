"""What script tests share: a county founded in a scratch folder, processes started and ended by id,
a client of the protocol written from docs/protocol.md alone, and waiting for what is announced."""
import contextlib, json, os, pathlib, select, shutil, signal, subprocess, sys, tempfile, time

import msgpack
import zmq

root = pathlib.Path(__file__).resolve().parents[2]
build = pathlib.Path(os.environ.get("DUDAO_BUILD", root / "build")) / "bin"
J = "gqc"


class Process:
    """A child that is ended by its id, whatever happens."""

    def __init__(self, *args, **more):
        self.args = [str(a) for a in args]
        self.child = subprocess.Popen(self.args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

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


def broker(state, redis_folder, *more):
    # A demo log wants the demo's clock; a test that steps no time uses the machine's.
    process = Process(build / "dudao-broker", "--jurisdiction", J, "--redis",
                      f"unix:{redis_folder / 'redis.sock'}", "--key", state / "keys" / "broker.key",
                      "--data", state / "broker", "--log", state / "broker.log", *more)
    return process, process.line("listening ").split()[1]


class Client:
    """A client in another language, by docs/protocol.md."""

    def __init__(self, endpoint, server_key, secret_file=None):
        self.context = zmq.Context.instance()
        self.socket = self.context.socket(zmq.DEALER)
        for option, value in ((zmq.LINGER, 0), (zmq.IMMEDIATE, 1), (zmq.MAXMSGSIZE, 1 << 20),
                              (zmq.SNDTIMEO, 3000)):
            self.socket.setsockopt(option, value)
        secret = pathlib.Path(secret_file).read_text().strip().encode() if secret_file else None
        public = zmq.curve_public(secret) if secret else None
        if not secret:
            public, secret = zmq.curve_keypair()
        self.socket.curve_publickey, self.socket.curve_secretkey = public, secret
        self.socket.curve_serverkey = server_key.encode()
        self.socket.connect(endpoint)
        self.n = 0
        self.incarnation = 1

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

    def hello(self):
        self.send("hello", {"incarnation": self.incarnation, "sent": self.n, "from": self.n + 1,
                            "software": "python"})
        welcome = self.receive("welcome")
        assert welcome, "no welcome"
        self.n = max(self.n, welcome["applied"])
        self.incarnation = welcome["incarnation"]
        return welcome

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
        self.failed = 0

    def __call__(self, holds, what):
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        self.failed += 0 if holds else 1

    def end(self):
        sys.exit(1 if self.failed else 0)
