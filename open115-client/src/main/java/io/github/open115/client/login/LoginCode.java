/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import io.nayuki.qrcodegen.QrCode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A QR code that a person scans with the 115 app to confirm the log-in there. It is valid for about five minutes
 * (docs/115-open-api.md B.3). Drawing it needs no display.
 */
public final class LoginCode {

    /** How a terminal shows text. */
    public enum Terminal {
        /** Light text on a dark ground, as most terminals have it. */
        DARK,
        /** Dark text on a light ground. */
        LIGHT
    }

    /** The blank margin that scanners need, in modules. */
    private static final int MARGIN = 4;

    private static final int MAX_PIXELS_PER_MODULE = 100;

    private final String content;
    private final QrCode code;

    LoginCode(String content) {
        this.content = content;
        this.code = QrCode.encodeText(content, QrCode.Ecc.LOW);
    }

    /** The text that the code encodes, for a program that draws the code itself. Not the address of a picture. */
    public String content() {
        return content;
    }

    /**
     * The code in half blocks, two rows in a line: about 41 columns by 21 lines, each ended by a line feed. Needs a font
     * of characters twice as high as wide, and output in UTF-8.
     *
     * @param terminal the colours of the terminal; scanners need a dark code on a light ground
     */
    public String text(Terminal terminal) {
        boolean blockIsDark = terminal == Terminal.LIGHT;
        StringBuilder text = new StringBuilder();
        int end = code.size + MARGIN;
        for (int y = -MARGIN; y < end; y += 2) {
            for (int x = -MARGIN; x < end; x++) {
                boolean upper = code.getModule(x, y) == blockIsDark;
                // an odd number of rows: the last line has no lower half
                boolean lower = y + 1 < end && code.getModule(x, y + 1) == blockIsDark;
                text.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    /**
     * The code as a PNG file, black on white, with its margin.
     *
     * @param pixelsPerModule 1 to 100; with 8 the picture is about 330 pixels wide
     */
    public byte[] png(int pixelsPerModule) {
        if (pixelsPerModule < 1 || pixelsPerModule > MAX_PIXELS_PER_MODULE) {
            throw new IllegalArgumentException(
                    "pixelsPerModule must be 1 to " + MAX_PIXELS_PER_MODULE + ", not " + pixelsPerModule);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // ImageIO's own choice of stream would write a copy into a temporary file
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image(pixelsPerModule), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Leaves the content out: whoever has it could confirm the log-in for another account. */
    @Override
    public String toString() {
        return "LoginCode[" + code.size + " x " + code.size + "]";
    }

    private BufferedImage image(int scale) {
        int width = (code.size + 2 * MARGIN) * scale;
        BufferedImage image = new BufferedImage(width, width, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, width);
            graphics.setColor(Color.BLACK);
            for (int y = 0; y < code.size; y++) {
                for (int x = 0; x < code.size; x++) {
                    if (code.getModule(x, y)) {
                        graphics.fillRect((x + MARGIN) * scale, (y + MARGIN) * scale, scale, scale);
                    }
                }
            }
        } finally {
            graphics.dispose();
        }
        return image;
    }
}
