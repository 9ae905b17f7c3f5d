"""What the selection costs in time and memory, beside a naive program and a peer. A measurement, and no test."""
