# Debian with its Python, in place of python:3.13-slim-trixie where no image registry is reached.
FROM scratch
ADD rootfs.tar /
