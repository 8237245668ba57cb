"""How fast Pacta is: ``python -m benchmarks``."""
