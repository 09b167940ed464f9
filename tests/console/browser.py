"""A browser without a screen: signs in, keeps its cookie, asks, acts, listens to the stream."""
import http.client, json, socket, time, urllib.parse

alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(n):
    """A key of a page's own."""
    text = ""
    for _ in range(26):
        text, n = alphabet[n % 32] + text, n // 32
    return text


class Browser:
    def __init__(self, url, lang="en"):
        self.host, self.port = urllib.parse.urlsplit(url).netloc.split(":")
        self.lang, self.cookie, self.csrf = lang, "", ""

    def ask(self, method, path, body=None, raw=None, **headers):
        """Status, headers, and the body: read as JSON where it is JSON."""
        connection = http.client.HTTPConnection(self.host, int(self.port), timeout=30)
        given = {"Accept-Language": self.lang, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if self.cookie:
            given["Cookie"] = self.cookie
        if body is not None or raw is not None:
            given.setdefault("Content-Type", "application/json")
            if self.csrf:
                given.setdefault("X-Dudao-Csrf", self.csrf)
        connection.request(method, path, raw if raw is not None else body and json.dumps(body), given)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.getheader("Content-Type", "").startswith("application/json") and text:
            text = json.loads(text)
        return answer.status, answer, text

    def get(self, path):
        status, _, body = self.ask("GET", "/api/v1" + path)
        return status, body

    def data(self, path):
        status, body = self.get(path)
        assert status == 200, (path, status, body)
        return body["data"]

    def login(self, name, password):
        status, answer, body = self.ask("POST", "/api/v1/login", {"name": name, "password": password})
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
        self.socket = socket.create_connection((browser.host, int(browser.port)), timeout=30)
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
