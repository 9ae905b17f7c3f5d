#!/bin/sh
# Apache Kafka with the mounted settings; makes its data folder once. Logs go to the container's output alone.
set -eu
export LOG_DIR=/tmp
export KAFKA_HEAP_OPTS="-Xms128m -Xmx320m"
export KAFKA_JVM_PERFORMANCE_OPTS="-server -XX:+UseSerialGC -XX:MaxDirectMemorySize=64m -XX:MaxMetaspaceSize=96m -XX:ReservedCodeCacheSize=64m"
export KAFKA_LOG4J_OPTS="-Dlog4j2.configurationFile=/etc/cascade/log4j2.properties"
run=/opt/kafka/bin/kafka-run-class.sh
settings=/etc/cascade/kafka.properties
if [ ! -s /var/lib/kafka/data/meta.properties ]; then
    cluster=$("$run" kafka.tools.StorageTool random-uuid)
    "$run" kafka.tools.StorageTool format "--cluster-id=$cluster" -c "$settings"
fi
exec "$run" kafka.Kafka "$settings" "$@"
