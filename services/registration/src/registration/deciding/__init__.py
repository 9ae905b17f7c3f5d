"""A decision about seats with all that is kept of it, made by `panel` in a process of its own (`worker`).

`decision` what is decided, or why it cannot be · `lots` the same of a lottery, in two acts · `refused` the words for
that · `exchanging` which offers stand in the way of a promotion · `explained` what the document does not say · `handed`
the two files that it is checked against.
"""
