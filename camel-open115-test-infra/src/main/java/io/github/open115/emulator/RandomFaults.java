/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Everything that can go wrong with content, at random but the same for the same seed: cut, without its second half, with
 * a wrong bit, refused, dropped, overloaded, standing still, slow, and links that expire. Also with uploads, changes of
 * the drive, and cloud download. Not thread-safe.
 */
public final class RandomFaults {

    private static final Duration EXPIRY = Duration.ofHours(1);
    private static final Duration SLOW = Duration.ofMillis(5);

    private static final String[] UPLOAD_CALLS = {
        "/open/upload/get_token",
        "/open/upload/init",
        "/open/upload/resume",
        OssOperation.INITIATE_MULTIPART_UPLOAD,
        OssOperation.LIST_PARTS
    };
    private static final String[] SENDING = {
        OssOperation.PUT_OBJECT, OssOperation.UPLOAD_PART, OssOperation.COMPLETE_MULTIPART_UPLOAD
    };
    private static final String[] ENDING = {OssOperation.PUT_OBJECT, OssOperation.COMPLETE_MULTIPART_UPLOAD};

    private static final String[] CHANGES = {
        "/open/folder/add",
        "/open/ufile/copy",
        "/open/ufile/move",
        "/open/ufile/update",
        "/open/ufile/delete",
        "/open/rb/revert",
        "/open/rb/del"
    };
    private static final String[] OFFLINE_CHANGES = {
        "/open/offline/add_task_urls", "/open/offline/add_task_bt", "/open/offline/del_task", "/open/offline/clear_task"
    };
    private static final long[] BUSY = {990005, 990009, 990019};

    private final Open115Emulator emulator;
    private final Random random;
    private final List<Faults.Armed> armed = new ArrayList<>();

    /** @param emulator whose clock jumps when links expire */
    public RandomFaults(Open115Emulator emulator, long seed) {
        this.emulator = emulator;
        this.random = new Random(seed);
    }

    /**
     * Arms a fault for one of the next requests for content.
     *
     * @param size of the content that is asked for next, in bytes; at least 1
     */
    public void arm(int size) {
        armed.add(emulator.faults().arm(Faults.CDN, fault(size)).after(random.nextInt(3)));
    }

    /**
     * Arms a fault for one of the next requests of an upload: dropped before or after its effect, cut, refused or
     * overloaded; credentials that end, uploads in parts that are forgotten, a callback that fails or is not heard, an
     * answer that is empty or wrong.
     *
     * @param size of the content that is uploaded next, in bytes; at least 1
     */
    public void armUpload(int size) {
        switch (random.nextInt(4)) {
            case 0 -> arm(UPLOAD_CALLS[random.nextInt(UPLOAD_CALLS.length)], lossOrOverload());
            case 1 -> arm(SENDING[random.nextInt(SENDING.length)], sendingFault(size));
            case 2 -> arm(ENDING[random.nextInt(ENDING.length)], answerFault());
            default -> arm(OssOperation.CALLBACK, callbackFault());
        }
    }

    /**
     * Arms a fault for the next request of one kind that changes the drive: dropped before or after its effect, busy, or
     * overloaded.
     */
    public void armChange() {
        Fault fault = random.nextInt(4) == 0
                ? Fault.error(BUSY[random.nextInt(BUSY.length)], "上一个操作正在执行，请稍后再试")
                : lossOrOverload();
        arm(CHANGES[random.nextInt(CHANGES.length)], fault);
    }

    /**
     * Arms a fault for the next request of one kind that changes the tasks of cloud download: dropped before or after its
     * effect, failed, or overloaded.
     */
    public void armOffline() {
        Fault fault = random.nextInt(4) == 0 ? Fault.error(980004, "操作失败") : lossOrOverload();
        arm(OFFLINE_CHANGES[random.nextInt(OFFLINE_CHANGES.length)], fault);
    }

    private void arm(String endpoint, Fault fault) {
        armed.add(emulator.faults().arm(endpoint, fault));
    }

    private Fault lossOrOverload() {
        return switch (random.nextInt(3)) {
            case 0 -> Fault.dropBeforeEffect();
            case 1 -> Fault.lostReply();
            default -> Fault.html(500 + random.nextInt(5));
        };
    }

    private Fault sendingFault(int size) {
        return switch (random.nextInt(7)) {
            case 0 -> Fault.cutUploadAfter(random.nextInt(size));
            case 1 -> Fault.slowDown();
            case 2 -> Fault.ossError(500 + random.nextInt(4), "InternalError");
            case 3 -> Fault.ossError(403, "SecurityTokenExpired");
            case 4 -> Fault.ossError(403, "InvalidAccessKeyId");
            case 5 -> Fault.run(emulator.uploads()::dropMultipartUploads);
            default -> Fault.lostReply();
        };
    }

    private Fault answerFault() {
        return switch (random.nextInt(4)) {
            case 0 -> Fault.emptyReply();
            case 1 -> Fault.lostReply();
            case 2 -> Fault.rewrite(json -> json.put("state", false));
            default -> Fault.rewrite(json -> json.withObject("data").put("sha1", "0".repeat(40)));
        };
    }

    private Fault callbackFault() {
        return switch (random.nextInt(4)) {
            case 0 -> Fault.html(502);
            case 1 -> Fault.dropBeforeEffect();
            case 2 -> Fault.lostReply();
            default -> Fault.error(10002, "文件校验失败，请重新上传");
        };
    }

    /** How many faults have happened. */
    public long fired() {
        return armed.stream().mapToLong(Faults.Armed::fired).sum();
    }

    private Fault fault(int size) {
        return switch (random.nextInt(9)) {
            case 0 -> Fault.cutAfter(random.nextInt(size));
            case 1 -> Fault.truncated();
            case 2 -> Fault.bitFlippedAt(random.nextInt(size));
            case 3 -> Fault.forbidden();
            case 4 -> Fault.dropBeforeEffect();
            case 5 -> Fault.html(500 + random.nextInt(5));
            case 6 -> Fault.stalledAfter(random.nextInt(size));
            case 7 -> Fault.trickle(SLOW);
            default -> Fault.run(() -> emulator.clock().advance(EXPIRY));
        };
    }
}
