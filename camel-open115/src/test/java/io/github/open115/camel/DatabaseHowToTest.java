/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.auth.StoreKind;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The routes of "From the drive to a database, and back", with H2 and a real PostgreSQL. */
@Tag("slow")
class DatabaseHowToTest extends HowToFixture {

    private static final int LINES = 600;

    /** The file is longer than what a broken download gets of it. */
    private static final String PADDING = "·".repeat(150);

    private JdbcTemplate sql;

    static List<Arguments> dslsAndDatabases() {
        return Stream.of(Dsl.values())
                .flatMap(dsl -> Stream.of(StoreKind.H2, StoreKind.POSTGRESQL).map(kind -> Arguments.of(dsl, kind)))
                .toList();
    }

    private Routes start(Dsl dsl, StoreKind kind) throws Exception {
        String address = kind.newAddress(state);
        DataSource database = StoreKind.dataSource(kind == StoreKind.H2 ? address + ";MODE=PostgreSQL" : address);
        sql = new JdbcTemplate(database);
        String tables = Documents.read("camel-open115/src/test/resources/documented/howto-database.sql");
        Stream.of(tables.split(";")).filter(statement -> !statement.isBlank()).forEach(sql::execute);
        RouteBuilder java = new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?recursive=true&includeExt=csv")
                        .routeId("drive-to-database")
                        .transacted()
                        .to("sql:insert into drive_file (file_id, sha1, path, bytes)"
                                + " values (:#CamelOpen115FileId, :#CamelOpen115Sha1, :#CamelFileName, :#CamelFileLength)"
                                + " on conflict do nothing")
                        .filter(header("CamelSqlUpdateCount").isEqualTo(1))
                        .split(body().tokenize("\n"))
                        .streaming()
                        .stopOnException()
                        .to("sql:insert into drive_line (file_id, sha1, line_number, line)"
                                + " values (:#CamelOpen115FileId, :#CamelOpen115Sha1,"
                                + " :#${exchangeProperty.CamelSplitIndex}, :#${body})");

                from("open115:/photos?recursive=true&download=false")
                        .routeId("index-of-the-drive")
                        .to("sql:insert into drive_file (file_id, sha1, path, bytes)"
                                + " values (:#CamelOpen115FileId, :#CamelOpen115Sha1, :#CamelFileName, :#CamelFileLength)"
                                + " on conflict do nothing");

                from("timer:report?period=86400000")
                        .routeId("database-to-drive")
                        .to("sql:select path, bytes from drive_file order by path")
                        .marshal()
                        .json(JsonLibrary.Jackson)
                        .setHeader("CamelFileName")
                        .simple("files-${date:now:yyyy-MM-dd}.json")
                        .to("open115:/lists");
            }
        };
        Routes routes = routesOf("howto-database", dsl, java, Map.of());
        routes.context().getRegistry().bind("database", database);
        routes.context().getRegistry().bind("transactions", new DataSourceTransactionManager(database));
        return routes.start();
    }

    private EmulatedFile putLines(String name) {
        String text =
                IntStream.range(0, LINES).mapToObj(DatabaseHowToTest::line).collect(Collectors.joining("\n"));
        return drive().addFile(drive().folder("/inbox"), name, Content.of(text));
    }

    private static String line(int number) {
        return "行 " + number + PADDING;
    }

    private int count(String table) {
        return sql.queryForObject("select count(*) from " + table, Integer.class);
    }

    @ParameterizedTest
    @MethodSource("dslsAndDatabases")
    @DisplayName(
            "a broken download leaves no row; the next poll inserts each line once; a second delivery inserts nothing and reads nothing")
    void insertsEachLineOnce(Dsl dsl, StoreKind kind) throws Exception {
        EmulatedFile file = putLines("数据.csv");
        breakDownloadsAfter(100_000);
        try (Routes routes = start(dsl, kind)) {
            pollRoute(routes, "drive-to-database");
            assertThat(count("drive_file") + count("drive_line")).isZero();

            emulator().faults().clear();
            pollRoute(routes, "drive-to-database");
            assertThat(count("drive_line")).isEqualTo(LINES);
            assertThat(sql.queryForMap("select * from drive_file"))
                    .containsEntry("file_id", file.id())
                    .containsEntry("sha1", file.sha1())
                    .containsEntry("path", "数据.csv")
                    .containsEntry("bytes", file.size());
            assertThat(sql.queryForObject("select line from drive_line where line_number = 7", String.class))
                    .isEqualTo(line(7));

            emulator().requests().reset();
            invoke(routes, "drive-to-database", "deliverAgain", file.id());
            awaitSuccesses(routes, "drive-to-database", 2);
            assertThat(count("drive_line")).isEqualTo(LINES);
            assertThat(emulator().requests().linkRequests()).isZero();
            assertThat(emulator().requests().cdnRequests()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dslsAndDatabases")
    @DisplayName("the index costs no link and no download; the list of a table comes into the drive as JSON")
    void keepsAnIndexAndUploadsAList(Dsl dsl, StoreKind kind) throws Exception {
        put("/photos/二月", "a.jpg");
        try (Routes routes = start(dsl, kind)) {
            pollRoute(routes, "index-of-the-drive");
            assertThat(emulator().requests().linkRequests()).isZero();
            assertThat(sql.queryForObject("select path from drive_file", String.class))
                    .isEqualTo("二月/a.jpg");

            String list = "/lists/files-" + LocalDate.now() + ".json";
            await().atMost(Duration.ofMinutes(5)).until(() -> isAt(list));
            assertThat(contentAt(list)).asString().contains("[", "]");
        }
    }
}
