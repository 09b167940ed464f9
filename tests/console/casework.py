"""A case on a real stand: what is done in it by those whose it is, and carried out by teams on their devices."""
import json, subprocess

import stand
from county import now
from resp import Redis

asked, whom = "请核实该村第三季度帮扶台账", "该村第一书记"
lacking = "缺少第二份凭证，请补充"
day = 86_400_000
teams = {row["id"]: row["members"].split(";") for row in stand.table("teams")}
officers = [row["holder"] for row in stand.table("posts") if row["role"] == "officer"]
authorities = [row["holder"] for row in stand.table("posts") if row["role"] == "authority"]
people = {"first": officers[0], "second": officers[1], "third": officers[2], "authority": authorities[0],
          "authority-2": authorities[1], "reviewer": teams["c2"][0], "appeals": teams["c3"][0]}


class Case:
    def __init__(self, s, users, lead, check):
        self.s, self.users, self.lead, self.check, self.devices = s, users, lead, check, {}
        self.redis = Redis(s.data)

    def state(self):
        officer = self.s.client(f"people/{people['first']}")
        row = officer.query("case", id=str(self.lead))
        officer.close()
        return row["state"]

    def say(self, who, name, **args):
        return self.s.must(self.users[who], name, lead=str(self.lead), **args)

    def propose(self, who, second, name, **args):
        """By one, and agreed to by another with a key of their own."""
        asked = self.say(who, name, **args)
        self.check(asked["proposal"] != "0", f"{name} {args.get('how', '')}: one person alone changes nothing")
        self.s.must(self.users[second], "proposal.confirm", proposal=asked["proposal"])

    def issue(self, kind, team, paper="none"):
        """From a page: the console seals it."""
        return int(self.say("first", "assignment.issue", kind=kind, paper=paper, team=team, whom=whom, text=asked)["id"])

    def issue_by_hand(self, kind, team, paper="none"):
        done = subprocess.run([stand.build / "dudao", "--state", self.s.state, "--broker", self.s.endpoint, "--as",
                               people["first"], "-o", "json", "assignment", "issue", "--lead", str(self.lead), "--kind",
                               kind, "--paper", paper, "--team", team, "--text", asked], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["id"]

    def mail(self):
        """The sealed blobs on their way, by their names."""
        flat = self.redis("HGETALL", "{gqc}:mail")
        named = dict(zip((k.decode() for k in flat[::2]), flat[1::2]))
        return {name: blob for name, blob in named.items() if ":" in name}

    def device(self, name):
        if name not in self.devices:
            process, device = stand.agent(self.s.state, self.s.data, self.s.endpoint, name, *self.s.clock)
            self.s.running[name], self.devices[name] = process, device
        return self.devices[name]

    def arrived(self, device, assignment):
        """The assignment, as soon as the device has it."""
        while True:
            version = device.ask("status")["version"]
            found = [each for each in device.ask("assignments")["assignments"] if each["assignment"] == assignment]
            if found:
                return found[0]
            device.ask("changes", since=version)

    def told_why(self, device, assignment):
        """The reason of a return, as soon as the device has it."""
        while True:
            version = device.ask("status")["version"]
            row = next(each for each in device.ask("assignments")["assignments"] if each["assignment"] == assignment)
            if row["reason"]:
                return row["reason"]
            device.ask("changes", since=version)

    def returned(self, device, assignment, team):
        """While their device is off line for nine days; it reads why once it is back, and they report again."""
        device.ask("uplink", online=False)
        self.s.must(self.users["first"], "assignment.review", assignment=str(assignment), how="return", reason=lacking)
        self.s.time.move(now + 71 * day)
        row = next(each for each in device.ask("assignments")["assignments"] if each["assignment"] == assignment)
        self.check(not row["returned"] and not row["reason"], "returned while the device is away: it knows of nothing")
        device.ask("uplink", online=True)
        self.check(self.told_why(device, assignment) == lacking, "nine days later the device is back and reads why")
        told = subprocess.run([stand.build / "dudao", "--state", self.s.state, "--lang", "zh", "agent", "--socket",
                               self.s.state / f"dev-{team}.sock", "assignments"], capture_output=True, text=True)
        self.check(lacking in told.stdout, f"… and so does its command line {told.stderr}")
        other = self.device("dev-c2")
        self.check(not other.ask("assignments")["assignments"], "another team's device is told nothing of it")

    def carry_out(self, assignment, team, outcome, photo=None):
        """By two of the team on their device; passed by the office. With a photo: returned once before."""
        device = self.device(f"dev-{team}")
        row = self.arrived(device, assignment)
        self.check(row["text"] == asked, f"{row['kind']} {row['paper']}: {team} reads what it is to do")
        step = {"as": teams[team][0], "assignment": assignment}
        for more in ({"how": "accept"}, {"how": "begin", "hands": teams[team][:2]},
                     {"how": "report", "outcome": outcome, "text": "已当面办理"}):
            if photo and more["how"] == "report":
                said = device.say("attach", assignment=assignment, path=str(photo), mime="image/jpeg", **{"as": teams[team][0]})
                assert said["ok"] and said["state"] == "received", said
                while device.ask("status")["uploading"]:
                    device.ask("changes", since=device.ask("status")["version"])
            said = device.say("step", **step, **more)
            assert said["ok"] and said["state"] == "received", said
        self.waits("first", "review_assignment")
        if photo:
            self.returned(device, assignment, team)
            said = device.say("step", **step, how="report", outcome=outcome, text="第二份凭证已附")
            assert said["ok"] and said["state"] == "received", said
        self.s.must(self.users["first"], "assignment.review", assignment=str(assignment), how="pass")

    def waits(self, who, kind):
        """Returns once this is in the list of what waits for somebody, at this case."""
        stream = self.users[who].events()
        while not any(row["kind"] == kind and row["id"] == str(self.lead) for row in self.users[who].data("/todo")["rows"]):
            stream.next()
        stream.close()

    def looked(self, who):
        """How many looks of this person the log has, as soon as there is one."""
        stream = self.users["first"].events()
        while not (looks := [each for each in
                             self.users["first"].data(f"/log?type=case.looked&matter=case:{self.lead}")["entries"]
                             if each["actor"] == self.users[who].person]):
            stream.next()
        stream.close()
        return len(looks)

    def do(self, kind, team, outcome="done", paper="none"):
        self.carry_out(self.issue(kind, team, paper), team, outcome)
