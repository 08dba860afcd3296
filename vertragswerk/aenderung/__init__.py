"""From two versions of a contract to the Änderungsvereinbarung that leads from one to the other."""
