# Kafka from its locked jars, in place of apache/kafka:4.3.1 where no image registry is reached; same folders and account.
ARG BASE
FROM ${BASE}
COPY java-runtime /opt/java
COPY jars /opt/kafka/libs
COPY kafka-run-class.sh /opt/kafka/bin/
RUN useradd --uid 1000 --user-group --no-create-home appuser \
 && chmod 0755 /opt/kafka/bin/kafka-run-class.sh \
 && install -d -o appuser -g appuser /var/lib/kafka/data
USER 1000:1000
