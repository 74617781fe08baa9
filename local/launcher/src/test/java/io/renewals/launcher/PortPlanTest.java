package io.renewals.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PortPlanTest {
    @Test
    void aBusyPortIsNamedWithTheVariableThatMovesIt() {
        PortPlan ports = new PortPlan(Map.of());

        assertThat(ports.complaints(1, port -> port != 9092))
                .containsExactly("port 9092 (KAFKA_PORT) is in use; set KAFKA_PORT=19092 or another free one");
    }

    @Test
    void nothingIsSaidWhereAllPortsAreFree() {
        assertThat(new PortPlan(Map.of()).complaints(2, port -> true)).isEmpty();
    }

    @Test
    void aReplicasPortCountsOnlyWhereThereAreReplicas() {
        PortPlan ports = new PortPlan(Map.of());

        assertThat(ports.complaints(1, port -> port != 8204)).isEmpty();
        assertThat(ports.complaints(2, port -> port != 8204))
                .singleElement()
                .asString()
                .contains("DRAFTER_PORT");
    }

    @Test
    void aVariableWinsOverTheShiftOfAll() {
        PortPlan ports = new PortPlan(Map.of("PORT_BASE", "20000", "KAFKA_PORT", "9999"));

        assertThat(ports.of(Part.KAFKA)).isEqualTo(9999);
        assertThat(ports.of(Part.FRONT_DOOR)).isEqualTo(28080);
        assertThat(ports.of(Part.AUDIT_SINK, 2)).isEqualTo(28208);
    }

    @Test
    void twoPartsOnOnePortAreRefused() {
        PortPlan ports = new PortPlan(Map.of("MAILBOX_PORT", "8080"));

        assertThat(ports.complaints(1, port -> true))
                .singleElement()
                .asString()
                .contains("MAILBOX_PORT")
                .contains("FRONT_DOOR_PORT");
    }

    @Test
    void whatIsNoPortIsRefused() {
        assertThatThrownBy(() -> new PortPlan(Map.of("SMTP_PORT", "mail")))
                .hasMessage("SMTP_PORT=mail is not a number");
        assertThatThrownBy(() -> new PortPlan(Map.of("PORT_BASE", "60000"))).hasMessageContaining("PORT_BASE");
    }
}
