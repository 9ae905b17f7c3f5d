"""How long pages take. A measurement of one machine, and no test."""
