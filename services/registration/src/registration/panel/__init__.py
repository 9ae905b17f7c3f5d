"""A selection under quotas, by merit or by lot, proven. Pure functions on arrays: no file, no database.

`call` what is asked, and its program · `merit` the best selection and its proof · `costs`, `reserve`, `replacement`,
`explaining` what follows from it · `lots` a lottery, and who is drawn; `lot_proofs` what proves it · `remarks`,
`conflict`, `easing` why there is none · `document` all of it as one file · `verify_selection` checks that file, alone
and without a solver.
"""
