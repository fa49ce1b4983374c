/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.login;

import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.TokenAdoption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the command line can be told, and which part of the program does it. */
@Command(
        name = "login",
        sortOptions = false,
        description = "Authorizes an account of 115 for the routes on this machine, and shows what is authorized.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  not done: declined, not confirmed in time, a token that is used up, an account that must be"
                    + " authorized again",
            "  2  wrong arguments",
            "  3  the service or the store could not be used"
        })
final class LoginCommand implements Callable<Integer> {

    static final int DONE = 0;
    static final int NOT_DONE = 1;
    static final int FAILED = 3;

    private static final String DEFAULT_ACCOUNT = "default";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Job job;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "The account's name in the store, as in the option of the same name of the component."
                    + " Default: " + DEFAULT_ACCOUNT + "; with --show all accounts.")
    private String account;

    @Option(
            names = "--state-directory",
            paramLabel = "DIR",
            description = "The stateDirectory of the component. Default: ~/.camel-open115")
    private Path stateDirectory = Path.of(System.getProperty("user.home"), ".camel-open115");

    @Option(names = "--png", paramLabel = "FILE", description = "Writes the QR code to this file, too.")
    private Path png;

    @Option(names = "--light-terminal", description = "The terminal shows dark text on a light ground.")
    private boolean lightTerminal;

    @Option(
            names = "--wait",
            paramLabel = "MINUTES",
            description = "How long to wait for the log-in at most. Default: 20.")
    private int minutes = 20;

    @Option(names = "--auth-base-url", paramLabel = "URL", description = "Another authorization host, for tests.")
    private String authBaseUrl;

    @Option(names = "--qr-code-base-url", paramLabel = "URL", description = "Another QR code host, for tests.")
    private String qrCodeBaseUrl;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    private final Supplier<String> secretInput;
    private final PrintWriter out;
    private final Clock clock;

    private LoginCommand(Supplier<String> secretInput, PrintWriter out, Clock clock) {
        this.secretInput = secretInput;
        this.out = out;
        this.clock = clock;
    }

    /** What to do; exactly one of these. */
    private static final class Job {

        @Option(
                names = "--app-id",
                paramLabel = "ID",
                description = "Logs in by QR code, with the AppID of an application of your own at"
                        + " https://open.115.com.")
        private String appId;

        @Option(
                names = "--adopt",
                description = "Reads a refresh token that was obtained elsewhere from the standard input.")
        private boolean adopt;

        @Option(names = "--show", description = "Shows which accounts are authorized and until when, but no token.")
        private boolean show;
    }

    /**
     * Runs the command.
     *
     * @param secretInput gives the refresh token to adopt, null when there is none
     * @param out takes what the command has to say
     * @param err takes why it failed
     * @return the exit code
     */
    static int run(Supplier<String> secretInput, PrintWriter out, PrintWriter err, Clock clock, String... arguments) {
        return new CommandLine(new LoginCommand(secretInput, out, clock))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    err.println(problem.getMessage());
                    return FAILED;
                })
                .setParameterExceptionHandler((problem, wrong) -> {
                    err.println(explain(problem));
                    problem.getCommandLine().usage(err);
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(arguments);
    }

    /** An argument that is no option may be a token that somebody gave in the wrong place: it is not printed. */
    private static String explain(CommandLine.ParameterException problem) {
        if (!(problem instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return problem.getMessage();
        }
        boolean isOption = unmatched.getUnmatched().stream().allMatch(argument -> argument.startsWith("-"));
        return isOption
                ? problem.getMessage()
                : "There is an argument that is no option. A token is never an argument: --adopt reads it from the"
                        + " standard input";
    }

    @Override
    public Integer call() throws Exception {
        FileTokenStore store = new FileTokenStore(stateDirectory.resolve("tokens"));
        StoreReport report = new StoreReport(store, clock, out);
        if (job.show) {
            return (account == null ? report.all() : report.of(account)) ? DONE : NOT_DONE;
        }
        String name = account == null ? DEFAULT_ACCOUNT : account;
        boolean done = job.adopt ? adopt(store, name) : logIn(store, name);
        if (!done) {
            return NOT_DONE;
        }
        out.println("Stored in " + store.file(name));
        return report.of(name) ? DONE : NOT_DONE;
    }

    private boolean logIn(FileTokenStore store, String name) throws InterruptedException {
        QrLogIn logIn = new QrLogIn(out, lightTerminal, png);
        return logIn.run(job.appId, store, name, authBaseUrl, qrCodeBaseUrl, Duration.ofMinutes(minutes));
    }

    private boolean adopt(FileTokenStore store, String name) {
        String token = secretInput.get();
        if (token == null || token.isBlank()) {
            out.println("The standard input holds no token; nothing was changed");
            return false;
        }
        return switch (TokenAdoption.adopt(store, name, token, clock)) {
            case ADOPTED -> {
                out.println("The token is the authorization of account '" + name + "' now. It was not tried: that"
                        + " would replace it. Do not use it anywhere else");
                yield true;
            }
            case TRIED_NEXT -> {
                out.println(
                        "The next call of a route tries the token for account '" + name + "'. It replaces the tokens"
                                + " that are there when the service accepts it. Do not use it anywhere else");
                yield true;
            }
            case ALREADY_THERE -> {
                out.println("The store has this very token for account '" + name + "' already; nothing was changed");
                yield true;
            }
            case SPENT -> {
                out.println("This token is used up: the store had it for account '" + name + "' before. Nothing was"
                        + " changed. Get a new one, or log in with --app-id");
                yield false;
            }
        };
    }
}
