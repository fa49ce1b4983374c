/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import java.util.ArrayList;
import java.util.List;

/**
 * Links were not added to the cloud download: the service refused them, or a call failed after others had added links.
 * The message names each refused link. Adding the same links again adds nothing twice.
 */
public class LinksNotAddedException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    private final ArrayList<OfflineLink> links;

    LinksNotAddedException(String message, List<OfflineLink> links) {
        super(Kind.REFUSED, message, Failure.NONE, null);
        this.links = new ArrayList<>(links);
    }

    /** @param cause the failure, whose kind and reply this exception takes over */
    LinksNotAddedException(String message, List<OfflineLink> links, Open115Exception cause) {
        super(cause.kind(), message, cause.failure(), cause);
        this.links = new ArrayList<>(links);
    }

    /** What became of the links, in their order, as far as it is known; never null. */
    public List<OfflineLink> links() {
        return List.copyOf(links);
    }
}
