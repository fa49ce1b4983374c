/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An FTP server and an SFTP server over one directory, for one user. */
final class FileServers implements AutoCloseable {

    static final String USER = "user";
    static final String PASSWORD = "password";

    private final Path home;
    private final FtpServer ftp;
    private final SshServer ssh;
    private volatile PublicKey clientKey;
    private final Listener listener;
    private final AtomicBoolean dropAfterUpload = new AtomicBoolean();

    FileServers(Path home, Path keys) throws IOException, FtpException {
        this.home = Files.createDirectories(home);
        ListenerFactory port = new ListenerFactory();
        port.setPort(0);
        this.listener = port.createListener();
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener);
        factory.setFtplets(new HashMap<>(Map.of("faults", new DefaultFtplet() {
            @Override
            public FtpletResult onUploadEnd(FtpSession session, FtpRequest request) throws FtpException {
                return dropAfterUpload.getAndSet(false) ? FtpletResult.DISCONNECT : FtpletResult.DEFAULT;
            }
        })));
        factory.setConnectionConfig(new ConnectionConfigFactory().createConnectionConfig());
        BaseUser user = new BaseUser();
        user.setName(USER);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(home.toString());
        user.setEnabled(true);
        user.setAuthorities(List.of(new WritePermission()));
        factory.getUserManager().save(user);
        this.ftp = factory.createServer();
        ftp.start();

        this.ssh = SshServer.setUpDefaultServer();
        ssh.setHost("127.0.0.1");
        ssh.setPort(0);
        ssh.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(keys.resolve("host.key")));
        ssh.setPublickeyAuthenticator(
                (name, key, session) -> USER.equals(name) && KeyUtils.compareKeys(key, clientKey));
        ssh.setPasswordAuthenticator((name, password, session) -> USER.equals(name) && PASSWORD.equals(password));
        ssh.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        ssh.setFileSystemFactory(new VirtualFileSystemFactory(home));
        ssh.start();
    }

    Path home() {
        return home;
    }

    /** Host and port of a server, {@code ftp} or {@code sftp}. */
    String host(String scheme) {
        return "127.0.0.1:" + (scheme.equals("sftp") ? ssh.getPort() : listener.getPort());
    }

    /** Makes a key pair with which the user logs in to the SFTP server, and gives back the file of the private key. */
    Path newClientKey() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        clientKey = pair.getPublic();
        Path file = home.resolveSibling("client.key");
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
        }
        return file;
    }

    /** Writes the file that names the key of the SFTP server. */
    Path knownHosts() throws IOException, GeneralSecurityException {
        StringBuilder lines = new StringBuilder();
        for (KeyPair pair : ssh.getKeyPairProvider().loadKeys(null)) {
            lines.append("[127.0.0.1]:").append(ssh.getPort()).append(' ');
            lines.append(PublicKeyEntry.toString(pair.getPublic())).append('\n');
        }
        return Files.writeString(home.resolveSibling("known_hosts"), lines);
    }

    /** Closes the connections of all FTP clients, as a server does with idle ones. */
    void dropFtpConnections() {
        listener.getActiveSessions().forEach(session -> session.closeNow().awaitUninterruptibly());
    }

    /** Takes the content of the next upload, and closes the connection instead of replying. */
    void dropAfterNextUpload() {
        dropAfterUpload.set(true);
    }

    /** The URI of a consumer of {@code ftp} or {@code sftp}. */
    String uri(String scheme, String folder, String options) {
        boolean sftp = scheme.equals("sftp");
        return scheme + "://" + USER + "@" + host(scheme) + "/" + folder + "?password="
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
