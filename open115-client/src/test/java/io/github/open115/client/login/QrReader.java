/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Plays the camera of a phone: reads QR codes off pictures, and off what a terminal shows. */
public final class QrReader {

    private static final int SCALE = 6;
    private static final int DARK = 0x202020;
    private static final int LIGHT = 0xf0f0f0;

    private QrReader() {}

    /** @throws AssertionError when no code can be read */
    public static String readPng(byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            // looked for as in a photograph, one exact picture in a hundred is not found
            return read(image, Map.of(DecodeHintType.PURE_BARCODE, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is no code that can be read. */
    public static boolean isBlindTo(String text, LoginCode.Terminal terminal) {
        try {
            readTerminal(text, terminal);
            return false;
        } catch (AssertionError e) {
            return e.getCause() instanceof NotFoundException;
        }
    }

    /** @throws AssertionError when no code can be read */
    public static String readTerminal(String text, LoginCode.Terminal terminal) {
        List<String> lines = text.lines().toList();
        int block = terminal == LoginCode.Terminal.DARK ? LIGHT : DARK;
        int ground = terminal == LoginCode.Terminal.DARK ? DARK : LIGHT;
        int columns = lines.get(0).length();
        // a terminal is larger than what is printed
        int margin = 3;
        BufferedImage screen = new BufferedImage(
                (columns + 2 * margin) * SCALE, 2 * (lines.size() + margin) * SCALE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < screen.getHeight(); y++) {
            for (int x = 0; x < screen.getWidth(); x++) {
                int row = y / SCALE - margin;
                int column = x / SCALE - margin;
                boolean printed = row >= 0 && row < 2 * lines.size() && column >= 0 && column < columns;
                boolean set = printed && isSet(lines.get(row / 2).charAt(column), row % 2 == 0);
                screen.setRGB(x, y, set ? block : ground);
            }
        }
        return read(screen, Map.of());
    }

    private static boolean isSet(char c, boolean upperHalf) {
        return switch (c) {
            case '█' -> true;
            case '▀' -> upperHalf;
            case '▄' -> !upperHalf;
            case ' ' -> false;
            default -> throw new AssertionError("unexpected character U+" + Integer.toHexString(c));
        };
    }

    private static String read(BufferedImage image, Map<DecodeHintType, ?> hints) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        try {
            return new QRCodeReader().decode(bitmap, hints).getText();
        } catch (ReaderException e) {
            throw new AssertionError("no QR code can be read", e);
        }
    }
}
