package io.renewals.launcher;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that listens on a port, with the variable that moves it. The services come in the flow's order. */
enum Part {
    POSTGRES("postgres", "POSTGRES_PORT", 5432),
    KAFKA("kafka", "KAFKA_PORT", 9092),
    SCHEMA_REGISTRY("schema-registry", "SCHEMA_REGISTRY_PORT", 8081),
    SMTP("smtp", "SMTP_PORT", 1025),
    MAILBOX("mailbox", "MAILBOX_PORT", 8025),
    SLACK("slack-stand-in", "SLACK_STANDIN_PORT", 8055),
    BEDROCK("bedrock-stand-in", "BEDROCK_STANDIN_PORT", 8056),
    FRONT_DOOR("front-door", "FRONT_DOOR_PORT", 8080),
    INTAKE("intake", "INTAKE_PORT", 8101),
    REGISTRY("registry", "REGISTRY_PORT", 8102),
    RULE_DECIDER("rule-decider", "RULE_DECIDER_PORT", 8103),
    DRAFTER("drafter", "DRAFTER_PORT", 8104),
    GUARDRAIL_GATE("guardrail-gate", "GUARDRAIL_GATE_PORT", 8105),
    NOTIFIER("notifier", "NOTIFIER_PORT", 8106),
    ACTION_SERVICE("action-service", "ACTION_SERVICE_PORT", 8107),
    AUDIT_SINK("audit-sink", "AUDIT_SINK_PORT", 8108);

    private final String label;
    private final String variable;
    private final int usualPort;

    Part(String label, String variable, int usualPort) {
        this.label = label;
        this.variable = variable;
        this.usualPort = usualPort;
    }

    String label() {
        return label;
    }

    String variable() {
        return variable;
    }

    int usualPort() {
        return usualPort;
    }

    static List<Part> services() {
        return Stream.of(values())
                .filter(part -> part.ordinal() >= INTAKE.ordinal())
                .toList();
    }

    static Optional<Part> labelled(String label) {
        return Stream.of(values()).filter(part -> part.label.equals(label)).findFirst();
    }
}
