package org.stepwise.itests.walk;

import java.util.Map;
import java.util.Set;

/**
 * A record that the walk asks for.
 *
 * @param shares principal → rights; those of the whole for a part
 * @param part shares and owner are the whole's
 */
record Thing(
        String type,
        String id,
        String title,
        Actor owner,
        int level,
        Map<String, Set<String>> shares,
        String file,
        boolean part) {
    String module() {
        return type.substring(0, type.indexOf('.'));
    }

    String path() {
        return "/" + type.replace('.', '/') + "/" + id;
    }

    String ref() {
        return type + ":" + id;
    }
}
