"""The people at the pages, the office and the group's device: what the tests of this folder start on a county that is founded."""
import json, pathlib, subprocess

import stand

web = stand.root / "console" / "web"
device = "dev-g1"


class People:
    """The browser; each step waits until it was seen."""

    def __init__(self, *words, script=pathlib.Path(__file__).parent / "people.mjs"):
        """`words` as the script's head says."""
        self.child = subprocess.Popen([stand.browser_node(), script, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      text=True, preexec_fn=stand.end_with_us)

    def do(self, step, who, **more):
        print(json.dumps({"do": step, "who": who, **more}), file=self.child.stdin, flush=True)
        while (line := self.child.stdout.readline()) and not line.startswith("{"):
            print(line, end="", flush=True)  # what was seen on the way
        assert line, f"the browser ended in {step}"
        answer = json.loads(line)
        assert "failed" not in answer, (step, who, answer)
        return answer["saw"]

    def stop(self):
        self.child.stdin.close()
        try:
            self.child.wait(20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


class Office:
    """The county's office on its one machine: what can be cut and comes back."""

    def __init__(self, s):
        self.s = s

    def close_broker(self):
        self.s.running.pop("broker").stop()

    def open_broker(self):
        self.s.running["broker"], _ = stand.broker(self.s.state, self.s.data, *self.s.clock, "--listen", self.s.endpoint)

    def close_redis(self):
        self.s.running.pop("redis").stop()

    def open_redis(self):
        self.s.running["redis"] = stand.redis(self.s.data)


def open_device(s, port=0, device=device):
    """A device with its door for phones; the first group's, where no other is named."""
    tls = s.state / "tls"
    subprocess.run([stand.build / "dudao", "--state", s.state, "agent", "--device", device, "certificate", "--host",
                    "localhost"], check=True, capture_output=True)
    s.running["agent"], local = stand.agent(
        s.state, s.data, s.endpoint, device, *s.clock, "--field-listen", f"127.0.0.1:{port}", "--field-cert",
        tls / f"{device}.crt", "--field-key", tls / f"{device}.key", "--field-pages", web / "dist-field", "--field-ca",
        tls / "ca.crt")
    return local


def door_of(offer):
    return "https://localhost:" + offer["door"].split(":")[1]


class Device:
    """A device that phones are paired with; dead, what it had answered for is on its disk."""

    def __init__(self, s, name=device):
        self.s, self.name, self.local = s, name, open_device(s, device=name)

    def offer(self, person):
        offer = self.local.offer(person)
        self.door = door_of(offer)
        return offer["code"]

    def dies(self):
        process = self.s.running.pop("agent")
        stand.kill(process.child.pid, self.s.state)
        process.stop()

    def comes_back(self):
        self.local = open_device(self.s, self.door.rsplit(":", 1)[1], self.name)
