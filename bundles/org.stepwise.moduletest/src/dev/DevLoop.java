import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Brings what is saved in a bundle's sources into the running server: compiles, makes the bundle, updates and refreshes it alone.
 * Called by {@code ./stepwise dev} with the bundle's directory, its class path, the server's address, and the
 * command that runs console commands.
 */
public final class DevLoop {
    /** Editors write a file in several steps; what follows within this time belongs to it. */
    private static final long TOGETHER_MILLIS = 100;

    private static final long ROUND_MILLIS = 150;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final List<String> KEPT =
            List.of("Bundle-SymbolicName", "Bundle-Version", "Bundle-Name", "Bundle-Vendor", "Bundle-License", "Karaf-Commands");
    private final Path bundle;
    private final Path classes;
    private final String classPath;
    private final String address;
    private final List<String> console;
    private final Attributes headers;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private Map<Path, Long> seen;

    private DevLoop(Path bundle, String classPath, String address, List<String> console) throws IOException {
        this.bundle = bundle;
        this.classes = bundle.resolve("target").resolve("classes");
        this.classPath = classPath;
        this.address = address;
        this.console = console;
        try (InputStream in = Files.newInputStream(classes.resolve("META-INF").resolve("MANIFEST.MF"))) {
            headers = new Manifest(in).getMainAttributes();
        }
        seen = saved();
    }

    public static void main(String[] args) throws Exception {
        Path bundle = Path.of(args[0]);
        String classPath = Files.readString(Path.of(args[1])).strip();
        new DevLoop(bundle, classPath, args[2], List.of(args).subList(3, args.length)).run();
    }

    private void run() throws Exception {
        // the first time is the slow one: before anybody waits
        compile();
        pack();
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            watchBelow(watch);
            System.out.println("Watching " + sources() + "; Ctrl-C ends.");
            bringWhatIsSaved(watch);
        }
    }

    private Path sources() {
        return bundle.resolve("src").resolve("main");
    }

    private void watchBelow(WatchService watch) throws IOException {
        try (Stream<Path> found = Files.walk(sources())) {
            for (Path directory : found.filter(Files::isDirectory).toList()) {
                directory.register(watch, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            }
        }
    }

    private void bringWhatIsSaved(WatchService watch) throws Exception {
        while (true) {
            for (WatchKey told = watch.take(); told != null; told = watch.poll(TOGETHER_MILLIS, TimeUnit.MILLISECONDS)) {
                told.pollEvents();
                told.reset();
            }
            watchBelow(watch);
            Map<Path, Long> now = saved();
            TreeSet<Path> changed = changes(seen, now);
            if (changed.isEmpty()) continue;
            seen = now;
            bring(changed);
        }
    }

    private Map<Path, Long> saved() throws IOException {
        Map<Path, Long> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(sources())) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return files;
    }

    private static TreeSet<Path> changes(Map<Path, Long> before, Map<Path, Long> now) {
        TreeSet<Path> changed = new TreeSet<>();
        now.forEach((file, time) -> {
            if (!time.equals(before.get(file))) changed.add(file);
        });
        before.keySet().stream().filter(file -> !now.containsKey(file)).forEach(changed::add);
        return changed;
    }

    private void bring(TreeSet<Path> changed) throws Exception {
        long began = System.nanoTime();
        boolean java = changed.stream().anyMatch(file -> file.toString().endsWith(".java"));
        for (Path file : changed) copy(file);
        boolean sound = (!java || compile()) && update(pack());
        double seconds = (System.nanoTime() - began) / 1e9;
        List<String> names = changed.stream().map(file -> file.getFileName().toString()).toList();
        String told = sound ? "in the server after %.1f s" : "not in the server (%.1f s)";
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + String.join(", ", names) + " "
                + String.format(Locale.ROOT, told, seconds));
    }

    private void copy(Path file) throws IOException {
        Path resources = bundle.resolve("src").resolve("main").resolve("resources");
        if (!file.startsWith(resources)) return;
        Path copy = classes.resolve(resources.relativize(file));
        if (!Files.exists(file)) {
            Files.deleteIfExists(copy);
            return;
        }
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /** All of the bundle's classes: what depends on a changed one is seen to. @return false when the compiler has told why not */
    private boolean compile() throws IOException {
        List<Path> sources = saved().keySet().stream().filter(file -> file.toString().endsWith(".java")).toList();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release", "17", "-parameters", "-proc:none", "-nowarn", "-cp", classPath, "-d", classes.toString());
            return compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources)).call();
        }
    }

    /** Manifest and components as the build makes them. */
    private Path pack() throws Exception {
        Path made = Files.createDirectories(bundle.resolve("target").resolve("dev")).resolve("bundle.jar");
        List<File> libraries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) libraries.add(new File(entry));
        try (Builder builder = new Builder()) {
            builder.setBase(bundle.toFile());
            File own = bundle.resolve("bnd.bnd").toFile();
            if (own.isFile()) builder.setProperties(own);
            for (String name : KEPT) {
                if (headers.getValue(name) != null) builder.setProperty(name, headers.getValue(name));
            }
            builder.setProperty("-noimportjava", "true");
            builder.setProperty("-noextraheaders", "true");
            builder.setProperty("-dsannotations-options", "norequirements");
            builder.setClasspath(libraries.toArray(File[]::new));
            Jar jar = new Jar(classes.toFile());
            jar.remove("META-INF/MANIFEST.MF");
            jar.getResources().keySet().removeIf(path -> path.startsWith("OSGI-INF/"));
            builder.setJar(jar);
            builder.build().write(made.toFile());
            builder.getErrors().forEach(System.err::println);
        }
        return made;
    }

    private boolean update(Path jar) throws IOException, InterruptedException {
        String name = headers.getValue("Bundle-SymbolicName").split(";")[0];
        List<String> command = new ArrayList<>(console);
        for (String step : List.of("stop %s", "update %s " + jar.toUri(), "refresh %s", "start %s")) {
            command.add("bundle:" + step.formatted(name));
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0 && ready();
    }

    /** Until the server is ready with all its modules again; tells what keeps it from that. */
    private boolean ready() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            HttpURLConnection asked = (HttpURLConnection) new URL(address + "/health/ready").openConnection();
            if (asked.getResponseCode() == HttpURLConnection.HTTP_OK) return true;
            if (System.nanoTime() > end) {
                System.out.println(new String(asked.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS));
        }
    }
}
