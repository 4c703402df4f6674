package org.stepwise.moduletest;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.FieldKind;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.web.PageHandler;
import org.stepwise.kernel.api.web.PanelSource;
import org.stepwise.testkit.TestKernel;

/** Every text that the module needs is there in both languages (I18N-1). */
final class TextCheck {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)}");
    private static final Pattern IN_TEMPLATE = Pattern.compile("text\\('([\\w./-]+)'");
    private static final Pattern SENTENCE_IN_TEMPLATE =
            Pattern.compile(">[^<>{}]*[A-Za-z\\u4e00-\\u9fff]{3,}[^<>{}]*<");
    private static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");
    private final TestKernel kernel;
    private final Module module;
    private final List<RecordType<?>> types;
    private final Set<String> wanted = new TreeSet<>();
    private final Set<String> problems = new TreeSet<>();

    TextCheck(TestKernel kernel, Module module, List<RecordType<?>> types) {
        this.kernel = kernel;
        this.module = module;
        this.types = types;
    }

    Collection<String> problems() {
        ofModule();
        types.forEach(this::ofType);
        ofContributions();
        ofTemplatesAndCode();
        Texts texts = kernel.get(Texts.class);
        for (String key : wanted) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                if (texts.find(locale, key).filter(text -> !text.isBlank()).isEmpty())
                    problems.add(locale + " lacks " + key);
            }
        }
        languagesAgree();
        return problems;
    }

    private void ofModule() {
        String id = module.id();
        wanted.addAll(List.of(id + ".module.name", id + ".module.description"));
        module.roles().forEach(role -> wanted.add("role." + role));
        module.functions().forEach(function -> wanted.add(id + ".function." + function));
        module.linkKinds()
                .forEach(kind -> wanted.addAll(List.of("link." + kind.id(), "link." + kind.id() + ".inverse")));
        module.permissions().stream()
                .map(permission -> permission.substring(permission.indexOf(':') + 1))
                .filter(action -> !Actions.STANDARD.contains(action))
                .forEach(action -> wanted.add("action." + action));
        Texts texts = kernel.get(Texts.class);
        kernel.system(() -> kernel.get(Settings.class).all(0)).stream()
                .filter(setting -> setting.id().startsWith(id + "."))
                .filter(setting -> setting.label(texts, Locale.ENGLISH).isEmpty())
                .forEach(setting -> problems.add("en lacks " + setting.id()));
    }

    private void ofType(RecordType<?> type) {
        String id = type.id();
        wanted.addAll(List.of(id, id + ".plural"));
        type.actions().forEach(action -> wanted.add(id + ".action." + action.id()));
        type.sections().keySet().forEach(section -> wanted.add(id + ".section." + section));
        for (Field field : type.fields()) {
            boolean own = field.member().getDeclaringClass() == type.entity();
            if (own) wanted.add(id + "." + field.name());
            if (field.hasHelp()) wanted.add(id + "." + field.name() + ".help");
            if (field.kind() != FieldKind.ENUM) continue;
            for (Object value : field.javaType().getEnumConstants()) wanted.add(id + "." + field.name() + "." + value);
        }
    }

    private void ofContributions() {
        ofServices(PageHandler.class, "page.menu", "");
        ofServices(PanelSource.class, "panel.title", "");
        ofServices(JobBody.class, "job.id", "job.");
    }

    private void ofServices(Class<?> service, String property, String prefix) {
        for (ServiceReference<?> reference : references(kernel.context(), service, module.id())) {
            Object value = reference.getProperty(property);
            if (value != null && !value.toString().isEmpty()) wanted.add(prefix + value);
        }
    }

    /** Services of the module's own bundle. */
    static List<ServiceReference<?>> references(BundleContext context, Class<?> service, String module) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(service.getName(), null);
            if (found == null) return List.of();
            return List.of(found).stream()
                    .filter(reference -> reference.getBundle().getSymbolicName().endsWith("." + module))
                    .collect(Collectors.toList());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ofTemplatesAndCode() {
        ModuleFiles.read("templates", ".html").forEach((name, template) -> {
            IN_TEMPLATE
                    .matcher(template)
                    .results()
                    .map(found -> found.group(1))
                    .filter(key -> !key.endsWith("."))
                    .forEach(wanted::add);
            SENTENCE_IN_TEMPLATE
                    .matcher(template)
                    .results()
                    .map(MatchResult::group)
                    .forEach(words -> problems.add(name + " has words of its own: " + words));
        });
        Pattern inCode = Pattern.compile("\"(" + module.id() + "\\.(?:problem|notice)\\.[\\w.]*\\w)\"");
        for (String source : ModuleFiles.sources().values()) {
            inCode.matcher(source).results().map(found -> found.group(1)).forEach(wanted::add);
        }
    }

    private void languagesAgree() {
        Map<String, String> english = ModuleFiles.language(false);
        Map<String, String> chinese = ModuleFiles.language(true);
        english.keySet().stream()
                .filter(key -> !chinese.containsKey(key))
                .forEach(key -> problems.add("zh_CN lacks " + key));
        chinese.keySet().stream()
                .filter(key -> !english.containsKey(key))
                .forEach(key -> problems.add("en lacks " + key));
        english.forEach((key, text) -> {
            if (CHINESE.matcher(text).find()) problems.add("en is Chinese: " + key);
            if (chinese.containsKey(key) && !arguments(text).equals(arguments(chinese.get(key))))
                problems.add("the languages differ in the arguments of " + key);
        });
    }

    private static Set<String> arguments(String text) {
        Matcher matcher = ARGUMENT.matcher(text);
        return matcher.results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
