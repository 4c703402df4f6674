package org.stepwise.kernel.api.record;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Fixed columns of every record; the records engine fills them. Columns are the snake_case of the field names. Entities are
 * plain JPA classes with fields, no relations: references are ids. Instances are not thread-safe.
 */
@MappedSuperclass
@ConsumerType
public abstract class Entity {
    @Id
    public long id;

    @Version
    public long version;

    /** By the type's number rule, "" when it has none. Given last before commit. */
    public String number = "";

    /** Title as shown in lists and links, written by the engine from the type's title rule. */
    @Column(length = 400)
    public String title = "";

    public long ownerId;
    /** The owner's unit when the record was made; changed by hand-over only. */
    public long unitId;

    /** 0 = none. */
    public long segmentId;

    public int securityLevel;
    public boolean deleted;
    /** Normalised title for search by prefix. */
    public String nameKey = "";

    /** Full pinyin and initials of the title. */
    public String pinyinKey = "";

    public Instant createdAt;
    public long createdBy;
    public Instant updatedAt;
    public long updatedBy;
}
