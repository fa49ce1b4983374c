/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115Emulator;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** The service in memory, with a drive on which there is something to see and to hear. */
final class Demo implements AutoCloseable {

    private static final double REQUESTS_PER_SECOND = 200;
    private static final int SAMPLES_PER_SECOND = 16_000;

    // made once, with their checksums, for all demos of a process: the tests start one after the other
    private static final Content FILM = Content.generated(1, 64_000_000);
    private static final Content SHORT_FILM = Content.generated(2, 3_000_000);
    private static final Content BACKUP = Content.generated(5, 12_345_678);
    private static final List<Content> NOTES = IntStream.of(0, 3, 7)
            .mapToObj(step -> Content.of(tone(440 * Math.pow(2, step / 12.0))))
            .toList();
    private static final List<Content> PICTURES = IntStream.rangeClosed(1, 4)
            .mapToObj(number -> Content.of(picture(number)))
            .toList();

    private final Open115Emulator emulator = Open115Emulator.start();

    Demo() {
        EmulatedDrive drive = emulator.drive();
        Instant now = emulator.clock().instant();
        String films = drive.folder("/Films");
        drive.addFile(films, "Harbour at night.mkv", FILM, now.minus(Duration.ofDays(9)));
        drive.addFile(films, "电影 再见 (2023).mkv", SHORT_FILM, now.minus(Duration.ofDays(40)));
        String music = drive.folder("/Music");
        List<String> notes = List.of("A", "C", "E");
        for (int i = 0; i < NOTES.size(); i++) {
            drive.addFile(music, "Note " + notes.get(i) + ".wav", NOTES.get(i), now.minus(Duration.ofHours(i)));
        }
        String photos = drive.folder("/Photos/2026");
        for (int i = 1; i <= PICTURES.size(); i++) {
            drive.addFile(photos, "Evening " + i + ".png", PICTURES.get(i - 1), now.minus(Duration.ofDays(i)));
        }
        String documents = drive.folder("/Documents");
        drive.addFile(documents, "Read me, 100% plain.txt", Content.of("This drive lives in memory.\n"), now);
        drive.addFile(documents, "page.html", Content.of("<script>document.title = 'ran'</script>"), now);
        drive.addFile(EmulatedDrive.ROOT, "Backup.tar", BACKUP, now.minus(Duration.ofDays(200)));
    }

    /** Starts a gateway to this drive. */
    Gateway gateway(GatewaySettings settings, boolean authorized) throws Exception {
        String token = authorized ? emulator.account().newRefreshToken() : null;
        return Gateway.start(
                settings.at(
                        settings.service().at(emulator.baseUrls(), token, emulator.clientId(), REQUESTS_PER_SECOND)),
                this::scanAndConfirm);
    }

    /** What is behind the gateway. */
    Open115Emulator emulator() {
        return emulator;
    }

    /** Where the tokens of the demo go. */
    static Path newStateDirectory() throws IOException {
        return Files.createTempDirectory("link-gateway-demo");
    }

    private void scanAndConfirm() {
        String uid = emulator.account().qrLogins().newest();
        emulator.account().qrLogins().scan(uid);
        emulator.account().qrLogins().confirm(uid);
    }

    /** Two seconds of a note that fades, as a WAV file. */
    private static byte[] tone(double pitch) {
        int samples = 2 * SAMPLES_PER_SECOND;
        ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes()).putInt(36 + 2 * samples).put("WAVEfmt ".getBytes());
        file.putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(SAMPLES_PER_SECOND)
                .putInt(2 * SAMPLES_PER_SECOND)
                .putShort((short) 2)
                .putShort((short) 16);
        file.put("data".getBytes()).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            double loudness = 12_000 * (1 - (double) i / samples);
            file.putShort((short) (loudness * Math.sin(2 * Math.PI * pitch * i / SAMPLES_PER_SECOND)));
        }
        return file.array();
    }

    private static byte[] picture(int number) {
        BufferedImage image = new BufferedImage(960, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(
                0, 0, new Color(20, 30, 90 + 20 * number), 0, 600, new Color(250, 120 + 20 * number, 80)));
        graphics.fillRect(0, 0, 960, 600);
        graphics.setColor(new Color(255, 230, 150));
        graphics.fillOval(150 * number, 330, 120, 120);
        graphics.setColor(new Color(15, 20, 40));
        graphics.fillRect(0, 470, 960, 130);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
