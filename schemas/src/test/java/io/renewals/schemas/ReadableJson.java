package io.renewals.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Golden samples as people write them: dates and instants in ISO form, amounts as texts, no tags on unions. A field that is left
 * out gets its default, where it has one.
 */
final class ReadableJson {
    private ReadableJson() {}

    static SpecificRecord record(Schema schema, JsonNode json) {
        SpecificRecord record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode value = json.get(field.name());
            if (value != null) {
                record.put(field.pos(), value(field.schema(), value));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), SpecificData.getForSchema(schema).getDefaultValue(field));
            }
        }
        return record;
    }

    private static Object value(Schema schema, JsonNode json) {
        return switch (schema.getType()) {
            case UNION -> json.isNull() ? null : value(schema.getTypes().getLast(), json);
            case RECORD -> record(schema, json);
            case ENUM -> symbol(schema, json.asText());
            case ARRAY -> list(schema, json);
            case MAP -> map(schema, json);
            case STRING -> json.isTextual() ? json.textValue() : json.numberValue();
            case INT, LONG, BYTES -> logical(schema, json);
            case BOOLEAN -> json.booleanValue();
            case NULL, FLOAT, DOUBLE, FIXED -> throw new IllegalArgumentException("no such field: " + schema);
        };
    }

    private static Object logical(Schema schema, JsonNode json) {
        LogicalType type = schema.getLogicalType();
        if (type instanceof LogicalTypes.Decimal) {
            return new BigDecimal(json.textValue());
        }
        if (type instanceof LogicalTypes.Date) {
            return LocalDate.parse(json.textValue());
        }
        if (type instanceof LogicalTypes.TimestampMicros) {
            return Instant.parse(json.textValue());
        }
        return schema.getType() == Schema.Type.INT ? (Object) json.intValue() : (Object) json.longValue();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object symbol(Schema schema, String name) {
        return Enum.valueOf((Class) SpecificData.get().getClass(schema), name);
    }

    private static List<Object> list(Schema schema, JsonNode json) {
        List<Object> values = new ArrayList<>();
        json.forEach(item -> values.add(value(schema.getElementType(), item)));
        return values;
    }

    private static Map<String, Object> map(Schema schema, JsonNode json) {
        Map<String, Object> values = new HashMap<>();
        json.properties().forEach(entry -> values.put(entry.getKey(), value(schema.getValueType(), entry.getValue())));
        return values;
    }
}
