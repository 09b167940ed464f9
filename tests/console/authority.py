"""Certificate authorities of a test and what they issue, by the openssl command."""
import datetime, ssl, subprocess


def openssl(*args, **more):
    done = subprocess.run(["openssl", *map(str, args)], capture_output=True, **more)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def day(days):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days)).strftime("%Y%m%d%H%M%SZ")


class Authority:
    def __init__(self, folder, name="test"):
        self.folder, self.name, self.number = folder / name, name, 1
        self.folder.mkdir(parents=True)
        self.file = self.folder / "ca.crt"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", 30, "-subj", f"/CN={name}",
                "-keyout", self.folder / "ca.key", "-out", self.file)
        (self.folder / "index").write_text("")

    def trust(self):
        return ssl.create_default_context(cafile=str(self.file))

    def issue(self, names="IP:127.0.0.1", begins=-1, ends=20, kind=("ec", "-pkeyopt", "ec_paramgen_curve:P-256")):
        """Certificate and key as bytes, and its number; valid from and until so many days from now."""
        self.number += 1
        at = self.folder / str(self.number)
        (self.folder / "serial").write_text(f"{self.number:04x}")
        (self.folder / "ca.conf").write_text(
            f"[ca]\ndefault_ca=d\n[d]\ndatabase={self.folder}/index\nserial={self.folder}/serial\nnew_certs_dir={self.folder}\n"
            f"default_md=sha256\npolicy=p\nunique_subject=no\nx509_extensions=x\n[p]\ncommonName=supplied\n"
            f"[x]\nbasicConstraints=critical,CA:FALSE\nsubjectAltName={names}\nextendedKeyUsage=serverAuth\n")
        openssl("req", "-new", "-newkey", *kind, "-nodes", "-subj", "/CN=pages", "-keyout", f"{at}.key", "-out", f"{at}.csr")
        openssl("ca", "-batch", "-config", self.folder / "ca.conf", "-cert", self.file, "-keyfile", self.folder / "ca.key",
                "-startdate", day(begins), "-enddate", day(ends), "-notext", "-in", f"{at}.csr", "-out", f"{at}.crt")
        certificate = (self.folder / f"{self.number}.crt").read_bytes() + self.file.read_bytes()
        return certificate, (self.folder / f"{self.number}.key").read_bytes(), self.number


def put(file, data, mode=0o600):
    """Replaced as a whole, as whoever renews a certificate does."""
    beside = file.with_name(file.name + ".new")
    beside.write_bytes(data)
    beside.chmod(mode)
    beside.rename(file)
