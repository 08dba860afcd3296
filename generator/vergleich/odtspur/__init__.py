"""An OpenDocument text that shows one version as tracked changes against another; see `odtspurdatei.write_odtspur`."""
