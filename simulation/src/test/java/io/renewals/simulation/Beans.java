package io.renewals.simulation;

import io.smallrye.config.ConfigMapping;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The objects of one service, each made once through its constructor from the others, as its annotations ask for. What the world
 * outside gives (clock, database, broker, mail) is put in at the beginning.
 */
final class Beans {
    private final Settings settings;
    private final Map<Class<?>, Object> known = new LinkedHashMap<>();

    Beans(Settings settings, Map<Class<?>, Object> given) {
        this.settings = settings;
        known.putAll(new HashMap<>(given));
        known.put(Config.class, settings.config());
    }

    <T> T get(Class<T> type) {
        Object found = known.get(type);
        if (found == null) {
            found = make(type);
            known.put(type, found);
        }
        return type.cast(found);
    }

    Collection<Object> made() {
        return List.copyOf(known.values());
    }

    private Object make(Class<?> type) {
        if (type.isAnnotationPresent(ConfigMapping.class)) {
            return settings.mapping(type);
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw new IllegalStateException(type + " is wanted and nobody gave one");
        }
        Constructor<?> constructor = constructor(type);
        Object[] arguments =
                Arrays.stream(constructor.getParameters()).map(this::argument).toArray();
        try {
            constructor.setAccessible(true);
            Object made = constructor.newInstance(arguments);
            fill(made, type);
            return made;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + " could not be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " could not be made", e);
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(each -> each.isAnnotationPresent(Inject.class))
                .findFirst()
                .or(() -> Arrays.stream(type.getDeclaredConstructors())
                        .filter(each -> each.getParameterCount() == 0)
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(type + " has no constructor for injection"));
    }

    private Object argument(Parameter parameter) {
        return wanted(parameter, parameter.getType(), parameter.getParameterizedType());
    }

    private void fill(Object made, Class<?> type) throws ReflectiveOperationException {
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(Inject.class) || field.isAnnotationPresent(ConfigProperty.class)) {
                field.setAccessible(true);
                field.set(made, wanted(field, field.getType(), field.getGenericType()));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(PostConstruct.class)) {
                method.setAccessible(true);
                method.invoke(made);
            }
        }
    }

    private Object wanted(AnnotatedElement where, Class<?> type, Type generic) {
        ConfigProperty property = where.getAnnotation(ConfigProperty.class);
        if (property == null) {
            return get(type);
        }
        if (type == Optional.class) {
            Class<?> of = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
            return settings.config().getOptionalValue(property.name(), of);
        }
        Optional<?> set = settings.config().getOptionalValue(property.name(), type);
        return set.isPresent()
                ? set.get()
                : settings.config().getConverter(type).orElseThrow().convert(property.defaultValue());
    }
}
