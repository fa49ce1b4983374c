package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.Call;
import okhttp3.Response;

/** The body of an answer that is being read, with what must be given back when it is not read any more. */
final class CdnConnection {

    private final Call call;
    private final Response response;
    private final InputStream body;
    private final ConnectionPermits.Permit permit;

    CdnConnection(Call call, Response response, ConnectionPermits.Permit permit) {
        this.call = call;
        this.response = response;
        this.body = response.body().byteStream();
        this.permit = permit;
    }

    int read(byte[] buffer, int offset, int length) throws IOException {
        return body.read(buffer, offset, length);
    }

    int available() throws IOException {
        return body.available();
    }

    /** Gives the connection back after all of the body was read. */
    void finish() {
        response.close();
        permit.close();
    }

    /** Breaks the connection: reading the rest only to reuse it could take for ever. */
    void abort() {
        call.cancel();
        finish();
    }
}
