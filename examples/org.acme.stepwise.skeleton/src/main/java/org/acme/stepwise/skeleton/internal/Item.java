package org.acme.stepwise.skeleton.internal;

import java.time.LocalDate;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Table;
import javax.validation.constraints.NotBlank;
import javax.validation.constraints.NotNull;
import javax.validation.constraints.Size;
import org.stepwise.kernel.api.record.Entity;

/** One record; its columns stand in {@code db/001-item.sql}. */
@javax.persistence.Entity
@Table(name = "skeleton_item")
public class Item extends Entity {
    @NotBlank
    @Size(max = 100)
    public String name = "";

    @NotNull
    @Enumerated(EnumType.STRING)
    public State state = State.OPEN;

    public LocalDate dueOn;

    @Size(max = 1000)
    public String remark = "";

    /** How far it is. */
    public enum State {
        OPEN,
        FINISHED
    }
}
