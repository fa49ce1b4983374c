/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A tab of a headless Chromium. Tests that need one are skipped, with a message, where there is none. */
final class Browser implements AutoCloseable {

    private static final Path SCREENS = Path.of("target", "screens");

    /** One script, because the page may be drawn anew between any two questions. */
    private static final String SEEN = "return [...document.querySelectorAll(arguments[0])].find(element =>"
            + " element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.offsetWidth > 0"
            + " && !element.closest('[aria-busy]') && (arguments[1] === null || element.innerText.trim() === arguments[1]))";

    /** One for all tests of a process, because its start takes longer than most tests. */
    private static ChromeDriver shared;

    private final ChromeDriver driver;
    private final String first;
    private final Path downloads;

    private Browser(ChromeDriver driver, Path downloads) {
        this.driver = driver;
        this.downloads = downloads;
        first = driver.getWindowHandle();
        // what a test emulates ends with its tab
        driver.switchTo().newWindow(WindowType.TAB);
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allow",
                        "downloadPath",
                        downloads.toAbsolutePath().toString()));
        resize(1280, 800);
    }

    /** @param downloads where files go */
    static Browser open(Path downloads) {
        Optional<Path> chromium = found("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = found("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "skipped: there is no chromium with its chromedriver on the path");
        return new Browser(driver(chromium.get(), chromedriver.get()), downloads);
    }

    private static synchronized ChromeDriver driver(Path chromium, Path chromedriver) {
        if (shared == null) {
            ChromeOptions options = new ChromeOptions();
            options.setBinary(chromium.toFile());
            // in a container there is neither a second user nor much shared memory
            options.addArguments(
                    "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--mute-audio");
            options.addArguments("--autoplay-policy=no-user-gesture-required", "--lang=en-GB");
            options.setExperimentalOption(
                    "prefs", Map.of("profile.default_content_setting_values.automatic_downloads", 1));
            shared = new ChromeDriver(
                    new ChromeDriverService.Builder()
                            .usingDriverExecutable(chromedriver.toFile())
                            .usingAnyFreePort()
                            .build(),
                    options);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::quit));
        }
        return shared;
    }

    private static Optional<Path> found(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void go(String url) {
        driver.get(url);
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** The first element of a selector. */
    WebElement find(String css) {
        return LastingElement.of(() -> driver.findElement(By.cssSelector(css)));
    }

    /** The elements of a selector, each of which stays the one with its number. */
    List<WebElement> all(String css) {
        By selector = By.cssSelector(css);
        List<WebElement> found = driver.findElements(selector);
        return IntStream.range(0, found.size())
                .mapToObj(number -> LastingElement.of(
                        found.get(number),
                        () -> driver.findElements(selector).stream()
                                .skip(number)
                                .findFirst()
                                .orElseThrow(() -> new NoSuchElementException(css + ", number " + number))))
                .toList();
    }

    /** Waits until an element is there and can be seen, other than in a table that is about to be replaced. */
    WebElement seen(String css) {
        return seen(css, null);
    }

    /** Waits until an element is there that has a text and can be seen. */
    WebElement seen(String css, String text) {
        return LastingElement.of(() -> Awaitility.await(css)
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofMinutes(5))
                .until(() -> (WebElement) driver.executeScript(SEEN, css, text), Objects::nonNull));
    }

    /** The texts of the elements of a selector, all at one moment. */
    @SuppressWarnings("unchecked")
    List<String> texts(String css) {
        return (List<String>) driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(element => element.innerText.trim())", css);
    }

    /** The sizes of those elements of a selector that can be seen, all at one moment. */
    List<Dimension> sizes(String css) {
        List<?> numbers = (List<?>) driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].filter(element => element.checkVisibility())"
                        + ".flatMap(element => [element.offsetWidth, element.offsetHeight])",
                css);
        return IntStream.range(0, numbers.size() / 2)
                .mapToObj(i -> new Dimension(
                        ((Number) numbers.get(2 * i)).intValue(), ((Number) numbers.get(2 * i + 1)).intValue()))
                .toList();
    }

    /** The element that has the focus. */
    WebElement focused() {
        return LastingElement.of(() -> (WebElement) script("return document.activeElement"));
    }

    static void eventually(org.awaitility.core.ThrowingRunnable check) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).ignoreExceptions().untilAsserted(check);
    }

    /** What a script returns. */
    Object script(String code) {
        return driver.executeScript(code);
    }

    /** What a script tells later, by its last argument. */
    Object scriptWithAnswer(String code) {
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return driver.executeAsyncScript(code);
    }

    /** Waits for a finished download. */
    Path downloaded(String name) {
        Path file = downloads.resolve(name);
        Awaitility.await().atMost(5, TimeUnit.MINUTES).until(() -> Files.exists(file));
        return file;
    }

    /** Chooses how pages are coloured. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Takes on the language and the time zone of a person. */
    void live(String locale, String timeZone) {
        driver.executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", locale));
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", timeZone));
    }

    /** Takes on the screen of a phone, so many points wide. */
    void phone(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", true));
    }

    /** Gives files to a field for files, which may be hidden. */
    void upload(String css, List<Path> files) {
        find(css)
                .sendKeys(files.stream()
                        .map(file -> file.toAbsolutePath().toString())
                        .collect(Collectors.joining("\n")));
    }

    /** Drops files and folders of this machine on the middle of an element. */
    void drop(String css, Path... files) {
        Rectangle target = find(css).getRect();
        List<String> paths =
                Stream.of(files).map(file -> file.toAbsolutePath().toString()).toList();
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            driver.executeCdpCommand(
                    "Input.dispatchDragEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            target.x + target.width / 2,
                            "y",
                            target.y + target.height / 2,
                            "data",
                            Map.of("items", List.of(), "files", paths, "dragOperationsMask", 1)));
        }
    }

    /** Presses keys, whatever has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Clicks while the shift key is down. */
    void shiftClick(String css) {
        new Actions(driver).keyDown(Keys.SHIFT).perform();
        find(css).click();
        new Actions(driver).keyUp(Keys.SHIFT).perform();
    }

    /** Has the pages that are opened from now on see other languages of the person. */
    void speak(String languages) {
        String agent = (String) script("return navigator.userAgent");
        driver.executeCdpCommand(
                "Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", languages));
    }

    /** Keeps what can be seen, for people to look at. */
    void picture(String name) throws IOException {
        Files.createDirectories(SCREENS);
        Files.write(SCREENS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.close();
        driver.switchTo().window(first);
    }
}
