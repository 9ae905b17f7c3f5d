"""The rules of registration, at home and as host. Standard library and refusals only; time comes in as an argument.

Two kinds of methods, everywhere:

- a **request** is an order (`submit`, `release`): it returns the new value or raises a refusal by its name;
- what was **heard** starts with `on_` (a fact, or a reminder that is due): it never refuses, and where nothing
  is to be done it gives the very same value back (`after is before`).

A `version` counts the facts that were announced about the key (`versioned.py`): one method announces at most one fact,
so two facts in one transaction are two calls, each on the value that the other returned.
"""
