/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.surface;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What programs can name: some types, all types of the project that these show, and their members, as lines of text. */
final class PublicSurface {

    private static final String PROJECT = "io.github.open115.";

    /** Packages that no program names: their types are public for other packages of the project alone. */
    private static final Set<String> INTERNAL = Stream.of(
                    "camel.account",
                    "camel.after",
                    "camel.consumer",
                    "camel.content",
                    "camel.names",
                    "camel.poll",
                    "camel.producer",
                    "camel.serve",
                    "camel.snapshot",
                    "client.internal",
                    "client.state")
            .map(PROJECT::concat)
            .collect(Collectors.toSet());

    private final Map<String, List<String>> lines = new TreeMap<>();
    private final Deque<Class<?>> waiting = new ArrayDeque<>();

    private PublicSurface() {}

    /** The types with what they show, in alphabetical order. */
    static List<String> of(Collection<Class<?>> roots) {
        PublicSurface surface = new PublicSurface();
        surface.waiting.addAll(roots);
        while (!surface.waiting.isEmpty()) {
            surface.visit(surface.waiting.remove());
        }
        return surface.lines.values().stream().flatMap(List::stream).toList();
    }

    private void visit(Class<?> type) {
        if (!type.getName().startsWith(PROJECT)
                || INTERNAL.contains(type.getPackageName())
                || !isVisible(type.getModifiers())
                || lines.containsKey(type.getName())) {
            return;
        }
        List<String> members = Stream.of(
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredConstructors()),
                        Arrays.stream(type.getDeclaredMethods()))
                .flatMap(declared -> declared)
                .filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic())
                .map(this::line)
                .sorted()
                .toList();
        lines.put(
                type.getName(),
                Stream.concat(Stream.of(heading(type)), members.stream()).toList());
        for (Class<?> nested : type.getDeclaredClasses()) {
            waiting.add(nested);
        }
    }

    private String heading(Class<?> type) {
        String above = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .peek(this::follow)
                .map(Type::getTypeName)
                .filter(name -> !name.equals("java.lang.Object"))
                .collect(Collectors.joining(", "));
        return type.toGenericString() + (above.isEmpty() ? "" : " : " + above);
    }

    private String line(Member member) {
        if (member instanceof Field field) {
            follow(field.getGenericType());
            return "    " + field.toGenericString();
        }
        Executable executable = (Executable) member;
        Arrays.stream(executable.getGenericParameterTypes()).forEach(this::follow);
        Arrays.stream(executable.getGenericExceptionTypes()).forEach(this::follow);
        if (member instanceof Method method) {
            follow(method.getGenericReturnType());
            // how a method keeps its threads apart is not part of what it promises
            return "    " + method.toGenericString().replace(" synchronized ", " ");
        }
        return "    " + ((Constructor<?>) executable).toGenericString();
    }

    private void follow(Type type) {
        if (type instanceof Class<?> plain) {
            waiting.add(plain.isArray() ? plain.getComponentType() : plain);
        } else if (type instanceof ParameterizedType generic) {
            follow(generic.getRawType());
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::follow);
        } else if (type instanceof GenericArrayType array) {
            follow(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            Arrays.stream(wildcard.getUpperBounds()).forEach(this::follow);
        }
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
