package io.github.open115.camel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sharp edges of Camel's file engine that no other test of a feature stands for. */
class PitfallsTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private EmulatedDrive drive;
    private String inbox;
    private final Deliveries deliveries = new Deliveries();

    @BeforeEach
    void prepare() {
        emulator = service.emulator();
        drive = emulator.drive();
        inbox = drive.folder("/inbox");
    }

    @Test
    @DisplayName("P4 two files of one name in one folder are both delivered, by the same poll")
    void twins() throws Exception {
        drive.addFile(inbox, "a.txt", Content.of("one"));
        String younger = drive.addFile(inbox, "a.txt", Content.of("two")).id();
        poll("open115:/inbox?repeatCount=1&" + Routes.QUICK, 2);
        assertThat(deliveries.names()).containsExactlyInAnyOrder("a.txt", "a~" + younger + ".txt");
        assertThat(emulator.requests().count("/open/ufile/files")).isEqualTo(1);
    }

    @Test
    @DisplayName("P6 P14 producer and configuration are the component's own, under the types that the engine fixes")
    void types() throws Exception {
        try (Routes routes = Routes.authorized(emulator, state).start()) {
            Open115Endpoint endpoint = routes.context().getEndpoint("open115:/inbox", Open115Endpoint.class);
            assertThat(endpoint.createProducer()).isInstanceOf(Open115Producer.class);
            Open115Configuration other = endpoint.getConfiguration().copy();
            endpoint.setConfiguration(other);
            assertThat(endpoint.getConfiguration()).isSameAs(other);
            other.setDirectory("elsewhere");
            assertThat(endpoint.getConfiguration().getDirectory()).isEqualTo("elsewhere");
        }
    }

    @Test
    @DisplayName("P7 fileName with a path finds the file in its sub-folder, with one look-up for each poll")
    void namedFile() throws Exception {
        drive.addFile(drive.folder("/inbox/sub"), "a.txt", Content.of("right"));
        drive.addFile(inbox, "a.txt", Content.of("wrong"));
        poll("open115:/inbox?recursive=true&repeatCount=1&fileName=sub/a.txt&" + Routes.QUICK, 1);
        assertThat(deliveries.names()).containsExactly("sub/a.txt");
        assertThat(emulator.requests().count("/open/ufile/files")).isZero();
    }

    @Test
    @DisplayName("P11 a backslash in a name is no separator")
    void backslash() throws Exception {
        drive.addFile(inbox, "a\\b.txt", Content.of("x"));
        List<Object> names = new CopyOnWriteArrayList<>();
        try (Routes routes = Routes.authorized(emulator, state)
                .from("open115:/inbox?" + Routes.QUICK, exchange -> {
                    names.add(exchange.getIn().getHeader(Open115Constants.FILE_NAME));
                    names.add(exchange.getIn().getHeader(Open115Constants.FILE_NAME_ONLY));
                    names.add(exchange.getIn().getHeader(Open115Constants.NAME));
                })
                .start()) {
            await().until(() -> names.size() == 3);
        }
        assertThat(names).containsExactly("a_b.txt", "a\\b.txt", "a\\b.txt");
    }

    @Test
    @DisplayName("P12 nothing is reached by reflection")
    void noReflection() {
        noClasses()
                .that()
                .resideInAPackage("io.github.open115.camel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.open115.camel"));
    }

    @Test
    @DisplayName("P13 a done file is looked for in the listing that is there, without a call")
    void doneFile() throws Exception {
        drive.addFile(inbox, "ready.txt", Content.of("x"));
        drive.addFile(inbox, "ready.txt.done", Content.of(""));
        drive.addFile(inbox, "waiting.txt", Content.of("y"));
        poll("open115:/inbox?noop=true&repeatCount=1&doneFileName=${file:name}.done&" + Routes.QUICK, 1);
        assertThat(deliveries.names()).containsExactly("ready.txt");
        assertThat(emulator.requests().count("/open/ufile/files")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"markerFile", "fileLock", "rename", "changed", "idempotent"})
    @DisplayName("P15 a read lock is refused when the endpoint is created, with what to use instead")
    void readLock(String lock) {
        refused("readLock=" + lock, "minAge");
    }

    @Test
    @DisplayName("P17 fresh files are left alone by what the listing says: no call, no waiting")
    void minAge() throws Exception {
        emulator.clock().freeze();
        drive.addFile(inbox, "fresh.txt", Content.of("x"));
        try (Routes routes = Routes.authorized(emulator, state)
                .from("open115:/inbox?minAge=60000&" + Routes.QUICK, deliveries)
                .start()) {
            await().until(() -> emulator.requests().count("/open/ufile/files") > 3);
            assertThat(deliveries.names()).isEmpty();
            emulator.clock().advance(Duration.ofSeconds(61));
            await().until(() -> deliveries.names().size() == 1);
        }
        assertThat(emulator.requests().count("/open/folder/get_info")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tempPrefix=x", "tempFileName=x"})
    @DisplayName("P18 temporary names are refused when the endpoint is created")
    void temporaryNames(String option) {
        refused(option, "temporary name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini"})
    @DisplayName("P20 no name leads out of the folder that files are written to")
    void jail(String name) throws Exception {
        drive.addFile(inbox, name, Content.of("x"));
        poll("open115:/inbox?includeHiddenFiles=true&" + Routes.QUICK, 1);
        Path target = Path.of("target-folder").toAbsolutePath();
        Path written = target.resolve(deliveries.names().get(0)).normalize();
        assertThat(written.getParent()).isEqualTo(target);
    }

    private void refused(String option, String advice) {
        try (Routes routes = Routes.authorized(emulator, state).start()) {
            assertThatThrownBy(() -> routes.context().getEndpoint("open115:/inbox?" + option))
                    .hasStackTraceContaining(option.substring(0, option.indexOf('=')))
                    .hasStackTraceContaining(advice);
        }
    }

    private void poll(String uri, int expected) throws Exception {
        try (Routes routes =
                Routes.authorized(emulator, state).from(uri, deliveries).start()) {
            await().until(() -> deliveries.names().size() >= expected);
        }
    }
}
