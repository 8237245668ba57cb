"""Properties are tested with the same cases on every run and every machine, however slow."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
