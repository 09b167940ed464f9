"""The draw of docs/draw.md: from params, manifest and seed to the result, byte for byte."""
import hashlib, hmac, re

CERTAIN = 1 << 64
BALLS_MAX = 50_000_000


class Refused(Exception):
    pass


# 1. Bytes
def u32(n):
    return n.to_bytes(4, "big")


def u64(n):
    return n.to_bytes(8, "big")


def lp(x):
    return u32(len(x)) + x


def as_bytes(x):
    return x.encode() if isinstance(x, str) else x


def joined(tag, parts):
    return b"".join(lp(as_bytes(part)) for part in ("dudao/dds1/" + tag, *parts))


def T(tag, *parts):
    return hashlib.sha256(joined(tag, parts)).digest()


def HM(key, tag, *parts):
    return hmac.digest(key, joined(tag, parts), "sha256")


def leaf_hash(x):
    return hashlib.sha256(b"\0" + x).digest()


class Tree:
    """MTH of RFC 6962 §2.1, grown leaf by leaf."""

    def __init__(self):
        self.size, self.peaks = 0, []  # roots of complete subtrees, the largest first

    def push(self, leaf):
        bits = self.size
        while bits & 1:
            leaf = hashlib.sha256(b"\1" + self.peaks.pop() + leaf).digest()
            bits >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = hashlib.sha256(b"\1" + peak + root).digest()
        return root


# 2. Texts
def lines_of(text):
    if not text.endswith("\n"):
        raise Refused("the last line does not end")
    lines = text[:-1].split("\n")
    for number, line in enumerate(lines, 1):
        if not line or len(line.encode()) > 8192 or re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line):
            raise Refused(f"line {number}: empty, too long, or with a control character")
    return [line.split("\t") for line in lines]


def decimal(text, least, most):
    if not re.fullmatch(r"0|[1-9][0-9]*", text) or not least <= int(text) <= most:
        raise Refused(f"'{text}' is not a number from {least} to {most}")
    return int(text)


def an_id(text):
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", text):
        raise Refused(f"'{text}' is not an id")
    return text


def words(text):
    found = text.split(",") if text else []
    if len(set(found)) != len(found) or len(found) > 64 or not all(0 < len(w.encode()) <= 64 for w in found):
        raise Refused(f"'{text}' is not a list of words")
    return found


class Params:
    def __init__(self, text):
        self.quota, self.size, self.seconds, self.caps = None, None, None, {}
        for line in lines_of(text):
            name, *fields = line
            if name == "quota" and self.quota is None and 1 <= len(fields) <= 1000:
                self.quota = [decimal(f, 0, CERTAIN) for f in fields]
                if sorted(self.quota, reverse=True) != self.quota:
                    raise Refused("thresholds never grow")
            elif name == "team" and self.size is None and len(fields) == 3:
                self.size, self.max_per_unit = decimal(fields[0], 1, 64), decimal(fields[1], 1, 64)
                self.needed = words(fields[2])
                if len(self.needed) > self.size:
                    raise Refused("more skills than members")
            elif name == "tick" and self.seconds is None and len(fields) == 1:
                self.seconds = decimal(fields[0], 1, 2_678_400)
            elif name == "stratum_cap" and len(fields) == 2 and fields[0] not in self.caps:
                self.caps[an_id(fields[0])] = decimal(fields[1], 0, (1 << 32) - 1)
            else:
                raise Refused(f"params: a line '{name}' that is not one")
        if None in (self.quota, self.size, self.seconds):
            raise Refused("params: quota, team and tick are needed")


class Manifest:
    def __init__(self, text):
        header, *rows = lines_of(text)
        if len(header) != 3 or header[0] != "dds1-manifest" or not re.fullmatch(r"[0-9a-f]{64}", header[2]):
            raise Refused("manifest: no header")
        self.draw, self.salt = header[1], bytes.fromhex(header[2])
        self.persons, self.targets, self.conflicts = {}, {}, set()
        if sorted({"\t".join(row).encode() for row in rows}) != ["\t".join(row).encode() for row in rows]:
            raise Refused("manifest: rows stand in the order of their bytes, each once")
        for kind, *fields in rows:
            if kind == "P" and len(fields) == 4 and fields[0] not in self.persons:
                self.persons[an_id(fields[0])] = (an_id(fields[1]), decimal(fields[2], 1, 255), words(fields[3]))
            elif kind == "T" and len(fields) == 4 and fields[0] not in self.targets:
                self.targets[an_id(fields[0])] = (an_id(fields[1]), decimal(fields[2], 1, 255),
                                                  decimal(fields[3], 0, (1 << 32) - 1))
            elif kind == "X" and len(fields) == 2:
                self.conflicts.add((an_id(fields[0]), an_id(fields[1])))
            else:
                raise Refused(f"manifest: a row '{kind}' that is not one")


def manifest_root(text):
    salt, tree = Manifest(text).salt, Tree()
    for i, line in enumerate(text[:-1].split("\n")):
        tree.push(leaf_hash(f"{line}\t{HM(salt, 'row', u64(i)).hex()[:32]}".encode()))
    return tree.root()


# 3. The seed
def seed(key, draw, commit_text, contributions=(), beacon=("", "", "")):
    of_all = [part for pair in sorted(contributions) for part in pair]
    entropy = T("entropy", draw, leaf_hash(commit_text.encode()), u32(len(contributions)), *of_all, *beacon)
    return HM(key, "seed", entropy)


# 4. Numbers and tickets
class Sampler:
    def __init__(self, seed):
        self.seed = seed

    def number(self, purpose, *parts, count=0):
        return int.from_bytes(HM(self.seed, purpose, *parts, u32(count))[:8], "big")

    def uniform(self, m, purpose, *parts):
        count = 0
        while (value := self.number(purpose, *parts, count=count)) >= CERTAIN - CERTAIN % m:
            count += 1
        return value % m

    def ticket(self, weight, purpose, *parts):
        return min(HM(self.seed, purpose, *parts, u32(ball)) for ball in range(weight))


# 5. to 7. The walk, a team, the result
def team_for(target, params, manifest, sampler, used):
    """The members in the order taken, or nothing."""
    tickets = [(sampler.ticket(weight, "person", target, person), person)
               for person, (_, weight, _) in manifest.persons.items()
               if person not in used and (person, target) not in manifest.conflicts]
    pool, team = [person for _, person in sorted(tickets)], []

    def may_be_taken(person):
        unit = manifest.persons[person][0]
        return person not in team and sum(manifest.persons[m][0] == unit for m in team) < params.max_per_unit

    def has(person, skill):
        return skill in manifest.persons[person][2]
    for skill in params.needed:
        if any(has(member, skill) for member in team):
            continue
        able = next((p for p in pool if has(p, skill) and may_be_taken(p)), None)
        if able is None:
            return []
        team.append(able)
    for person in pool:
        if len(team) < params.size and may_be_taken(person):
            team.append(person)
    return team if len(team) == params.size else []


def result_text(params_text, manifest_text, seed):
    params, manifest, sampler = Params(params_text), Manifest(manifest_text), Sampler(seed)
    balls = sum(weight for _, weight, _ in manifest.targets.values())
    drawn = sampler.number("quota")
    k = sum(drawn < threshold for threshold in params.quota)
    forced = {target for target, (_, _, left) in manifest.targets.items()
              if left and sampler.number("force", target) < CERTAIN // left}
    wanted = min(len(params.quota), max(k, len(forced)))
    order = sorted((target not in forced, sampler.ticket(weight, "ticket", target), target)
                   for target, (_, weight, _) in manifest.targets.items())
    staffed, unmanned, used, of_stratum = [], [], set(), {}
    for free, _, target in order:
        if len(staffed) == wanted:
            break
        stratum = manifest.targets[target][0]
        if free and of_stratum.get(stratum, 0) >= params.caps.get(stratum, CERTAIN):
            continue
        balls += sum(weight for _, weight, _ in manifest.persons.values())
        if balls > BALLS_MAX:
            raise Refused("the draw needs more than 50 million balls")
        team = team_for(target, params, manifest, sampler, used)
        if not team:
            unmanned.append(target)
            continue
        used.update(team)
        of_stratum[stratum] = of_stratum.get(stratum, 0) + 1
        delay = sampler.uniform(params.seconds, "delay", target)
        staffed.append(f"D\t{len(staffed)}\t{target}\t{','.join(team)}\t{delay}\n")
    return (f"dds1-result\t{manifest.draw}\t{k}\t{len(forced)}\n" + "".join(staffed) +
            "".join(f"N\t{target}\n" for target in unmanned))


def result_commitment(draw, key, result):
    return T("result", draw, HM(key, "rsalt"), result)
