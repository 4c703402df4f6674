package org.stepwise.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Inputs for a parser: those that are kept beside its test under {@code fuzz/NAME}, and ones made of them by chance, the same ones
 * each time. The parser takes each, or refuses it in words of its own. {@code ./stepwise fuzz} looks for more with coverage.
 */
public final class Hostile {
    private static final long SEED = 5;
    private static final int LONGEST_SHOWN = 2_000;
    private static final List<byte[]> PIECES = Stream.of(
                    "\0",
                    "\uFEFF",
                    "\u202E",
                    "'",
                    "\"",
                    "--",
                    ";",
                    "%",
                    "%00",
                    "\\u0000",
                    "\\",
                    "../",
                    "[".repeat(200),
                    "{\"a\":".repeat(60),
                    "&a;",
                    "<!DOCTYPE a [<!ENTITY a \"aa\">]>",
                    "<script>",
                    "](javascript:1)",
                    "9".repeat(60),
                    "-1",
                    "1e999",
                    "null",
                    "true",
                    "\n",
                    "\r",
                    "\t",
                    ",",
                    ": ",
                    "- ",
                    "*a",
                    "&a ",
                    "!!java.net.URL ",
                    "=1+1",
                    "\uD83D\uDE00")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    private Hostile() {}

    /** Takes an input or refuses it by an exception that it expects; any other one is a failure. */
    public interface Parser {
        void parse(byte[] input) throws Exception;
    }

    /**
     * @param test the class beside which the inputs lie
     * @param name of their directory
     * @param changed how many inputs are made of those by chance
     */
    public static void each(Class<?> test, String name, int changed, Parser parser) {
        List<byte[]> kept = kept(test, name);
        kept.forEach(input -> tried(input, parser));
        Random random = new Random(SEED);
        for (int i = 0; i < changed; i++) tried(changed(kept, random), parser);
    }

    private static List<byte[]> kept(Class<?> test, String name) {
        URL place = test.getResource("/fuzz/" + name);
        if (place == null) throw new AssertionError("no inputs in fuzz/" + name);
        try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
            List<byte[]> inputs = new ArrayList<>();
            for (Path file : files.sorted().toList()) inputs.add(Files.readAllBytes(file));
            if (inputs.isEmpty()) throw new AssertionError("no inputs in fuzz/" + name);
            return inputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tried(byte[] input, Parser parser) {
        try {
            parser.parse(input);
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            byte[] shown = Arrays.copyOf(input, Math.min(input.length, LONGEST_SHOWN));
            throw new AssertionError(
                    "by the input (Base64) " + Base64.getEncoder().encodeToString(shown), e);
        }
    }

    private static byte[] changed(List<byte[]> kept, Random random) {
        byte[] input = kept.get(random.nextInt(kept.size()));
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times; i++) input = changed(input, kept, random);
        return input;
    }

    private static byte[] changed(byte[] input, List<byte[]> kept, Random random) {
        int at = random.nextInt(input.length + 1);
        int length = Math.min(input.length - at, random.nextInt(1 + Math.min(64, input.length)));
        byte[] part = Arrays.copyOfRange(input, at, at + length);
        return switch (random.nextInt(6)) {
            case 0 -> spliced(input, at, length, new byte[0]);
            case 1 -> spliced(input, at, 0, part);
            case 2 -> spliced(input, at, 0, PIECES.get(random.nextInt(PIECES.size())));
            case 3 -> spliced(input, at, length, PIECES.get(random.nextInt(PIECES.size())));
            case 4 -> spliced(input, at, length, piece(kept.get(random.nextInt(kept.size())), random));
            default -> turned(input, random);
        };
    }

    private static byte[] piece(byte[] other, Random random) {
        int from = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, Math.min(other.length, from + 64));
    }

    private static byte[] turned(byte[] input, Random random) {
        byte[] turned = input.clone();
        if (turned.length > 0) turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));
        return turned;
    }

    private static byte[] spliced(byte[] input, int at, int length, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(input, 0, at);
        out.writeBytes(by);
        out.write(input, at + length, input.length - at - length);
        return out.toByteArray();
    }
}
