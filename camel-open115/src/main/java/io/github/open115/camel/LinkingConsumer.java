package io.github.open115.camel;

import java.util.Queue;
import org.apache.camel.Processor;

/** A consumer that asks for the links of the files of one poll together, as they are read. */
abstract class LinkingConsumer extends MonitoredConsumer {

    private final Open115FileOperations drive;

    LinkingConsumer(Open115Endpoint endpoint, Processor processor, Open115FileOperations drive, PollSession session) {
        super(endpoint, processor, drive, session);
        this.drive = drive;
    }

    @Override
    protected void doStart() throws Exception {
        drive.start();
        super.doStart();
    }

    @Override
    public int processBatch(Queue<Object> exchanges) {
        drive.readTogether(exchanges, getMaxMessagesPerPoll());
        return super.processBatch(exchanges);
    }
}
