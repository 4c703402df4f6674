package org.stepwise.moduletest;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Classes of one directory, made here although the class path has them too; so that one sees whether they are let go. */
final class OwnLoader extends URLClassLoader {
    private final Path classes;

    OwnLoader(Path classes) {
        super(new URL[] {url(classes)}, OwnLoader.class.getClassLoader());
        this.classes = classes;
    }

    private static URL url(Path classes) {
        try {
            return classes.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    boolean has(String name) {
        return Files.isRegularFile(classes.resolve(name.replace('.', '/') + ".class"));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!has(name)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }
}
