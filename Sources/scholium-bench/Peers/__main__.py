"""One claim and submit of Scholium's against Label Studio's and Potato's, on the stores that they use by default.

    swift build -c release --product scholium
    python3 Sources/scholium-bench/Peers

Installs both from PyPI into environments of their own (two minutes, 2 GB in --folder), and lets all three serve the
same 10,000 texts: the peers over HTTP on this machine, as their own pages speak to them, Scholium over `scholium pipe`.
Rounds take turns (A B C A B C); a ratio is the median of those of neighbouring rounds. What came out is printed and, with
--store, kept with its date and versions. On a machine that others use, `nice -n -15` in front lifts all three alike: a
process that waits for the disk loses a tick of the scheduler there each time, which is more than a pair takes.
"""
import argparse
import pathlib
import shutil
import statistics
import sys
import tempfile

import label_studio
import measuring
import potato
import report
import scholium

HERE = pathlib.Path(__file__).resolve().parent
LABELS = ["comedy", "drama", "horror"]


def arguments():
    parser = argparse.ArgumentParser(prog="peers", description=__doc__.split("\n")[0])
    parser.add_argument("--scholium", default=HERE.parents[2] / ".build/release/scholium", type=pathlib.Path)
    parser.add_argument("--folder", default=HERE.parents[2] / ".build/peers", type=pathlib.Path,
                        help="for the environments, which are kept, and the data, which is not")
    parser.add_argument("--tasks", default=10_000, type=int)
    parser.add_argument("--rounds", default=9, type=int, help="of one client")
    parser.add_argument("--pairs", default=10, type=int, help="in a round of one client")
    parser.add_argument("--clients", default=8, type=int)
    parser.add_argument("--crowds", default=3, type=int, help="rounds of all clients at once")
    parser.add_argument("--seconds", default=15, type=float, help="that such a round lasts at most")
    parser.add_argument("--store", action="store_true", help=f"write the figures to {report.FOLDER}")
    return parser.parse_args()


def measure(tools, options):
    """Per tool, the medians of its rounds of one client, and its crowds."""
    alone = {tool.name: tool.join("alone") for tool in tools}
    for person in alone.values():
        measuring.one_by_one(person, 3)  # unmeasured: connections and plans are made
    rounds = {tool.name: [] for tool in tools}
    for _ in range(options.rounds):
        for tool in tools:
            rounds[tool.name].append(statistics.median(measuring.one_by_one(alone[tool.name], options.pairs)))
    # So few that there is work left for everybody in every round.
    each = options.tasks // 2 // (options.clients * options.crowds)
    people = {tool.name: [tool.join(f"client{number}") for number in range(options.clients)] for tool in tools}
    crowds = {tool.name: [] for tool in tools}
    for _ in range(options.crowds):
        for tool in tools:
            crowds[tool.name].append(measuring.Crowd(people[tool.name], options.seconds, each))
    for person in [*alone.values(), *(person for some in people.values() for person in some)]:
        person.leave()
    return rounds, crowds


def main():
    options = arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    data = pathlib.Path(tempfile.mkdtemp(prefix="data-", dir=options.folder))
    texts = [f"Film {number} " + "x" * 270 for number in range(options.tasks)]
    tools = []
    try:
        for make, place in [
            (lambda folder: scholium.Scholium(options.scholium.resolve(), folder, LABELS), "scholium"),
            (lambda folder: label_studio.LabelStudio(options.folder, folder, LABELS), "label-studio"),
            (lambda folder: potato.Potato(options.folder, folder, LABELS), "potato"),
        ]:
            folder = data / place
            folder.mkdir()
            tools.append(make(folder))
            print(f"loading {tools[-1].name} ...", file=sys.stderr)
            tools[-1].load(texts)
        figures = report.Report(tools, *measure(tools, options), options)
    finally:
        for tool in tools:
            tool.stop()
        shutil.rmtree(data, ignore_errors=True)
    print(figures.text())
    if options.store:
        figures.store()
    return 0 if figures.holds else 1


sys.exit(main())
