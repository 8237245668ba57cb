"""``python -m pacta``"""

from pacta.cli import main

main()
