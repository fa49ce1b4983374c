/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.video;

/** What pays for the faster transcoding of a video (docs/115-open-api.md F.5). Both need a membership. */
public enum PushBy {
    /** The membership, by its level. */
    vip("vip_push"),
    /** The coins of the account, which cost money. */
    coins("pay_push");

    private final String op;

    PushBy(String op) {
        this.op = op;
    }

    String op() {
        return op;
    }
}
