/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.open115.client.files.IncompleteListingException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ListOperationTest {

    private static final String LIST = "operation=list";
    private static final String SMALL_PAGES = "/many?operation=list&pageSize=10&throttlePolicy=fail";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    @Test
    @DisplayName("lists the files and folders of a folder, with paths, in two calls: the folder's id, and its rows")
    void listsAFolder() {
        EmulatedFile file = drive.put("/a", "x.txt", "X");
        drive.emulator().drive().setStarred(file.id(), true);
        drive.put("/a/sub", "y.txt", "Y");
        Exchange result = drive.send("open115:/a?" + LIST, null, Map.of("kept", "1"));
        assertThat(files(result))
                .extracting(Open115File::name, Open115File::path, Open115File::folder, Open115File::complete)
                .containsExactlyInAnyOrder(tuple("x.txt", "x.txt", false, true), tuple("sub", "sub", true, null));
        assertThat(files(result)).extracting(Open115File::starred).containsExactlyInAnyOrder(true, false);
        assertThat(result.getMessage().getHeaders()).containsEntry("CamelOpen115FileCount", 2L);
        assertThat(result.getMessage().getHeaders()).containsEntry("kept", "1");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "files", 1L));
    }

    @Test
    @DisplayName("lists the root folder, and a folder given by id, in one call")
    void listsByIdInOneCall() {
        String a = drive.put("/a", "x.txt", "X").folderId();
        assertThat(files(drive.send("open115:/?" + LIST, null, Map.of())))
                .extracting(Open115File::name)
                .containsExactly("a");
        assertThat(drive.calls()).isEqualTo(Map.of("files", 1L));
        assertThat(files(drive.send("open115:?" + LIST, null, Map.of("CamelOpen115FileId", a))))
                .extracting(Open115File::name)
                .containsExactly("x.txt");
        assertThat(drive.calls()).isEqualTo(Map.of("files", 1L));
        assertThat(files(drive.send("open115:?" + LIST + "&rootFolderId=" + a, null, Map.of())))
                .hasSize(1);
        assertThat(drive.calls()).isEqualTo(Map.of("files", 1L));
    }

    @Test
    @DisplayName("lists a folder that a list gave, and passes the message's own file over")
    void takesAFolderAsTheBody() {
        EmulatedFile file = drive.put("/a/sub", "y.txt", "Y");
        Open115File folder =
                files(drive.send("open115:/a?" + LIST, null, Map.of())).get(0);
        List<Open115File> below = files(drive.send("open115:?" + LIST, folder, Map.of()));
        assertThat(below).extracting(Open115File::name).containsExactly("y.txt");
        Map<String, Object> headers = Map.of("CamelOpen115FileId", file.id(), "CamelFileName", "y.txt");
        assertThat(files(drive.send("open115:/a?" + LIST, below.get(0), headers)))
                .extracting(Open115File::name)
                .containsExactly("sub");
    }

    @Test
    @DisplayName("a recursive list has all files below and no path; listPaths adds paths for one call a folder")
    void listsRecursively() {
        drive.put("/a", "x.txt", "X");
        drive.put("/a/b/c", "y.txt", "Y");
        drive.put("/a/b/c", "z.txt", "Z");
        Exchange flat = drive.send("open115:/a?recursive=true&" + LIST, null, Map.of());
        assertThat(files(flat))
                .extracting(Open115File::name, Open115File::path)
                .containsExactlyInAnyOrder(tuple("x.txt", null), tuple("y.txt", null), tuple("z.txt", null));
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "files", 1L));
        assertThat(files(
                        drive.send("open115:/a?listPaths=true&" + LIST, null, Map.of("CamelOpen115Recursive", "true"))))
                .extracting(Open115File::path)
                .containsExactlyInAnyOrder("x.txt", "b/c/y.txt", "b/c/z.txt");
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "files", 2L));
        assertThat(files(drive.send("open115:/a?recursive=true&" + LIST, null, Map.of("CamelOpen115Recursive", false))))
                .extracting(Open115File::name)
                .containsExactlyInAnyOrder("x.txt", "b");
    }

    @Test
    @DisplayName("an empty folder is an empty list")
    void listsAnEmptyFolder() {
        drive.emulator().drive().folder("/empty");
        Exchange result = drive.send("open115:/empty?" + LIST, "before", Map.of());
        assertThat(files(result)).isEmpty();
        assertThat(result.getMessage().getHeader("CamelOpen115FileCount")).isEqualTo(0L);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("770004", Fault.error(770004, "访问上限"), ThrottledException.class),
                Arguments.of("406", Fault.error(406, "quota"), ThrottledException.class),
                Arguments.of("590075", Fault.error(590075, "too often"), ThrottledException.class),
                Arguments.of("911", Fault.errnoError(911, "verify"), ThrottledException.class),
                Arguments.of("swapped", Fault.swappedError(770004, "访问上限"), ThrottledException.class),
                Arguments.of("405 HTML", Fault.html(405), ThrottledException.class),
                Arguments.of("429", Fault.tooManyRequests(null), ThrottledException.class),
                Arguments.of("429 with reset", Fault.tooManyRequests(120L), ThrottledException.class),
                Arguments.of("state:false alone", Fault.emptyError(), Open115Exception.class),
                Arguments.of("500", Fault.status(500, "", Map.of()), Open115Exception.class),
                Arguments.of("end of file", Fault.dropBeforeEffect(), Open115Exception.class),
                Arguments.of("truncated JSON", Fault.truncated(), Open115Exception.class),
                Arguments.of("no rows but a count", Fault.emptyPage(), IncompleteListingException.class));
    }

    @ParameterizedTest(name = "R1 {0} on page 3 of 7: list throws, and leaves the message as it was")
    @MethodSource("failures")
    void anErrorIsNeverAnEmptyOrPartialList(String name, Fault fault, Class<? extends Throwable> expected) {
        failOnPageThree(fault);
        Map<String, Object> headers = Map.of("CamelOpen115FileCount", 7L, "other", "1");
        Exchange result = drive.send("open115:" + SMALL_PAGES, "before", headers);
        assertThat(result.getException()).isInstanceOf(expected);
        assertThat(result.getMessage().getBody()).isEqualTo("before");
        assertThat(result.getMessage().getHeaders()).isEqualTo(headers);
    }

    @ParameterizedTest(name = "R1 {0} on page 3 of 7: the iterator throws before its end")
    @MethodSource("failures")
    void anIteratorThrowsBeforeItsEnd(String name, Fault fault, Class<? extends Throwable> expected) {
        failOnPageThree(fault);
        Exchange result = drive.send("open115:" + SMALL_PAGES + "&listOutput=iterator", "before", Map.of());
        Iterator<?> iterator = result.getMessage().getBody(Iterator.class);
        List<Object> seen = new ArrayList<>();
        assertThatThrownBy(() -> iterator.forEachRemaining(seen::add)).isInstanceOf(expected);
        assertThat(seen).hasSizeLessThan(60);
    }

    @Test
    @DisplayName("an iterator asks for each page when it is read, and for none twice")
    void iteratesPageByPage() {
        putMany();
        Exchange result = drive.send(
                "open115:" + SMALL_PAGES + "&listOutput=iterator", null, Map.of("CamelOpen115FileCount", 1L));
        Iterator<?> iterator = result.getMessage().getBody(Iterator.class);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
        assertThat(result.getMessage().getHeaders()).doesNotContainKey("CamelOpen115FileCount");
        iterator.next();
        assertThat(drive.calls()).containsEntry("files", 1L);
        List<Object> rest = new ArrayList<>();
        iterator.forEachRemaining(rest::add);
        assertThat(rest).hasSize(59).doesNotHaveDuplicates();
        // 7 pages, and one look at the newest rows
        assertThat(drive.calls()).containsEntry("files", 8L);
    }

    @Test
    @DisplayName("a smaller page that the service proved to need is asked for from then on")
    void remembersThePageSize() {
        drive.put("/a", "x.txt", "X");
        drive.emulator()
                .faults()
                .arm("/open/ufile/files", Fault.status(500, "", Map.of()))
                .when(request -> request.parameter("limit").equals("1150"))
                .always();
        assertThat(files(drive.send("open115:/a?" + LIST, null, Map.of()))).hasSize(1);
        assertThat(files(drive.send("open115:/a?" + LIST, null, Map.of()))).hasSize(1);
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "files", 1L));
    }

    @Test
    @DisplayName("a folder that does not exist, and a file, are errors that name the path")
    void namesWhatIsNotAFolder() {
        drive.put("/a", "x.txt", "X");
        assertThat(drive.send("open115:/nowhere?" + LIST, null, Map.of()).getException())
                .hasMessageContaining("nowhere");
        assertThat(drive.send("open115:/a/x.txt?" + LIST, null, Map.of()).getException())
                .hasMessageContaining("'a/x.txt' is a file, not a folder");
    }

    private void failOnPageThree(Fault fault) {
        putMany();
        drive.emulator().faults().arm("/open/ufile/files", fault).after(2).always();
    }

    private void putMany() {
        for (int i = 0; i < 60; i++) {
            drive.put("/many", i + ".txt", "content " + i);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Open115File> files(Exchange result) {
        assertThat(result.getException()).isNull();
        return result.getMessage().getBody(List.class);
    }
}
