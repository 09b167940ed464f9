"""What a release says of a played county: asked of the release that made it, and again of the one that is tested."""
import json, subprocess

import stand

password = "gongqing-2026"
key_of_the_command = 990001
officer, leader = "p-1hdvpjfm", "p-5p6mrtms"
away = "dev-g4"  # without network on the last afternoon
village = {"id": "v99", "parent": "t1", "level": "village", "name_zh": "新立村※", "name_en": "Xinli Village※"}
grant = {"person": officer, "role": "auditor", "scope": "gqc", "until": 1830000000000}


def asked(state, *command, flags=()):
    done = subprocess.run([stand.build / "dudao", "--state", state, *flags, "-o", "json", *command],
                          capture_output=True, text=True)
    assert done.returncode == 0, (command, done.stderr)
    return json.loads(done.stdout)


def said_of(state, flags=()):
    """By question: the counts, the matters an officer sees, and what waits."""
    questions = {"status": ("status",), "tasks": ("task", "list", "--as", officer),
                 "findings": ("finding", "list", "--as", officer),
                 "rectifications": ("rectification", "list", "--as", officer),
                 "leads": ("case", "list", "--as", officer), "proposals": ("proposal", "list", "--as", leader)}
    return {name: asked(state, *question, flags=flags) for name, question in questions.items()}


def outbox_of(socket):
    return stand.Device(socket).ask("outbox")["rows"]
