"""The best selection under quotas, unique and proven. Pure functions on arrays: no file, no database, no clock of ours.

`call` what is asked, and its program · `merit` the selection and its proof · `costs`, `reserve`, `replacement`,
`explaining` what follows from it · `remarks`, `conflict`, `easing` why there is none · `document` all of it as one
file · `verify_selection` checks that file, alone and without a solver.
"""
