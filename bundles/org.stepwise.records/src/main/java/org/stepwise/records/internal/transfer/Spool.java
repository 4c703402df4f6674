package org.stepwise.records.internal.transfer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.sheets.SheetRefused;

/** The rows of a sheet in a temporary file: they are read several times, and never all at once. */
final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int EMPTY = 0;
    private static final int TEXT = 1;
    private static final int NUMBER = 2;
    private static final int FLAG = 3;
    private static final long MOST = 2_000_000;
    private final Path file;
    private final DataOutputStream out;
    private int size;

    Spool() {
        try {
            file = Files.createTempFile("stepwise-import", ".tmp");
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return size;
    }

    void add(Table.Line line) {
        try {
            out.writeInt(line.number());
            out.writeInt(line.cells().size());
            for (Object cell : line.cells()) write(cell);
            size++;
        } catch (IOException e) {
            throw noRoom();
        }
    }

    private static UncheckedIOException noRoom() {
        return new UncheckedIOException(new SheetRefused(SheetRefused.Reason.NO_ROOM));
    }

    private void write(Object cell) throws IOException {
        if (cell == null) out.writeByte(EMPTY);
        else if (cell instanceof Boolean flag) {
            out.writeByte(FLAG);
            out.writeBoolean(flag);
        } else {
            out.writeByte(cell instanceof BigDecimal ? NUMBER : TEXT);
            byte[] text = cell.toString().getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
    }

    /** All rows, as many at a time, fewer when they are long. */
    void chunks(int rows, Consumer<List<Table.Line>> sink) {
        try {
            out.flush();
        } catch (IOException e) {
            throw noRoom();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int read = 0;
            while (read < size) {
                List<Table.Line> chunk = new ArrayList<>();
                long length = 0;
                while (read < size && chunk.size() < rows && length < MOST) {
                    Table.Line line = line(in);
                    length += length(line);
                    chunk.add(line);
                    read++;
                }
                sink.accept(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Table.Line line) {
        long length = 0;
        for (Object cell : line.cells()) if (cell instanceof String text) length += text.length();
        return length;
    }

    private static Table.Line line(DataInputStream in) throws IOException {
        int number = in.readInt();
        int cells = in.readInt();
        List<Object> read = new ArrayList<>(cells);
        for (int i = 0; i < cells; i++) read.add(cell(in));
        return new Table.Line(number, read);
    }

    private static Object cell(DataInputStream in) throws IOException {
        int kind = in.readByte();
        if (kind == EMPTY) return null;
        if (kind == FLAG) return in.readBoolean();
        String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        return kind == NUMBER ? new BigDecimal(text) : text;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            LOG.debug("what did not fit is thrown away", e);
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
