"""The rules of followup: what becomes of a training once it is over. Standard library and refusals only.

Two kinds of methods, everywhere:

- a **request** is an order (`approve`, `report`): it returns the new value or raises a refusal by its name;
- what was **heard** starts with `on_` (a fact, or a timer that is due): it never refuses, and where nothing
  is to be done it gives the very same value back (`after is before`).

A `version` counts the facts that were announced about the key: a method adds one exactly where it announces one.
"""
