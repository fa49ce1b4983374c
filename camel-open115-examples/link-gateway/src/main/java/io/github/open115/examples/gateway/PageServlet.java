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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page: a document, its looks and its modules, and nothing from anywhere else. */
public final class PageServlet extends HttpServlet {

    /** The empty one is the root itself. */
    static final List<String> PATHS = List.of("", "/page/*");

    private static final long serialVersionUID = 1L;

    private static final Pattern NAME = Pattern.compile("/[a-z-]+\\.(css|js)");

    private static final Map<String, String> TYPES = Map.of("css", "text/css", "js", "text/javascript");

    /** Pictures and films may come from wherever a redirection leads, and subtitles from the page; nothing that runs may. */
    private static final String POLICY = "default-src 'self'; img-src * data:; media-src * blob:; object-src 'none';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() == null || request.getServletPath().isEmpty()) {
            send("/index.html", "text/html", response);
            return;
        }
        Matcher name = NAME.matcher(request.getPathInfo());
        if (name.matches()) {
            send(request.getPathInfo(), TYPES.get(name.group(1)), response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void send(String name, String type, HttpServletResponse response) throws IOException {
        try (InputStream file = PageServlet.class.getResourceAsStream("/page" + name)) {
            if (file == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setContentType(type + ";charset=utf-8");
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Cache-Control", "no-cache");
            file.transferTo(response.getOutputStream());
        }
    }
}
