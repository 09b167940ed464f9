"""Bare Debian 12 systems that systemd boots, each in a folder with its own processes, and the packages laid in them. Their
network is this machine's. They need root."""
import os, pathlib, select, shutil, subprocess, time

import stand

CLEAN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8",
         "DEBIAN_FRONTEND": "noninteractive"}


class Skipped(Exception):
    """Why nothing can be installed here."""


def needed():
    if os.geteuid() != 0:
        raise Skipped("this needs root")
    for tool in ("debootstrap", "unshare", "nsenter", "dpkg-shlibdeps"):
        if not shutil.which(tool):
            raise Skipped(f"{tool} is not there (deploy/setup --package installs it)")


def sh(*words, **how):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, **how)
    if done.returncode != 0:
        raise AssertionError(f"{words[0]} … {done.returncode}: {(done.stdout + done.stderr)[-3000:]}")
    return done.stdout


def packed(build, revision, into):
    into.mkdir(parents=True)
    for deb in sh(stand.root / "deploy" / "package", "--from", build, "--revision", revision).split():
        shutil.move(deb, into)
    return {deb.name.split("_")[0]: deb for deb in into.iterdir()}


def bare_system(base):
    """A Debian 12 with systemd; where packages come from, and by which certificates, is taken from this machine."""
    if (base / ".whole").exists():
        return
    shutil.rmtree(base, ignore_errors=True)
    sources = "".join(p.read_text() for p in sorted(pathlib.Path("/etc/apt").glob("sources.list*/*")))
    mirror = next((line.split()[1] for line in sources.splitlines() if line.startswith("URIs:")), "http://deb.debian.org/debian")
    sh("debootstrap", "--variant=minbase", "--include=ca-certificates,gpgv,procps,systemd,dbus", "bookworm", base, mirror)
    for place in ("etc/apt", "etc/ssl/certs", "usr/local/share/ca-certificates"):
        sh("cp", "-a", "--remove-destination", f"/{place}/.", base / place)
    (base / "etc" / "apt" / "sources.list").write_text("")
    for file in ("etc/resolv.conf", "etc/hosts", "usr/share/keyrings/debian-archive-keyring.gpg"):
        if pathlib.Path(f"/{file}").exists():
            shutil.copy(f"/{file}", base / file)
    (base / ".whole").touch()


class System:
    """One that runs; it ends with all its processes."""

    @classmethod
    def copy_of(cls, base, folder):
        sh("cp", "-a", base, folder)
        # Nobody signs in at its console.
        sh("chroot", folder, "systemctl", "mask", "console-getty.service", "getty.target")
        return cls(folder)

    def __init__(self, folder):
        self.folder = folder
        self.process = subprocess.Popen([stand.root / "tests" / "package" / "boot", folder], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=stand.end_with_us)
        booted = lambda: self.process.poll() is not None or self.state() in ("running", "degraded")
        if not wait(60, booted) or self.process.poll() is not None:
            raise Skipped(f"systemd does not boot here ({self.stop().strip()[-300:]})")

    def state(self):
        return self.run("systemctl", "is-system-running", check=False).stdout.strip()

    def inside(self, *words):
        """The command that runs these words in it; a path in its folder is said as it is there. None once it has ended."""
        first = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        there = lambda word: f"/{word.relative_to(self.folder)}" if isinstance(word, pathlib.Path) else str(word)
        return first and ["nsenter", "-t", first[0], "--mount", "--pid", "--uts", "--ipc", "--cgroup", "--root", "env", "--chdir=/",
                          *map(there, words)]

    def run(self, *words, check=True, env=None, **how):
        command = self.inside(*words)
        if not command:
            return subprocess.CompletedProcess(words, 1, "", "")
        done = subprocess.run(command, env=CLEAN | (env or {}), capture_output=True, text=True, **how)
        if check and done.returncode != 0:
            raise AssertionError(f"{' '.join(map(str, words))}: {done.returncode}\n{(done.stdout + done.stderr)[-3000:]}")
        return done

    def out(self, *words, **how):
        return self.run(*words, **how).stdout.strip()

    def dudao(self, *words, **how):
        """As the service's user; root is not needed for it."""
        return self.run("runuser", "-u", "dudao", "--", "dudao", "--lang", "en", *words, **how)

    def install(self, deb):
        shutil.copy(deb, self.folder / "var" / "cache" / deb.name)
        return self.out("apt-get", "install", "-y", "-q", "--no-install-recommends", f"/var/cache/{deb.name}", timeout=900)

    def of_service(self, what, unit="dudao"):
        return self.out("systemctl", "show", unit, "--value", "-p", what)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()  # unshare kills its first process, and the kernel all the others with that
        said = self.process.communicate(timeout=60)[1].decode(errors="replace")
        for group in pathlib.Path("/sys/fs/cgroup").glob(f"**/dudao-package-{self.process.pid}"):
            wait(10, lambda: subprocess.run(["find", group, "-depth", "-type", "d", "-exec", "rmdir", "{}", "+"],
                                            capture_output=True).returncode == 0)
        return said


def wait(seconds, holds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        select.select([], [], [], 0.2)
    return False
