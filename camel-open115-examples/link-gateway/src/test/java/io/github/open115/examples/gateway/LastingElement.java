/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/**
 * An element that is looked up again when the page has drawn it anew. A driver refuses a command to an element that is gone
 * before it does anything, so a click is not made twice.
 */
final class LastingElement implements InvocationHandler {

    private static final int ATTEMPTS = 100;

    private final Supplier<WebElement> lookUp;
    private WebElement element;

    private LastingElement(WebElement element, Supplier<WebElement> lookUp) {
        this.element = element;
        this.lookUp = lookUp;
    }

    /** Looks an element up, now and whenever it is gone. */
    static WebElement of(Supplier<WebElement> lookUp) {
        return of(lookUp.get(), lookUp);
    }

    static WebElement of(WebElement element, Supplier<WebElement> lookUp) {
        return (WebElement) Proxy.newProxyInstance(
                LastingElement.class.getClassLoader(),
                new Class<?>[] {WebElement.class},
                new LastingElement(element, lookUp));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        for (int attempt = 1; ; attempt++) {
            try {
                return method.invoke(element, arguments);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof StaleElementReferenceException) || attempt == ATTEMPTS) {
                    throw e.getCause();
                }
                element = lookUp.get();
            }
        }
    }
}
