/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** The page: three files, and nothing from anywhere else. */
public final class PageServlet extends HttpServlet {

    /** The empty one is the root itself. */
    static final List<String> PATHS = List.of("", "/gateway.css", "/gateway.js");

    private static final long serialVersionUID = 1L;

    private static final Map<String, String> TYPES =
            Map.of("index.html", "text/html", "gateway.css", "text/css", "gateway.js", "text/javascript");

    /** Pictures and films may come from wherever a redirection leads; nothing that runs may. */
    private static final String POLICY = "default-src 'self'; img-src * data:; media-src *; object-src 'none';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getServletPath().isEmpty()
                ? "index.html"
                : request.getServletPath().substring(1);
        response.setContentType(TYPES.get(name) + ";charset=utf-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-cache");
        try (InputStream file = PageServlet.class.getResourceAsStream("/page/" + name)) {
            file.transferTo(response.getOutputStream());
        }
    }
}
