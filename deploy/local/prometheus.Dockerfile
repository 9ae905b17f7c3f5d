# Debian's Prometheus 2.42.0, without its pages, in place of prom/prometheus:v3.5.0 where no image registry is reached; same
# folder and account, and the same wget, busybox's.
ARG BASE
FROM ${BASE}
COPY packages /packages
RUN dpkg --unpack /packages/*.deb \
 && ln -s busybox /bin/wget \
 && install -d -o 65534 -g 65534 /prometheus
USER 65534:65534
ENTRYPOINT ["/usr/bin/prometheus"]
