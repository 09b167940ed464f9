"""A browser without a screen: signs in, keeps its cookie, asks, acts, listens to the stream."""
import json, socket, time, urllib.parse

alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(n):
    """A key of a page's own."""
    text = ""
    for _ in range(26):
        text, n = alphabet[n % 32] + text, n // 32
    return text


class Answer:
    def __init__(self, head, body):
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status, self.body = int(first.split()[1]), body
        self.lines = [(k.lower(), v.strip()) for k, _, v in (line.partition(":") for line in lines)]

    def getheader(self, name, otherwise=None):
        return next((v for k, v in self.lines if k == name.lower()), otherwise)


class Connection:
    """A socket that says bytes and reads answers; nothing is made right on the way."""

    def __init__(self, host, port, source=None, trust=None):
        """`source`: the address it comes from, one of this machine's; `trust`: of TLS, whom it believes."""
        self.socket = socket.create_connection((host, int(port)), timeout=30, source_address=source and (source, 0))
        if trust:
            self.socket = trust.wrap_socket(self.socket, server_hostname=host)
        self.file = self.socket.makefile("rb")

    def say(self, data, only_head=False):
        try:
            self.socket.sendall(data)
        except ConnectionError:
            pass  # it was told enough; what it said stands there to be read
        try:
            return self.hear(only_head)
        except ConnectionError:
            return None

    def hear(self, only_head=False):
        """The next answer; None when there is none."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.file.readline()
            if not line:
                return None
            head += line
        answer = Answer(head[:-4], b"")
        if not only_head and answer.status != 304:
            answer.body = self.file.read(int(answer.getheader("Content-Length", "0")))
        return answer

    def close(self):
        self.file.close()
        self.socket.close()


class Browser:
    def __init__(self, url, lang="en", source=None, trust=None):
        self.host, self.port = urllib.parse.urlsplit(url).netloc.split(":")
        self.source, self.trust = source, trust
        self.lang, self.cookie, self.csrf, self.kept = lang, "", "", None

    def connect(self):
        return Connection(self.host, self.port, self.source, self.trust)

    def fetch(self, method, path, body=None, raw=None, **headers):
        """Status, headers, and the body as it came."""
        given = {"Accept-Language": self.lang, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if self.cookie:
            given.setdefault("Cookie", self.cookie)
        data = raw if raw is not None else b"" if body is None else json.dumps(body)
        if body is not None or raw is not None:
            given.setdefault("Content-Type", "application/json")
            if self.csrf:
                given.setdefault("X-Dudao-Csrf", self.csrf)
        data = data.encode() if isinstance(data, str) else data
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", f"Content-Length: {len(data)}",
                 *(f"{k}: {v}" for k, v in given.items())]
        said = "\r\n".join(lines).encode() + b"\r\n\r\n" + data
        answer = self.kept and self.kept.say(said, method == "HEAD")
        connection = self.kept if answer else self.connect()  # it was hung up on meanwhile
        self.kept = None
        answer = answer or connection.say(said, method == "HEAD")
        if answer.getheader("Connection", "").lower() == "close":
            connection.close()
        else:
            self.kept = connection
        return answer.status, answer, answer.body

    def ask(self, method, path, body=None, raw=None, **headers):
        """Status, headers, and the body: read as JSON where it is JSON."""
        status, answer, text = self.fetch(method, path, body, raw, **headers)
        if answer.getheader("Content-Type", "").startswith("application/json") and text:
            text = json.loads(text)
        return status, answer, text

    def get(self, path):
        status, _, body = self.ask("GET", "/api/v1" + path)
        return status, body

    def data(self, path):
        status, body = self.get(path)
        assert status == 200, (path, status, body)
        return body["data"]

    def login(self, name, password, code=None, **headers):
        given = {"name": name, "password": password, **({} if code is None else {"code": code})}
        status, answer, body = self.ask("POST", "/api/v1/login", given, **headers)
        if status == 200:
            self.cookie = answer.getheader("Set-Cookie").split(";")[0]
            self.csrf = body["csrf"]
            self.set_cookie = answer.getheader("Set-Cookie")
        return status, body

    def command(self, name, key, args):
        status, _, body = self.ask("POST", f"/api/v1/commands/{name}", {"key": ulid(key), "args": args})
        return status, body

    def events(self, since=None, **headers):
        return Events(self, since, headers)


class Events:
    """The stream, event by event."""

    def __init__(self, browser, since, headers):
        self.socket = browser.connect().socket
        query = "" if since is None else f"?since={since}"
        lines = [f"GET /api/v1/events{query} HTTP/1.1", f"Host: {browser.host}:{browser.port}",
                 f"Cookie: {browser.cookie}", *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items())]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.file = self.socket.makefile("r", encoding="utf-8", newline="\n")
        self.status = int(self.file.readline().split()[1])
        while self.file.readline().strip():
            pass

    def next(self, *kinds, seconds=20):
        """The next event of these kinds: its kind, its id, its data; None when the stream ends."""
        end, kind, number = time.monotonic() + seconds, None, None
        while time.monotonic() < end:
            line = self.file.readline()
            if not line:
                return None
            if line.startswith("id: "):
                number = int(line[4:])
            if line.startswith("event: "):
                kind = line[7:].strip()
            if line.startswith("data: ") and (not kinds or kind in kinds):
                return kind, number, json.loads(line[6:])
        raise AssertionError(f"no {kinds} came")

    def close(self):
        self.file.close()
        self.socket.close()
