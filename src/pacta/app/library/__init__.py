"""The register as a Python library: the verbs of `pacta.client.verbs`, answered here without a network."""
