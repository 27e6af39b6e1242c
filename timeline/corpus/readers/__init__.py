"""One module a format; the table of readers in order of trial stands in `timeline.corpus.reading`."""
