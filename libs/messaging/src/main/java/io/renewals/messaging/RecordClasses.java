package io.renewals.messaging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Generated classes by name. Avro's own model looks classes up with the loader that loaded Avro, which under a test or a dev
 * mode is not the one that loaded the records; so each class gets a model with its own loader and its own conversions.
 */
final class RecordClasses {
    private static final String PACKAGE = "io.renewals.events.";
    private static final Map<Class<?>, SpecificData> MODELS = new ConcurrentHashMap<>();

    private RecordClasses() {}

    /** @throws Poison for a name outside the contracts: a writer's schema never chooses which class is loaded */
    static Class<? extends SpecificRecord> named(String fullName) {
        if (!fullName.startsWith(PACKAGE)) {
            throw new Poison("record " + fullName + " is not one of the contracts (" + PACKAGE + "*)");
        }
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return Class.forName(fullName, true, loader == null ? RecordClasses.class.getClassLoader() : loader)
                    .asSubclass(SpecificRecord.class);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new Poison("record " + fullName + " is not one of the contracts", e);
        }
    }

    static Schema schemaOf(Class<? extends SpecificRecord> type) {
        return model(type).getSchema(type);
    }

    static SpecificData dataOf(Class<?> type) {
        return model(type);
    }

    private static SpecificData model(Class<?> type) {
        return MODELS.computeIfAbsent(type, known -> {
            SpecificData model = new SpecificData(known.getClassLoader());
            SpecificData.getForClass(known).getConversions().forEach(model::addLogicalTypeConversion);
            model.setFastReaderEnabled(true);
            return model;
        });
    }
}
