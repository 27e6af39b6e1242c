"""Appends entries for ever and says so after each acknowledgement: the process that crash tests kill."""

import sys

from timeline.journal import Draft, Journal, SettingsRecorded


def main():
    path, name, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with Journal.open(path) as journal:
        number = 0
        while True:
            drafts = [
                Draft(subject=f"{name}-{number + n}", payload=SettingsRecorded(settings={"text": "x" * (500 * n)}))
                for n in range(size)
            ]
            done = journal.append(drafts)
            number += size
            print(done[-1].position, flush=True)


if __name__ == "__main__":
    main()
