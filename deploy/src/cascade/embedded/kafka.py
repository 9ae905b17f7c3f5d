"""Apache Kafka as one KRaft node on loopback."""

import base64
import shutil
import subprocess
import uuid
from pathlib import Path

from cascade.embedded import children, jars, ports
from cascade.embedded.failures import CannotRun
from cascade.embedded.java import java

STARTED = "Kafka Server started"
ATTEMPTS = 5
FORMAT = "version=1"
"""The line of Kafka's own description of a data folder that says how it is laid out."""
JVM = ("-XX:+UseSerialGC", "-Xmx384m", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
"""Starts in two seconds and stays small; not for measuring throughput."""


class Kafka:
    """One broker in `data`. Started again it has the ports that it had, unless somebody else has taken them."""

    def __init__(self, data: Path) -> None:
        self._data = data / "kafka"
        self._settings = data / "kafka.properties"
        self._log = data / "kafka.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._ports: list[int] = []

    @property
    def bootstrap(self) -> str:
        return f"127.0.0.1:{self._ports[0]}"

    def start(self) -> None:
        """Returns once it answers. Raises CannotRun."""
        self._made_by_this_format()
        children.end_former(self._log)
        for attempt in range(ATTEMPTS):
            try:
                return self._start()
            except CannotRun:
                if attempt == ATTEMPTS - 1 or "Address already in use" not in self._log.read_text(errors="replace"):
                    raise
            self._ports = []
        return None

    @property
    def process(self) -> "subprocess.Popen[bytes] | None":
        """None before it is started."""
        return self._process

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        if self._process is not None:
            children.stop(self._process)

    def _made_by_this_format(self) -> None:
        if self._meta.exists() and FORMAT not in self._meta.read_text().splitlines():
            raise CannotRun(
                f"{self._data} is not in the format of Kafka {jars.KAFKA}; "
                f"keep what you need of it, remove {self._data.parent} and run again"
            )

    def _start(self) -> None:
        self._ports = self._ports or ports.free(2)
        broker, controller = self._ports
        values = settings(self._data, f"127.0.0.1:{broker}", f"127.0.0.1:{controller}", self.bootstrap)
        self._data.parent.mkdir(parents=True, exist_ok=True)
        self._settings.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
        if not self._meta.exists():
            self._format()
        self._log.unlink(missing_ok=True)
        self._process = children.start([*self._java(), "kafka.Kafka", self._settings], self._log)
        children.wait_for(self._ready, self._process, "Kafka", self._log)

    @property
    def _meta(self) -> Path:
        """What Kafka writes last when it makes a data folder."""
        return self._data / "meta.properties"

    def _java(self) -> list[str]:
        return [str(java()), *JVM, "-cp", jars.class_path()]

    def _format(self) -> None:
        shutil.rmtree(self._data, ignore_errors=True)
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        asked = ["format", f"--cluster-id={cluster}", "-c", str(self._settings)]
        done = children.run([*self._java(), "kafka.tools.StorageTool", *asked])
        if done.returncode != 0:
            raise CannotRun(f"Kafka could not make its data folder {self._data}:\n{done.stderr.strip()[-600:]}")

    def _ready(self) -> bool:
        return STARTED in self._log.read_text(errors="replace") and ports.answers(self._ports[0])


def settings(data: Path, broker: str, controller: str, advertised: str) -> dict[str, str | int | Path]:
    """Of a node that is broker and controller; the three addresses are `host:port`."""
    return {
        "process.roles": "broker,controller",
        "node.id": 1,
        "controller.quorum.voters": f"1@{controller}",
        "listeners": f"PLAINTEXT://{broker},CONTROLLER://{controller}",
        "advertised.listeners": f"PLAINTEXT://{advertised}",
        "controller.listener.names": "CONTROLLER",
        "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs": data,
        "auto.create.topics.enable": "false",
        "log.message.timestamp.type": "LogAppendTime",
        "compression.type": "uncompressed",
        "group.initial.rebalance.delay.ms": 0,
        "offsets.topic.num.partitions": 3,
        "offsets.topic.replication.factor": 1,
        "transaction.state.log.num.partitions": 3,
        "transaction.state.log.replication.factor": 1,
        "transaction.state.log.min.isr": 1,
        "share.coordinator.state.topic.replication.factor": 1,
        "share.coordinator.state.topic.min.isr": 1,
        "log.cleaner.dedupe.buffer.size": 8_388_608,
    }
