package io.github.open115.client.auth;

import io.github.open115.client.http.Open115Exception;

/** Is told what a person should see while a log-in waits. Called by the thread that waits; what it throws ends the wait. */
public interface LoginListener {

    /** The code to scan now: the first one, and each that takes the place of one that has expired. */
    void show(LoginCode code);

    /** The code was scanned; the person has yet to confirm on the phone. Told once for each code. */
    default void scanned() {}

    /**
     * The service could not be asked, or said "later"; it will be asked again. Told once until it answers.
     *
     * @param problem what happened, free of secrets
     */
    default void retrying(Open115Exception problem) {}
}
