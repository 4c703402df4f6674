package org.stepwise.kernel.api.directory;

import java.io.InputStream;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.record.Imports;

/**
 * Units, posts, people and positions from one spreadsheet and back (DIR-6). Sheets {@code units} (code, parent, kind, name_zh, name_en,
 * head, valid_from), {@code posts} (code, name_zh, name_en, level), {@code people} (account, name, email, mobile, phone, locale,
 * time_zone, clearance), {@code positions} (account, unit, post, primary, superior); a csv file holds one of them and is recognised by
 * its headings, a zip holds several. What exists by code or account is updated, the rest is added; new people are invited and hold
 * the role {@code staff}. All or nothing. Needs {@code administer} on {@code directory.person}. Open no transaction around it.
 */
@ProviderType
public interface OrgImport {
    /**
     * @param filename as the user named it; tells csv sheets apart where the headings do not
     * @param dryRun only says what would happen
     * @throws org.stepwise.kernel.api.Invalid when the file is not a spreadsheet, too large, or has no known sheet
     */
    Imports.Report read(InputStream file, String filename, boolean dryRun);

    /** The same in the background, with progress; may be cancelled. What is wrong is left with the run as a file. @return the run's id */
    long later(InputStream file, String filename);

    /** Everything in the shape that {@link #read} takes; csv means a zip of four csv files. */
    void export(OutputStream file, Imports.Format format);

    /** Empty sheets with headings, and a sheet that explains the columns in the caller's language. */
    void template(OutputStream file);
}
