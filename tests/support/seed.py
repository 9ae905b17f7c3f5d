"""What the drawn tests draw from: the same everywhere, unless somebody asks for another."""

import os

NAME = "TEST_SEED"
SEED = int(os.environ.get(NAME) or 20_170_515)
