package io.github.open115.camel.monitor;

import io.github.open115.client.transfer.Transfer;
import java.util.List;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** Transfers as a table that every JMX console can show. */
final class TransferTable {

    private static final String KEY = "number";
    private static final String[] COLUMNS = {KEY, "fileId", "fileName", "bytesSoFar", "size", "percent"};
    private static final String[] DESCRIPTIONS = {
        "Number of the row",
        "File id",
        "Name of the file; null when it is not known",
        "Bytes that are there",
        "Bytes that are to come in all: of the file, or of the part of it that is fetched",
        "How much of it is there"
    };
    private static final OpenType<?>[] TYPES = {
        SimpleType.INTEGER, SimpleType.STRING, SimpleType.STRING, SimpleType.LONG, SimpleType.LONG, SimpleType.INTEGER
    };

    private TransferTable() {}

    static TabularData of(List<Transfer> transfers) throws OpenDataException {
        CompositeType row = new CompositeType("Download", "A download in progress", COLUMNS, DESCRIPTIONS, TYPES);
        TabularData table =
                new TabularDataSupport(new TabularType("Downloads", "Downloads in progress", row, new String[] {KEY}));
        for (Transfer transfer : transfers) {
            long soFar = transfer.soFar();
            Object[] values = {
                table.size() + 1,
                transfer.source().fileId(),
                transfer.source().name(),
                soFar,
                transfer.length(),
                percent(soFar, transfer.length())
            };
            table.put(new CompositeDataSupport(row, COLUMNS, values));
        }
        return table;
    }

    private static int percent(long soFar, long length) {
        return length == 0 ? 100 : (int) (soFar * 100.0 / length);
    }
}
