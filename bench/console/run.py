#!/usr/bin/env python3
"""bench console: a founded county on real processes, and at its pages ten thousand clients, a real browser and a ledger
of a hundred thousand rows. Everything that it starts ends with it."""
import argparse, contextlib, http.client, json, os, pathlib, queue, shutil, signal, socket, statistics, subprocess, sys
import threading, time

root = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(root / "tests" / "support"), str(root / "tests" / "console")]
import stand
from browser import Browser

now = 1789437600000  # a Tuesday of the demo county's plan; its time stands, so that every run has the same deadlines
password = "bench-console-2026"
page_rows = 100  # of the ledger's page
question = f"/rectifications?state=open&sort=days_left&limit={page_rows}"


def say(text):
    print(f"console: {text}", file=sys.stderr, flush=True)


class County:
    """Redis, broker, worker and console of a county that was founded for this run."""

    def __init__(self, folder):
        self.state, self.data, self.running = folder / "state", folder / "redis", {}
        try:
            self.start(folder)
        except BaseException:
            self.stop()
            raise

    def start(self, folder):
        clock = ("--clock", folder / "clock.sock")
        self.clock = stand.Clock(clock[1], now)
        self.running["redis"] = stand.redis(self.data)
        stand.init(self.state, self.data)
        self.broker_key = stand.toml(self.state / "jurisdiction.toml")["broker_key"]
        self.readers = self.people()
        self.accounts()
        self.running["broker"], self.endpoint = stand.broker(self.state, self.data, *clock)
        self.running["worker"] = stand.worker(self.state, self.data, self.endpoint, *clock)
        self.console = stand.start("dudao-console", self.state, self.data, "console", "--broker", self.endpoint,
                                   "--broker-key", self.broker_key, "--listen", "127.0.0.1:0",
                                   "--web", root / "console" / "web" / "dist", *clock)
        self.running["console"] = self.console
        self.url = self.console.line("listening ").split()[1]
        self.console.line("ready", 60)
        self.officer = self.user(self.readers[0])
        self.cast = folder / "cast.json"
        self.cast.write_text(json.dumps(self.who_does_what()))

    def people(self):
        """Those who look at the pages; officers first."""
        roles = ("officer", "leader", "plan_keeper", "unit_officer")
        posts = sorted((p for p in stand.table("posts") if p["role"] in roles), key=lambda p: roles.index(p["role"]))
        auditors = [g["person"] for g in stand.table("grants") if g["role"] == "auditor"]
        return list(dict.fromkeys([p["holder"] for p in posts] + auditors))

    def accounts(self):
        """One password for all: its hash is costly on purpose."""
        made = subprocess.run([stand.build / "dudao-console", "--hash-password"], input=password + "\n", text=True,
                              capture_output=True, check=True).stdout.strip()
        rows = [{"name": p, "person": p, "password": made} for p in self.readers]
        (self.state / "console" / "accounts.json").write_text(json.dumps({"accounts": rows, "demo": []}))

    def user(self, person):
        user = Browser(self.url)
        status, body = user.login(person, password)
        assert status == 200, (person, status, body)
        return user

    def who_does_what(self):
        posts = stand.table("posts")
        groups = [{"id": g["id"], "head": g["head"], "members": g["members"].split(";")[:2]}
                  for g in stand.table("groups")]
        villages = {u["id"] for u in stand.table("units") if u["level"] == "village"}
        units = {p["unit"]: p["holder"] for p in posts if p["role"] == "unit_officer" and p["unit"] in villages}
        return {"jurisdiction": stand.J, "endpoint": self.endpoint, "broker_key": self.broker_key,
                "keys": str(self.state / "keys" / "people"), "plan": int(self.officer.data("/plans")[0]["id"]),
                "keeper": stand.holder("plan_keeper"),
                "officers": [p["holder"] for p in posts if p["role"] == "officer"],
                "groups": groups, "units": [{"id": u, "officer": p} for u, p in units.items()]}

    def program(self, name, *args, seconds):
        """One of ours; its report."""
        process = stand.Process(stand.build / name, "--cast", self.cast, *args)
        threading.Thread(target=lambda: sys.stderr.buffer.writelines(iter(process.child.stderr.readline, b"")),
                         daemon=True).start()
        try:
            return json.loads(process.line("{", seconds))
        finally:
            end(process)

    def follows(self):
        """Waits until the console stands where the log ends and the log no longer grows: two ticks say the same."""
        stream, before = self.officer.events(), None
        while True:
            said = None
            with contextlib.suppress(ValueError):  # cut within a frame
                said = stream.next("tick", seconds=60)
            if not said:
                stream.close()
                stream = self.officer.events()
                continue
            if said[2]["seq"] == said[2]["log_seq"] == before:
                stream.close()
                return before
            before = said[2]["seq"]

    def stop(self):
        for process in reversed(self.running.values()):
            end(process)


def end(process):
    if process.child.poll() is None:
        process.child.send_signal(signal.SIGTERM)
    try:
        process.child.wait(20)
    except subprocess.TimeoutExpired:
        process.child.kill()
        process.child.wait()


class Page:
    """page.mjs: a real browser."""

    def __init__(self, county):
        self.process = stand.Process(shutil.which("node"), pathlib.Path(__file__).parent / "page.mjs", county.url,
                                     county.readers[0], password, stdin=subprocess.PIPE)
        self.said = queue.Queue()
        threading.Thread(target=self.hear, daemon=True).start()
        assert self.read(120), "the browser does not start"

    def hear(self):
        for line in self.process.child.stdout:
            self.said.put(json.loads(line))
        self.said.put({"done": "all", "fault": "the browser ended"})

    @staticmethod
    def is_there():
        web = root / "console" / "web"
        return bool(shutil.which("node") and shutil.which("chromium") and (web / "dist" / "index.html").is_file()
                    and (web / "node_modules" / "playwright-core").is_dir())

    def read(self, seconds):
        """The next line; None when none comes in time."""
        try:
            return self.said.get(timeout=seconds)
        except queue.Empty:
            return None

    def do(self, act, seconds=180, **more):
        self.process.child.stdin.write((json.dumps({"act": act, **more}) + "\n").encode())
        self.process.child.stdin.flush()
        until = time.monotonic() + seconds
        while (said := self.read(max(0, until - time.monotonic()))) is not None:
            if "done" in said:
                assert "fault" not in said, said["fault"]
                return said["result"]
        raise AssertionError(f"the browser does not finish: {act}")


def percentiles(values):
    values = sorted(values)
    return {"p50": values[len(values) // 2], "p99": values[len(values) * 99 // 100], "max": values[-1]}


class Listener:
    """One stream that comes back whenever it is ended; counts how often it was, and was told to fetch anew."""

    def __init__(self, user):
        self.user, self.ends, self.resyncs, self.seq, self.over = user, 0, 0, None, False
        self.stream = user.events()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while not self.over:
            try:
                said = self.stream.next(seconds=60)
            except (OSError, ValueError, AssertionError):
                said = None  # cut, perhaps within a frame
            if said:
                kind, seq, _ = said
                self.resyncs += kind == "resync"
                self.seq = seq or self.seq
            elif not self.over:
                self.ends += 1
                self.stream.close()
                with contextlib.suppress(OSError):  # the console is being ended
                    self.stream = self.user.events(since=self.seq)
                    continue
                return

    def close(self):
        self.over = True
        self.stream.socket.shutdown(socket.SHUT_RDWR)


def fill(county, first, count, out):
    say(f"makes {count} rectifications through the broker")
    listener = Listener(county.officer)
    made = county.program("dudao_bench_rows", "--first", first, "--count", count, "--out", out, seconds=3600)
    begun = time.monotonic()
    county.follows()
    listener.close()
    return {**made, "stream_ended": listener.ends, "stream_resyncs": listener.resyncs,
            "commands_per_s": made["commands"] / made["s"], "console_caught_up_s": time.monotonic() - begun}


def streams(county, args, rows, folder):
    """Streams of those who see everything, so that every change is told to all of them; beside them one of each who
    sees a unit's matters, so that not all frames are alike."""
    say(f"signs in {len(county.readers) + args.sessions} times")
    begun = time.monotonic()
    sees = {person: Asking(county, county.user(person)).total() for person in county.readers}
    office = [person for person in sees if sees[person] == max(sees.values())]
    people = [(office[i % len(office)], "all") for i in range(args.sessions)]
    people += [(person, "unit") for person in sees if person not in office]
    cookies = folder / "cookies"
    cookies.write_text("".join(f"{whose} {county.user(person).cookie}\n" for person, whose in people))
    signing_in = (time.monotonic() - begun) / (len(sees) + len(people))
    since = county.follows()
    report = county.program("dudao_bench_streams", "--rows", rows, "--cookies", cookies, "--console",
                            county.url.split("//")[1], "--pid", county.console.child.pid, "--clients", args.clients,
                            "--commands", args.commands, "--rate", args.rate, "--since", since, seconds=1200)
    return {"sign_in_ms": 1000 * signing_in, **report}


def to_browser(county, page, rows, changes):
    """From the broker's answer to the changed cell in the DOM: the same clock, one change at a time."""
    say(f"{changes} changes in a browser")
    officer_of = dict(line.split() for line in rows.read_text().splitlines())
    shown = [id for id in page.do("live", path="/rectifications") if id in officer_of]
    officer = statistics.mode(officer_of[id] for id in shown)
    shown = [id for id in shown if officer_of[id] == officer]
    client = stand.Client(county.endpoint, county.broker_key, county.state / "keys" / "people" / f"{officer}.key")
    client.hello()
    delays, missing = [], 0
    for n in range(changes):
        row = shown[n % len(shown)]
        answer = client.command("rectification.progress", {"rectification": int(row), "text": f"第{n}次走访※"})
        at = 1000 * time.time()
        assert answer and answer["ok"], answer
        said = page.read(10)
        while said is not None and said.get("row") != row:
            said = page.read(10)
        missing += said is None
        if said is not None:
            delays.append(said["at"] - at)
    client.close()
    page.do("unlive")
    return {"changes": changes, "missing": missing, "ms": percentiles(delays)}


def first_load(page, times):
    say("first loads")

    def medians(all_loads):
        kinds = sorted({kind for each in all_loads for kind in each["bytes"]})
        middle = lambda key: statistics.median(each[key] for each in all_loads)
        return {"kb": {k: statistics.median(each["bytes"].get(k, 0) for each in all_loads) / 1024 for k in kinds},
                "ms_to_first_paint": middle("ms_to_first_paint"), "ms_to_first_row": middle("ms_to_first_row")}
    of_console = [page.do("load", path="/rectifications", row=".ledger tbody tr") for _ in range(times)]
    report = {"console": medians(of_console)}
    field = root / "console" / "web" / "dist-field"
    if (field / "index.html").is_file():
        report["field"] = medians([page.do("field", folder=str(field)) for _ in range(times)])
    return report


class Asking:
    """Answers of the console in milliseconds, without what it costs us to read their JSON."""

    def __init__(self, county, user):
        self.place, self.cookie = county.url.split("//")[1], user.cookie

    def total(self):
        return json.loads(self.once(question)[2])["data"]["total"]

    def once(self, path):
        connection = http.client.HTTPConnection(self.place, timeout=120)
        begun = time.monotonic()
        connection.request("GET", "/api/v1" + path, headers={"Cookie": self.cookie, "Accept-Language": "zh"})
        answer = connection.getresponse()
        body = answer.read()
        took = 1000 * (time.monotonic() - begun)
        connection.close()
        return answer.status, took, body

    def __call__(self, path, times=5):
        took, body, status = [], b"", 0
        for _ in range(times):
            status, ms, body = self.once(path)
            took.append(ms)
        first = took[0]
        return {"status": status, "first_ms": first, "ms": statistics.median(took), "kb": len(body) / 1024}

    def csv(self, path):
        """And how long somebody else waits for the smallest of answers meanwhile."""
        waits, ended = [], threading.Event()

        def other():
            while not ended.is_set():
                waits.append(self.once("/me")[1])
        thread = threading.Thread(target=other)
        thread.start()
        status, took, body = self.once(path)
        ended.set()
        thread.join()
        lines = body.decode("utf-8-sig").splitlines() if status == 200 else []
        return {"status": status, "ms": took, "kb": len(body) / 1024, "lines": max(len(lines) - 1, 0),
                "lines_without_the_finding": sum(1 for line in lines[1:] if "※" not in line.split(",")[7:8][0])
                if lines else 0, "others_wait_ms_max": max(waits, default=0)}


def ledger(county, page):
    say("asks for the ledger")
    ask = Asking(county, county.officer)
    total = ask.total()
    last = max(total - page_rows, 0)
    api = {"first_page": ask(question), "filter": ask(question + "&severity=serious"),
           "filter_township": ask(question + "&township=t1"), "words": ask(question + "&q=F1"),
           "sort": ask(question.replace("days_left", "-moved_at")),
           "sort_unit": ask(question.replace("days_left", "unit")),
           "next_page": ask(question + f"&offset={page_rows}"), "last_page": ask(question + f"&offset={last}"),
           "overview": ask("/overview"), "csv": ask.csv("/rectifications?state=open&csv=1")}
    report = {"rows": total, "ms": api, "console_memory_mb": memory(county.console.child.pid)}
    if page:
        say("scrolls, filters and sorts it in a browser")
        report["browser"] = page.do("ledger", path="/rectifications")
    return report


def memory(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def streams_lines(live):
    few, many, again = live["rounds"]
    yield "clients of one console", few["clients"], many["clients"]
    for p in ("p50", "p99", "max"):
        yield (f"commit to frame, {p}, ms", f"{(few['ms'][p] + again['ms'][p]) / 2:.0f}", f"{many['ms'][p]:.0f}",
               f"{live['ratio'][p]:.2f}")
    spread = [each["first_to_last_client_ms"]["p50"] for each in (few, many)]
    yield "first to last client of a frame, p50, ms", *(f"{each:.0f}" for each in spread)
    yield "cut as slow · frames missing", *(f"{each['cut']} · {each['missing']}" for each in (few, many))
    yield "cores: frames made · frames written", *(
        f"{each['cores']['console_frames']:.2f} · {each['cores']['console_http']:.2f}" for each in (few, many))
    back = live["come_back"]
    yield (f"all come back, {back['commits_behind']} commits behind, s · refused", "",
           f"{back['s']:.1f} · {back['refused']}")
    yield "all connected, s · memory a client, KB", "", f"{live['open_s']:.1f} · {live['memory_kb_a_client']:.1f}"


def browser_lines(report):
    ms = report["to_browser"]["ms"]
    yield "commit to changed cell in the browser, p50 · p99, ms", f"{ms['p50']:.0f} · {ms['p99']:.0f}"
    for name, each in report["first_load"].items():
        kb = [each["kb"].get(kind, 0) for kind in ("document", "stylesheet", "script")]
        yield f"first load ({name}): html · style · script, KB", " · ".join(f"{k:.1f}" for k in kb)
        yield (f"first load ({name}): first paint · first row, ms",
               f"{each['ms_to_first_paint']:.0f} · {each['ms_to_first_row']:.0f}")


def ledger_lines(few, many):
    yield "rows of the ledger", few["rows"], many["rows"]
    for name in few["ms"]:
        a, b = few["ms"][name]["ms"], many["ms"][name]["ms"]
        yield f"ledger: {name.replace('_', ' ')}, ms", f"{a:.0f}", f"{b:.0f}", f"{b / a:.1f}"
    waits = [each["ms"]["csv"]["others_wait_ms_max"] for each in (few, many)]
    yield "others wait while the CSV is made, ms", *(f"{ms:.0f}" for ms in waits)
    yield "lines of the CSV without the finding's words", *(each["ms"]["csv"]["lines_without_the_finding"]
                                                            for each in (few, many))
    yield "memory of the console, MB", *(f"{each['console_memory_mb']:.0f}" for each in (few, many))
    for name in ("scroll", "filter", "sort", "next_page") if "browser" in few else ():
        felt = [each["browser"][name] for each in (few, many)]
        yield f"in the browser: {name.replace('_', ' ')}: rows there · longest task · longest frame, ms", *(
            " · ".join(f"{each[k] or 0:.0f}" for k in ("ms", "longest_task_ms", "longest_frame_ms")) for each in felt)


def table(report):
    """The report as the rows of docs/performance.md."""
    lines = [("figure", "few", "many", "ratio"), ("---",) * 4]
    lines += streams_lines(report["streams"]) if "streams" in report else []
    lines += browser_lines(report) if "to_browser" in report else []
    lines += ledger_lines(*report["ledgers"]) if "ledgers" in report else []
    if len(report["filled"]) > 1:
        few, many = report["filled"]
        lines.append(("rows made through the broker, s", f"{few['s']:.1f}", f"{many['s']:.0f}"))
        lines.append(("a stream cut · told to fetch anew meanwhile",
                      *(f"{each['stream_ended']} · {each['stream_resyncs']}" for each in (few, many))))
    return "\n".join("| " + " | ".join(str(c) for c in (*line, "", "", "")[:4]) + " |" for line in lines)


def main():
    parse = argparse.ArgumentParser(prog="bench/run console", description=__doc__)
    parse.add_argument("--clients", type=int, default=10_000, help="event streams on one console")
    parse.add_argument("--sessions", type=int, default=60, help="signed-in sessions they are opened by")
    parse.add_argument("--commands", type=int, default=200, help="commits while the streams are measured")
    parse.add_argument("--rate", type=int, default=10, help="commits a second")
    parse.add_argument("--changes", type=int, default=200, help="changes watched in the browser")
    parse.add_argument("--loads", type=int, default=5, help="first loads, medians are quoted")
    parse.add_argument("--few-rows", type=int, default=1000, help="rows of the ledger at first")
    parse.add_argument("--rows", type=int, default=100_000, help="rows of the ledger at the end")
    parse.add_argument("--only", default="streams,browser,ledger", help="which parts, with commas between")
    parse.add_argument("--minutes", type=int, default=60, help="then everything is ended")
    parse.add_argument("--json", help="write the figures to a file")
    args = parse.parse_args()

    def late(*_):
        raise SystemExit(f"bench console: not done after {args.minutes} minutes")

    def asked(*_):
        raise SystemExit("bench console: ended")
    signal.signal(signal.SIGALRM, late)
    signal.signal(signal.SIGTERM, asked)
    signal.alarm(60 * args.minutes)
    report, county, page = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}, None, None
    with stand.scratch() as folder:
        try:
            county = County(folder)
            rows = folder / "rows"
            report["filled"] = [fill(county, 0, args.few_rows, rows)]
            if "streams" in args.only:
                report["streams"] = streams(county, args, rows, folder)
            if not Page.is_there():
                say("no browser or no built pages (deploy/setup --browser, deploy/pages): that part is left out")
            elif "browser" in args.only:
                page = Page(county)
                report["to_browser"] = to_browser(county, page, rows, args.changes)
                report["first_load"] = first_load(page, args.loads)
            if "ledger" in args.only:
                report["ledgers"] = [ledger(county, page)]
                report["filled"].append(fill(county, args.few_rows, args.rows - args.few_rows, folder / "more"))
                report["ledgers"].append(ledger(county, page))
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: what runs is being ended
            if args.json and report:
                pathlib.Path(args.json).write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
            if page:
                end(page.process)
            if county:
                county.stop()
    print(json.dumps(report, indent=2, ensure_ascii=False))
    print(table(report))
    live = report.get("streams", {}).get("rounds", [])
    return 0 if all(r["cut"] == 0 and r["missing"] == 0 for r in live) else 1


if __name__ == "__main__":
    sys.exit(main())
