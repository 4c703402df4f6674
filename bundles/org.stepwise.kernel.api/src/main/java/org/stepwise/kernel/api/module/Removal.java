package org.stepwise.kernel.api.module;

import java.util.List;

/**
 * What became of a module and its data (ROL-5).
 *
 * @param held what there was
 * @param file where in the server's home the export stands, "" when there is none
 */
public record Removal(Modules.Info module, Data data, List<Holding> held, String file) {
    /** What becomes of a module's data when it is uninstalled. */
    public enum Data {
        /** It stays and is there again when the module is installed again. */
        KEEP,
        /** It stays, and a copy of it is written into the server's home before anything is closed. */
        EXPORT,
        /** It is removed for good. */
        PURGE
    }

    /**
     * A part of a module's data.
     *
     * @param name of the table, or of the {@link Keeping}
     * @param type record type whose table it is, "" for others
     */
    public record Holding(String name, String type, long count) {}
}
