package org.stepwise.console.internal.shell;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;

/** A text file of the operator's. */
public final class TextFile {
    private TextFile() {}

    /** @throws NotFound when it cannot be read @throws Invalid when it is not in UTF-8 */
    public static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (CharacterCodingException e) {
            throw Invalid.of("file", "console.problem.notUtf8", Map.of("file", file));
        } catch (IOException e) {
            throw new NotFound("console.problem.file", Map.of("file", file));
        }
    }
}
