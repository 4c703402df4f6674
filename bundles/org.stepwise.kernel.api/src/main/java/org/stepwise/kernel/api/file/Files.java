package org.stepwise.kernel.api.file;

import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.RecordId;

/**
 * Files attached to records (REC-8). Reading needs to see the record, adding and removing to edit it. Contents are streamed and
 * content-addressed; the blob is written before the row, so that a row never lacks its blob.
 */
@ProviderType
public interface Files {
    /** @throws org.stepwise.kernel.api.Invalid over the quota or size limit; Unavailable when the disk is full */
    FileInfo attach(RecordId record, String name, InputStream content);

    List<FileInfo> of(RecordId record);

    /** The record it is attached to has been checked. @throws org.stepwise.kernel.api.NotFound also when the record is not visible */
    FileInfo info(long file);

    /** From an offset, at most {@code length} bytes; the caller closes it. */
    InputStream open(long file, long offset, long length);

    void remove(long file);
}
