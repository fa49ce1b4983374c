/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An FTP server and an SFTP server over one directory, for one user. */
final class FileServers implements AutoCloseable {

    private static final String USER = "user";
    private static final String PASSWORD = "password";

    private final Path home;
    private final FtpServer ftp;
    private final SshServer ssh;
    private final int ftpPort;

    FileServers(Path home, Path keys) throws IOException, FtpException {
        this.home = Files.createDirectories(home);
        ListenerFactory listener = new ListenerFactory();
        listener.setPort(0);
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        factory.setConnectionConfig(new ConnectionConfigFactory().createConnectionConfig());
        BaseUser user = new BaseUser();
        user.setName(USER);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(home.toString());
        user.setEnabled(true);
        factory.getUserManager().save(user);
        this.ftp = factory.createServer();
        ftp.start();
        this.ftpPort = factory.getListener("default").getPort();

        this.ssh = SshServer.setUpDefaultServer();
        ssh.setHost("127.0.0.1");
        ssh.setPort(0);
        ssh.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(keys.resolve("host.key")));
        ssh.setPasswordAuthenticator((name, password, session) -> USER.equals(name) && PASSWORD.equals(password));
        ssh.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        ssh.setFileSystemFactory(new VirtualFileSystemFactory(home));
        ssh.start();
    }

    Path home() {
        return home;
    }

    /** The URI of a consumer of {@code ftp} or {@code sftp}. */
    String uri(String scheme, String folder, String options) {
        boolean sftp = scheme.equals("sftp");
        return scheme + "://" + USER + "@127.0.0.1:" + (sftp ? ssh.getPort() : ftpPort) + "/" + folder + "?password="
                + PASSWORD + "&initialDelay=0&delay=50"
                + (sftp
                        ? "&strictHostKeyChecking=no&useUserKnownHostsFile=false"
                        : "&passiveMode=true&binary=true&ftpClient.controlEncoding=UTF-8")
                + (options.isEmpty() ? "" : "&" + options);
    }

    @Override
    public void close() throws IOException {
        ftp.stop();
        ssh.stop(true);
    }
}
