"""Whether a command that a document writes is one: the noun, the verb and each flag are in the program's own help."""
import functools, re, subprocess, sys, pathlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import stand


def in_sentences(path):
    """(line, command) of each `dudao …` in a sentence."""
    text = re.sub(r"^```.*?^```", lambda block: "\n" * block[0].count("\n"), path.read_text(), flags=re.M | re.S)
    for code in re.finditer(r"`(dudao [^`]+)`", text):
        yield text.count("\n", 0, code.start()) + 1, " ".join(code[1].split())


@functools.cache
def help_of_words(*asked):
    return subprocess.run([stand.build / "dudao", *asked, "--lang", "en", "--help"], capture_output=True, text=True).stdout


def help_of(words):
    """The help of the noun and verb that a command begins with, or nothing."""
    asked, is_value = [], False
    for word in words[1:]:
        if re.fullmatch(r"[a-z][a-z_-]*", word) and not is_value:
            asked.append(word)
        elif not word.startswith("--") and not is_value:
            break
        is_value = word.startswith("--") and word not in ("--demo", "--exit", "--watch", "--help")
    told = help_of_words(*asked)
    # For a word that it does not know, the help of what stands before it is shown: a value where that takes no verb.
    used = re.search(r"^Usage: dudao ?([a-z -]*?) \[OPTIONS\](.*)$", told, re.M)
    known = used[1].split()
    return told if known == asked[:len(known)] and (known == asked or "SUBCOMMAND" not in used[2]) else None


def fault_of(command):
    words = [w for w in command.split() if w not in ("…", "NOUN", "VERB")]
    told = help_of(words)
    if told is None:
        return "no such noun or verb"
    nouns = [help_of(words[:i]) or "" for i in range(1, len(words))]  # a flag may be everybody's, or the noun's
    for flag in re.findall(r"--[a-z-]+", command):
        if not any(flag in each for each in (told, *nouns)):
            return f"its help does not have {flag}"
    return None
