"""What the reference story is made of: constants, a generator for the applicants, the facts that must hold.

No HTTP here. Fields are named as in the bodies of the routes that take them; people, trainings, sessions and plans are
called by keys (`TJ-07`, `dushanbe-2017`, `S-09`, `P03`), which the client maps to the ids that the services give.
"""
