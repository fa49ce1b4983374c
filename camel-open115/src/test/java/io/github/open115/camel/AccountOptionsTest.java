/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.account.AccountRegistry;
import io.github.open115.camel.options.AccountConfiguration;
import io.github.open115.camel.options.LoginMode;
import io.github.open115.client.Open115Client;
import io.github.open115.client.auth.AuthorizationLostException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountOptionsTest {

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    static Stream<Arguments> differences() {
        return Stream.of(
                Arguments.of("refreshToken", "secret-one", "secret-two"),
                Arguments.of("accessToken", "secret-one", "secret-two"),
                Arguments.of("clientId", "1", "2"),
                Arguments.of("login", "console&clientId=1", "none"),
                Arguments.of("apiBaseUrl", "http://one", "http://two"),
                Arguments.of("authBaseUrl", "http://one", "http://two"),
                Arguments.of("qrCodeBaseUrl", "http://one", "http://two"),
                Arguments.of("requestsPerSecond", "1.5", "2.5"),
                Arguments.of("requestsPerDay", "10", "20"),
                Arguments.of("throttleCooldown", "10", "20"),
                Arguments.of("throttleCooldownMax", "7200000", "7200001"),
                Arguments.of("userAgent", "one", "two"),
                Arguments.of("connectTimeout", "10", "20"),
                Arguments.of("readTimeout", "10", "20"),
                Arguments.of("callTimeout", "10", "20"),
                Arguments.of("maxConnectionsPerLink", "1", "2"),
                Arguments.of("maxConcurrentDownloads", "1", "2"),
                Arguments.of("maxConcurrentUploads", "1", "2"));
    }

    @Test
    @DisplayName("the table of differences has every option of the account")
    void knowsEveryOption() {
        List<String> options = Stream.of(AccountConfiguration.class.getDeclaredFields())
                .map(Field::getName)
                .toList();
        assertThat(AccountRegistry.optionsAmong(options))
                .containsExactlyInAnyOrderElementsOf(
                        differences().map(row -> (String) row.get()[0]).toList())
                .hasSize(options.size() - 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    @DisplayName("two values for one account are refused: endpoints and option are named, secrets are not")
    void refusesTwoValues(String option, String one, String two) {
        endpoint("open115:/first?account=x&" + option + "=" + one);
        endpoint("open115:/same?account=x&" + option + "=" + one);
        endpoint("open115:/silent?account=x");
        endpoint("open115:/other?account=y&" + option + "=" + two);
        assertThatThrownBy(() -> endpoint("open115:/second?account=x&" + option + "=" + two))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("option " + option, "account 'x'", "first", "second", "set it once")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&clientId=", "&clientId=%20"})
    @DisplayName("login=console without clientId is refused, and changes nothing for other endpoints of the account")
    void refusesConsoleLoginWithoutAnApplication(String clientId) {
        assertThatThrownBy(() -> endpoint("open115:/first?account=x&login=console" + clientId))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option login=console of account 'x'")
                .hasMessageContaining("set clientId")
                .hasMessageContaining("open.115.com");
        endpoint("open115:/second?account=x");
    }

    @Test
    @DisplayName("login=console takes the clientId of another endpoint, or of the component")
    void consoleLoginTakesTheApplicationOfTheAccount() {
        drive.routes().component().stop();
        endpoint("open115:/first?account=x&clientId=1");
        endpoint("open115:/second?account=x&login=console");
        drive.routes().component().getConfiguration().setClientId("2");
        endpoint("open115:/third?account=y&login=console");
    }

    @Test
    @DisplayName("login=console on the component is refused without clientId when an endpoint is created")
    void refusesConsoleLoginOfTheComponentWithoutAnApplication() {
        drive.routes().component().getConfiguration().setLogin(LoginMode.console);
        assertThatThrownBy(() -> endpoint("open115:/first?account=z"))
                .rootCause()
                .hasMessageContaining("set clientId");
    }

    @Test
    @DisplayName("an unknown way to log in is refused with the choices")
    void refusesAnUnknownLogin() {
        assertThatThrownBy(() -> endpoint("open115:/first?login=browser"))
                .rootCause()
                .hasMessage("The option login=browser cannot be used: use one of none, console");
    }

    @Test
    @DisplayName("login=console is refused beside a client of the user's, on the component and on an endpoint")
    void refusesConsoleLoginBesideAnOwnClient() {
        Open115Component component = drive.routes().component();
        component.setClient(endpoint("open115:/a").client());
        assertThatThrownBy(() -> endpoint("open115:/first?login=console&clientId=1"))
                .rootCause()
                .hasMessageContaining("would have no effect")
                .hasMessageContaining("client of its own");
        component.getConfiguration().setLogin(LoginMode.console);
        assertThatThrownBy(() -> endpoint("open115:/second"))
                .rootCause()
                .hasMessageContaining("option login=console cannot be used")
                .hasMessageContaining("client of its own");
        component.setClient(null);
        component.getConfiguration().setLogin(LoginMode.none);
    }

    @Test
    @DisplayName("a value that comes when the account is already in use is refused")
    void refusesAValueThatComesTooLate() {
        assertThat(drive.send("open115:?operation=accountInfo", null, Map.of()).getException())
                .isNull();
        assertThatThrownBy(() -> endpoint("open115:/late?requestsPerDay=77"))
                .rootCause()
                .hasMessageContaining("requestsPerDay")
                .hasMessageContaining("the running account");
    }

    @Test
    @DisplayName("one account has one client, two accounts have two, each with its own authorization")
    void hasAClientForEachAccount() {
        String uri = "open115:?operation=accountInfo";
        String other = uri + "&account=other&refreshToken="
                + drive.emulator().account().newRefreshToken();
        for (int i = 0; i < 2; i++) {
            assertThat(drive.routes().template().request(uri, exchange -> {}).getException())
                    .isNull();
            assertThat(drive.routes().template().request(other, exchange -> {}).getException())
                    .isNull();
        }
        assertThat(drive.emulator().requests().refreshRequests()).isEqualTo(2);
        assertThat(drive.emulator().requests().of("/open/user/info").stream()
                        .map(request -> request.header("Authorization"))
                        .distinct())
                .hasSize(2);
        assertThat(endpoint("open115:/a").client().account())
                .isSameAs(endpoint("open115:/b?throttlePolicy=fail").client().account())
                .isNotSameAs(endpoint("open115:/a?account=other").client().account());
    }

    @Test
    @DisplayName("a refresh token on the component is for its own account: another one keeps its tokens")
    void theTokenOfTheComponentIsForItsOwnAccount() throws Exception {
        String uri = "open115:/?operation=list";
        Path state = drive.newDirectory();
        try (Routes before = new Routes(drive.emulator(), state).start()) {
            before.template()
                    .request(
                            uri + "&account=ben&refreshToken="
                                    + drive.emulator().account().newRefreshToken(),
                            exchange -> {});
        }
        drive.emulator().requests().reset();
        try (Routes routes = Routes.authorized(drive.emulator(), state).start()) {
            for (String account : List.of("ben", "default", "ben", "default")) {
                assertThat(routes.template()
                                .request(uri + "&account=" + account, exchange -> {})
                                .getException())
                        .as(account)
                        .isNull();
            }
            assertThat(routes.template()
                            .request(uri + "&account=anna", exchange -> {})
                            .getException())
                    .isInstanceOf(AuthorizationLostException.class)
                    .hasMessageStartingWith("There is no authorization for account 'anna'")
                    .hasMessageEndingWith("The token that is set on the component is for its account 'default' alone");
        }
        assertThat(drive.emulator().requests().refreshRequests()).isEqualTo(1);
        assertThat(drive.emulator().requests().of("/open/ufile/files").stream()
                        .map(request -> request.header("Authorization"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    @DisplayName("what an endpoint gave an account still counts after a stop and a start")
    void survivesARestart() {
        String token = drive.emulator().account().newRefreshToken();
        Open115Endpoint endpoint = endpoint("open115:?account=other&userAgent=mine&refreshToken=" + token);
        Open115Client before = endpoint.client();
        endpoint.stop();
        drive.routes().component().stop();
        drive.routes().component().start();
        endpoint.start();
        assertThat(endpoint.client()).isNotSameAs(before);
        assertThat(endpoint.client().accountInfo().userId()).isNotEmpty();
        assertThat(endpoint.client().links().defaultUserAgent()).isEqualTo("mine");
    }

    @Test
    @DisplayName("options come from camel.component.open115.* too, and an endpoint's own win")
    void takesComponentProperties() {
        Properties properties = new Properties();
        properties.put("root-folder-id", "42");
        properties.put("requestsPerDay", "77");
        properties.put("state-directory", "somewhere");
        properties.put("page-size", "100");
        Open115Component component = new Open115Component(drive.routes().context());
        PropertyBindingSupport.build()
                .withConfigurer(new Open115ComponentConfigurer())
                .withIgnoreCase(true)
                .bind(drive.routes().context(), component, asMap(properties));
        drive.routes().context().addComponent("bound", component);
        assertThat(component.getStateDirectory()).isEqualTo("somewhere");
        Open115Configuration options = drive.routes()
                .context()
                .getEndpoint("bound:/a?pageSize=200", Open115Endpoint.class)
                .getConfiguration();
        assertThat(options.getRootFolderId()).isEqualTo("42");
        assertThat(options.getRequestsPerDay()).isEqualTo(77);
        assertThat(options.getPageSize()).isEqualTo(200);
        assertThat(component.getConfiguration().getPageSize()).isEqualTo(100);
    }

    private static Map<String, Object> asMap(Properties properties) {
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, properties::get));
    }

    @Test
    @DisplayName("the user's OkHttpClient is derived from: its settings count, it is not used as it is, it stays open")
    void derivesFromTheUsersHttpClient() throws Exception {
        Interceptor marking = chain ->
                chain.proceed(chain.request().newBuilder().header("X-Mine", "1").build());
        OkHttpClient mine = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher())
                .addInterceptor(marking)
                .retryOnConnectionFailure(true)
                .build();
        try (Routes routes = Routes.authorized(drive.emulator(), drive.newDirectory())
                .with(component -> {
                    component.setHttpClient(mine);
                    return component;
                })
                .start()) {
            Exchange result = routes.template().request("open115:?operation=accountInfo", exchange -> {});
            assertThat(result.getException()).isNull();
        }
        assertThat(drive.emulator().requests().of("/open/user/info"))
                .singleElement()
                .satisfies(request -> assertThat(request.header("X-Mine")).isEqualTo("1"));
        assertThat(mine.dispatcher().executorService().isShutdown()).isFalse();
        assertThat(mine.retryOnConnectionFailure()).isTrue();
    }

    @Test
    @DisplayName("a client of the user's own is used for every account, and stays open")
    void usesAClientOfTheUsersOwn() throws Exception {
        try (Open115Client own = Open115Client.builder()
                        .apiBaseUrl(drive.emulator().apiBaseUrl())
                        .authBaseUrl(drive.emulator().authBaseUrl())
                        .refreshToken(drive.emulator().account().newRefreshToken())
                        .stateDirectory(drive.newDirectory())
                        .build();
                Routes routes = new Routes(drive.emulator(), drive.newDirectory())
                        .with(component -> {
                            component.setClient(own);
                            return component;
                        })
                        .start()) {
            Endpoint endpoint = routes.context().getEndpoint("open115:?operation=accountInfo&account=any");
            assertThat(routes.template().request(endpoint, exchange -> {}).getException())
                    .isNull();
            assertThatThrownBy(() -> routes.context().getEndpoint("open115:/a?refreshToken=secret-one"))
                    .rootCause()
                    .hasMessageContaining("refreshToken")
                    .hasMessageContaining("a client of its own")
                    .message()
                    .doesNotContain("secret-one");
            routes.close();
            assertThat(own.accountInfo().userId()).isNotEmpty();
        }
    }

    private Open115Endpoint endpoint(String uri) {
        return drive.routes().context().getEndpoint(uri, Open115Endpoint.class);
    }
}
