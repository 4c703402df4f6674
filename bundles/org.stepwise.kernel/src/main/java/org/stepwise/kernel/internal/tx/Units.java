package org.stepwise.kernel.internal.tx;

import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.persistence.EntityManagerFactory;
import javax.persistence.MappedSuperclass;
import javax.persistence.SharedCacheMode;
import javax.persistence.ValidationMode;
import javax.persistence.spi.ClassTransformer;
import javax.persistence.spi.PersistenceUnitInfo;
import javax.persistence.spi.PersistenceUnitTransactionType;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.record.InstantConverter;
import org.stepwise.kernel.api.tx.Sql;

/** Builds one persistence unit per module from its entities, without persistence.xml and weaving, and drops it with the module. */
public final class Units {
    private final Map<Class<?>, EntityManagerFactory> byEntity = new ConcurrentHashMap<>();
    private final Sql.Dialect dialect;
    private final DataSource source;

    /** Gives the running transaction's connection, or a fresh one. */
    interface Connections {
        Connection get() throws SQLException;
    }

    Units(Sql.Dialect dialect, Connections connections) {
        this.dialect = dialect;
        this.source = new BoundDataSource(connections);
    }

    EntityManagerFactory of(Class<?> entity) {
        EntityManagerFactory factory = byEntity.get(entity);
        if (factory == null) {
            throw SqlProblems.caused(
                    new Unavailable(SqlProblems.CLOSED),
                    new IllegalStateException("no persistence unit holds " + entity.getName()));
        }
        return factory;
    }

    /** @param loader the module's class loader */
    public void open(String module, Collection<Class<?>> entities, ClassLoader loader) {
        if (entities.isEmpty()) return;
        Set<String> names = new LinkedHashSet<>();
        names.add(InstantConverter.class.getName());
        for (Class<?> entity : entities) {
            names.add(entity.getName());
            for (Class<?> up = entity.getSuperclass(); up != Object.class; up = up.getSuperclass()) {
                if (up.isAnnotationPresent(MappedSuperclass.class)) names.add(up.getName());
            }
        }
        Unit unit = new Unit(module + "-" + System.nanoTime(), List.copyOf(names), source, new JoinedLoader(loader));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(unit.getClassLoader());
        try {
            EntityManagerFactory factory =
                    new PersistenceProvider().createContainerEntityManagerFactory(unit, properties());
            factory.createEntityManager().close();
            entities.forEach(entity -> byEntity.put(entity, factory));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    public void close(Collection<Class<?>> entities) {
        entities.stream()
                .map(byEntity::remove)
                .filter(f -> f != null)
                .distinct()
                .forEach(EntityManagerFactory::close);
    }

    private Map<String, Object> properties() {
        return Map.of(
                "eclipselink.weaving", "false",
                "eclipselink.target-database", dialect == Sql.Dialect.DERBY ? "Derby" : "PostgreSQL",
                "eclipselink.ddl-generation", "none",
                "eclipselink.cache.shared.default", "false",
                "eclipselink.session.customizer", ColumnNames.class.getName(),
                "eclipselink.jdbc.batch-writing", "JDBC",
                "eclipselink.logging.level", "OFF");
    }

    /** The module's classes first, then the kernel's. */
    private static final class JoinedLoader extends ClassLoader {
        private final ClassLoader module;

        JoinedLoader(ClassLoader module) {
            super(Units.class.getClassLoader());
            this.module = module;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            try {
                return module.loadClass(name);
            } catch (ClassNotFoundException e) {
                return super.loadClass(name, resolve);
            }
        }

        @Override
        public URL getResource(String name) {
            return module.getResource(name);
        }
    }

    private record Unit(String name, List<String> classes, DataSource source, ClassLoader loader)
            implements PersistenceUnitInfo {
        @Override
        public String getPersistenceUnitName() {
            return name;
        }

        @Override
        public String getPersistenceProviderClassName() {
            return PersistenceProvider.class.getName();
        }

        @Override
        public PersistenceUnitTransactionType getTransactionType() {
            return PersistenceUnitTransactionType.RESOURCE_LOCAL;
        }

        @Override
        public DataSource getJtaDataSource() {
            return null;
        }

        @Override
        public DataSource getNonJtaDataSource() {
            return source;
        }

        @Override
        public List<String> getMappingFileNames() {
            return List.of();
        }

        @Override
        public List<URL> getJarFileUrls() {
            return List.of();
        }

        @Override
        public URL getPersistenceUnitRootUrl() {
            URL here = Unit.class.getProtectionDomain().getCodeSource().getLocation();
            return here;
        }

        @Override
        public List<String> getManagedClassNames() {
            return classes;
        }

        @Override
        public boolean excludeUnlistedClasses() {
            return true;
        }

        @Override
        public SharedCacheMode getSharedCacheMode() {
            return SharedCacheMode.NONE;
        }

        @Override
        public ValidationMode getValidationMode() {
            return ValidationMode.NONE;
        }

        @Override
        public Properties getProperties() {
            return new Properties();
        }

        @Override
        public String getPersistenceXMLSchemaVersion() {
            return "2.2";
        }

        @Override
        public ClassLoader getClassLoader() {
            return loader;
        }

        @Override
        public void addTransformer(ClassTransformer transformer) {
            // weaving is off
        }

        @Override
        public ClassLoader getNewTempClassLoader() {
            return loader;
        }
    }
}
