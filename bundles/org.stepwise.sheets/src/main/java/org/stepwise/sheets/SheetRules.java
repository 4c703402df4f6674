package org.stepwise.sheets;

/**
 * How much an uploaded table may hold. What is larger is refused while it is read.
 *
 * @param fileMegabytes the file as it is sent
 * @param unpackedMegabytes a workbook or zip unpacked
 * @param cellCharacters a cell; spreadsheet programs hold 32,767
 * @param columns a sheet
 * @param rows an import of records
 * @param organisationRows an import of the organisation, all sheets together
 */
public record SheetRules(
        int fileMegabytes, int unpackedMegabytes, int cellCharacters, int columns, int rows, int organisationRows) {
    private static final long MEGABYTE = 1_000_000;

    public SheetRules {
        within("fileMegabytes", fileMegabytes, 1, 1_000);
        within("unpackedMegabytes", unpackedMegabytes, 1, 4_000);
        within("cellCharacters", cellCharacters, 100, 100_000);
        within("columns", columns, 10, 10_000);
        within("rows", rows, 1, 1_000_000);
        within("organisationRows", organisationRows, 1, 1_000_000);
    }

    public SheetRules() {
        this(64, 300, 32_767, 1_000, 100_000, 200_000);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) throw new IllegalArgumentException(name);
    }

    long fileBytes() {
        return fileMegabytes * MEGABYTE;
    }

    long unpackedBytes() {
        return unpackedMegabytes * MEGABYTE;
    }
}
