package io.github.open115.client;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.links.DownloadLinks;
import io.github.open115.client.transfer.Downloads;

/** The way in to one 115 account; the 115 Open API in plain Java. Thread-safe; close it when done. */
public interface Open115Client extends AutoCloseable {

    /** Files and folders. */
    DriveFiles files();

    /** Download links. */
    DownloadLinks links();

    /** Content. */
    Downloads downloads();

    /** What every call of this account shares. */
    io.github.open115.client.account.AccountStatus account();

    @Override
    void close();
}
