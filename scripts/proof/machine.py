"""Machine of the proof: its servers, its choices for the guide, and the blocks that it plays."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.proof.guide import blocks
from scripts.proof.servers import Nginx, Postgres, Redis, free_port, program
from scripts.proof.units import Units

NAME = "portail.example.org"


class Machine:
    """A Debian machine in a folder. What the guide's shell exports is kept from block to block."""

    def __init__(self, folder, source, mails, clamd):
        self.folder, self.source, self.mails = Path(folder), source, mails
        self.postgres = Postgres(self.folder / "postgres").start()
        self.redis = Redis(self.folder / "redis").start()
        self.nginx = Nginx(self.folder / "nginx")
        self.units = Units(self.folder / "systemd", self.folder / "units", self.nginx.reload)
        self.code, self.settings = self.folder / "code", self.folder / "etc"
        self.state = self.folder / "exports"
        self.state.write_text("")
        if kept := os.environ.get(
            "LIBRARIES"
        ):  # a former proof's code/venvs: not what one proves at the end
            shutil.copytree(kept, self.code / "venvs", symlinks=True)
        choices = {
            "NOM": NAME,
            "COURRIEL": f"smtp://127.0.0.1:{mails.port}",
            "CODE": self.code,
            "DONNEES": self.folder / "data",
            "REGLAGES": self.settings,
            "SAUVEGARDES": self.folder / "backups",
            "CLE_PRIVEE": self.folder / "cle-privee.txt",
            "UNITES": self.folder / "units",
            "NGINX_CONF": self.nginx.folder,
            "BASE": f"127.0.0.1:{self.postgres.port}",
            "PSQL": self.postgres.psql,
            "REDIS": f"redis://127.0.0.1:{self.redis.port}/0",
            "ANTIVIRUS": f"tcp://127.0.0.1:{clamd.port}",
            "PORT_WEB": free_port(),
            "PORT_HTTP": self.nginx.plain,
            "PORT_TLS": self.nginx.port,
            "VERSION": "2026-12-01",
        }
        self.env = {name: str(value) for name, value in choices.items()}
        self.tools()

    def tools(self):
        """nginx -t reads the configuration of this machine."""
        tool = self.units.folder / "bin" / "nginx"
        words = f'exec {program("nginx")} -c {self.nginx.config} -p {self.nginx.folder} "$@"'
        tool.write_text(f"#!/bin/sh\n{words}\n")
        tool.chmod(0o755)

    @property
    def certificate(self):
        return self.settings / "tls" / "fullchain.pem"

    def archive(self, release, source=None):
        """A release as it is handed over."""
        path = self.folder / f"portail-{release}.tar.gz"
        words = ["tar", "-czf", path, "-C", source or self.source, "."]
        subprocess.run(words, check=True)
        self.env |= {"ARCHIVE": str(path), "VERSION": release}

    def shell(self, text):
        """(code, what is said) of these lines in the guide's shell."""
        kept = f'. "{self.state}"\nset -euo pipefail\n'
        keeps = f'{{ export -p; echo "cd $PWD"; }} > "{self.state}.new" && mv "{self.state}.new" "{self.state}"'
        path = f"{self.units.folder}/bin:{os.environ['PATH']}:/usr/sbin"
        done = subprocess.run(
            ["/bin/bash", "-c", f"{kept}{text}\n{keeps}\n"],
            check=False,
            capture_output=True,
            text=True,
            env=os.environ | self.env | {"PATH": path},
            cwd=self.folder,
        )
        return done.returncode, done.stdout + done.stderr

    def blocks(self, kind="", titles=None):
        """Those of the guide that this machine plays."""
        found = blocks(self.source / "docs" / "install.md")
        return [
            one for one in found if one.kind == kind and (titles is None or one.title in titles)
        ]

    def renew(self):
        """Another release: its archive and its name take the place of what the shell has kept."""
        lines = self.state.read_text().splitlines(keepends=True)
        former = ("declare -x VERSION=", "declare -x ARCHIVE=")
        self.state.write_text("".join(line for line in lines if not line.startswith(former)))

    def close(self):
        self.units.close()
        for server in (self.nginx, self.redis, self.postgres):
            server.stop()
