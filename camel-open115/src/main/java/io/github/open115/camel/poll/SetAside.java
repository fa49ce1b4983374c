/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The files that cannot be delivered as they are, by id, with the reason. Their rows are not kept: a file is judged again
 * when its row changes, and all are judged again when the filters change. Not thread-safe.
 */
final class SetAside {

    // file id -> code of the reason
    private final Map<String, String> reasons;
    private final Map<SetAsideReason, Long> counts = new EnumMap<>(SetAsideReason.class);

    /** @param reasons the kept reasons by id, durable where the state of the consumer is */
    SetAside(Map<String, String> reasons) {
        this.reasons = reasons;
        reasons.values().forEach(code -> counts.merge(SetAsideReason.ofCode(code), 1L, Long::sum));
    }

    /** @return whether the file was not set aside before, or for another reason */
    boolean put(String fileId, SetAsideReason reason) {
        String before = reasons.get(fileId);
        if (reason.code().equals(before)) {
            return false;
        }
        reasons.put(fileId, reason.code());
        forgetOne(before);
        counts.merge(reason, 1L, Long::sum);
        return true;
    }

    void remove(String fileId) {
        forgetOne(reasons.remove(fileId));
    }

    private void forgetOne(String code) {
        if (code != null) {
            counts.computeIfPresent(SetAsideReason.ofCode(code), (reason, count) -> count == 1 ? null : count - 1);
        }
    }

    Map<SetAsideReason, Long> counts() {
        return new EnumMap<>(counts);
    }

    Map<String, SetAsideReason> first(int limit) {
        Map<String, SetAsideReason> first = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : reasons.entrySet()) {
            if (first.size() >= limit) {
                break;
            }
            first.put(entry.getKey(), SetAsideReason.ofCode(entry.getValue()));
        }
        return first;
    }

    void retain(Predicate<String> present) {
        for (String id : reasons.keySet()) {
            if (!present.test(id)) {
                remove(id);
            }
        }
    }
}
