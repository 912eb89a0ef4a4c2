"""What was measured: as a table, and as a document with its date and versions."""
import datetime
import json
import os
import pathlib
import platform
import statistics

import measuring

FOLDER = "Sources/scholium-bench/Figures"
# At most this part of the peer's time for a pair of one client.
GOALS = {"Label Studio": 1 / 100, "Potato": 1 / 20}


class Report:
    def __init__(self, tools, rounds, crowds, options):
        self.date = datetime.date.today().isoformat()
        ours = tools[0].name
        self.tools = [self.figures(tool, rounds[tool.name], crowds[tool.name]) for tool in tools]
        self.ratios = [{
            "against": tool.name,
            "time_of_a_pair": statistics.median(
                own / other for own, other in zip(rounds[ours], rounds[tool.name])),
            "goal": GOALS[tool.name],
            # A peer that gave everybody errors has no rate.
            "pairs_per_second": statistics.median(
                own.rate / max(other.rate, 1e-9) for own, other in zip(crowds[ours], crowds[tool.name])),
        } for tool in tools[1:]]
        self.setting = {
            "tasks": options.tasks, "rounds": options.rounds, "pairs": options.pairs, "clients": options.clients,
            "crowds": options.crowds, "python": platform.python_version(),
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors", "nice": os.nice(0),
        }

    @staticmethod
    def figures(tool, rounds, crowds):
        together = [seconds for crowd in crowds for seconds in crowd.seconds]
        errors = [error for crowd in crowds for error in crowd.errors]
        return {
            "name": tool.name, "version": tool.version, "pair_ms": round(1000 * statistics.median(rounds), 3),
            "together": {
                "pairs_per_second": round(statistics.median(crowd.rate for crowd in crowds), 1),
                "pair_p50_ms": measuring.milliseconds(together), "pair_p99_ms": measuring.milliseconds(together, 0.99),
                "pairs": len(together), "errors": len(errors), "first_errors": errors[:3],
            },
        }

    @property
    def holds(self):
        is_fast = all(ratio["time_of_a_pair"] <= ratio["goal"] for ratio in self.ratios)
        return is_fast and self.tools[0]["together"]["errors"] == 0

    def text(self):
        clients = self.setting["clients"]
        lines = [
            f"Measured on {self.date} by `python3 Sources/scholium-bench/Peers`: {self.setting['tasks']:,} tasks, default stores, "
            f"{self.setting['machine']}, Python {self.setting['python']}, all at nice {self.setting['nice']}.", "",
            f"| | version | pair, 1 client, median | pairs/s, {clients} clients | pair, {clients} clients, p50 / p99 "
            f"| errors, {clients} clients |",
            "|---|---|---|---|---|---|",
        ]
        for tool in self.tools:
            crowd = tool["together"]
            lines.append(
                f"| {tool['name']} | {tool['version']} | {tool['pair_ms']} ms | {crowd['pairs_per_second']} "
                f"| {crowd['pair_p50_ms']} / {crowd['pair_p99_ms']} ms "
                f"| {crowd['errors']} of {crowd['pairs'] + crowd['errors']} |")
        lines += [
            "", f"| against | part of its time for a pair | goal | | times its pairs/s, {clients} clients |",
            "|---|---|---|---|---|",
        ]
        for ratio in self.ratios:
            held = "held" if ratio["time_of_a_pair"] <= ratio["goal"] else "missed"
            lines.append(
                f"| {ratio['against']} | 1/{1 / ratio['time_of_a_pair']:.0f} | 1/{1 / ratio['goal']:.0f} | {held} "
                f"| {ratio['pairs_per_second']:.0f} |")
        return "\n".join(lines)

    def store(self):
        folder = pathlib.Path(__file__).resolve().parent.parent / "Figures"
        folder.mkdir(exist_ok=True)
        document = {
            "date": self.date, "setting": self.setting, "tools": self.tools, "ratios": self.ratios, "holds": self.holds}
        (folder / f"peers-{self.date}.json").write_text(json.dumps(document, indent=2) + "\n")
        (folder / "peers.md").write_text("# Against its peers\n\n" + self.text() + "\n")
