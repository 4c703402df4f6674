package org.stepwise.rest.internal;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;

/** All resources of this bundle. */
public final class Resources {
    private Resources() {}

    public static List<Class<?>> all() {
        return new ClassFileImporter()
                .importPackages("org.stepwise.rest.internal").stream()
                        .filter(c -> c.isAssignableTo(BuiltIn.class) && !c.isInterface())
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }
}
