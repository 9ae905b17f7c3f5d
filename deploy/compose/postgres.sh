#!/bin/sh
# PostgreSQL 18 with the mounted settings; makes its data folder once. Arguments are handed on.
set -eu
data=/var/lib/postgresql/18/docker
if [ ! -s "$data/PG_VERSION" ]; then
    rm -rf "$data.new"
    mkdir -p -m 0700 "$data.new"
    initdb -D "$data.new" -U postgres --pwfile /run/secrets/postgres.password -A scram-sha-256 -E UTF8 --locale=C.UTF-8
    mv "$data.new" "$data"
fi
exec postgres -D "$data" -c config_file=/etc/cascade/postgresql.conf -c hba_file=/etc/cascade/pg_hba.conf "$@"
