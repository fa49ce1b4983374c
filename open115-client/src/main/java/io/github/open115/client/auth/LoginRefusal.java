package io.github.open115.client.auth;

import io.github.open115.client.http.ErrorCodes;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;

/** Says of the codes of table B.8 that a log-in can meet, and that only a person can help with, what to do. */
final class LoginRefusal {

    private LoginRefusal() {}

    /** The exception to throw: with advice when there is one for its code, else itself. */
    static Open115Exception explain(String appId, Open115Exception refused) {
        long code = refused.failure().code();
        if (ErrorCodes.kind(code) != ErrorCodes.Kind.APPLICATION) {
            return refused;
        }
        return new RefusedException(advice(appId, code), refused.failure(), refused);
    }

    private static String advice(String appId, long code) {
        String application = "The application with app ID '" + appId + "' ";
        return switch ((int) code) {
            case 40140100, 40140106, 40140107 ->
                "The service knows no application with app ID '" + appId
                        + "'. Take the AppID that https://open.115.com shows for an application of your own";
            case 40140108 -> application + "is not approved yet. See https://open.115.com for its review";
            case 40140109 -> application + "is disabled. See https://open.115.com";
            case 40140110 -> application + "has expired. Renew it at https://open.115.com";
            case 40140118 ->
                application + "belongs to a developer whose certification has expired. Renew it at"
                        + " https://open.115.com";
            case 40140122 ->
                "The 115 account has authorized as many applications as it may. Remove one at"
                        + " https://115.com/?mode=device_manage and log in again";
            default ->
                "The service does not accept the form of the log-in for app ID '" + appId
                        + "'. Check the app ID, then report this as a defect";
        };
    }
}
