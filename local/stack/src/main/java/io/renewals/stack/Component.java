package io.renewals.stack;

/** A part of the stack, with its port on a laptop and the variable that moves it. */
public enum Component {
    POSTGRES("postgres", "POSTGRES_PORT", 5432),
    KAFKA("kafka", "KAFKA_PORT", 9092),
    /** Needs {@link #POSTGRES}, where it stores the schemas. */
    REGISTRY("schema-registry", "SCHEMA_REGISTRY_PORT", 8081),
    /** SMTP into memory, in the process that asks for it. */
    MAIL("mail", "SMTP_PORT", 1025);

    private final String label;
    private final String portVariable;
    private final int usualPort;

    Component(String label, String portVariable, int usualPort) {
        this.label = label;
        this.portVariable = portVariable;
        this.usualPort = usualPort;
    }

    /** Name in logs and file names. */
    public String label() {
        return label;
    }

    /** Environment variable that moves the port. */
    public String portVariable() {
        return portVariable;
    }

    /** TCP port on a laptop. */
    public int usualPort() {
        return usualPort;
    }
}
