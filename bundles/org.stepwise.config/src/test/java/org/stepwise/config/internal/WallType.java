package org.stepwise.config.internal;

import org.stepwise.kernel.api.record.RecordType;

/** Walls with a finish from a list. */
final class WallType extends RecordType<Wall> {
    WallType() {
        super("paint.wall", Wall.class);
        title(wall -> wall.name);
        field("name");
        field("finish").choice("paint.finish");
        list("name", "finish");
        form("name", "finish");
    }
}
