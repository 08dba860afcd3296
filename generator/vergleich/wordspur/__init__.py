"""A Word file that shows one version as tracked changes against another; see `spurdatei.write_wordspur`."""
