package org.stepwise.moduletest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.osgi.framework.ServiceReference;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.web.PageHandler;
import org.stepwise.testkit.PageTester;

/** Every page of the module, and home with its widgets, renders in both languages with every text. */
final class PageCheck {
    private static final int NUMBER = 1;
    private static final Pattern INCIDENT = Pattern.compile("(?i)incident|事件编号|编号 [0-9a-f]{8}");
    private final ModuleCompany company;
    private final Module module;
    private final Samples samples;
    private final String reader;
    private final Pattern key;
    private final Map<String, String> rendered = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param reader account of somebody who may do everything in the module */
    PageCheck(ModuleCompany company, Module module, Samples samples, String reader) {
        this.company = company;
        this.module = module;
        this.samples = samples;
        this.reader = reader;
        this.key =
                Pattern.compile("(?<![\\w.@/-])(?:" + module.id() + "|role|action|link|job)\\.[a-z]\\w*(?:\\.\\w+)*");
    }

    List<String> problems(List<RecordType<?>> types, String... languages) {
        Set<String> addresses = addresses(types);
        for (String language : languages) {
            reads(language);
            addresses.forEach(address -> render(address, language));
        }
        return problems;
    }

    private void reads(String language) {
        RecordId person = RecordId.of("directory.person", company.idOf(reader));
        company.kernel().system(() -> {
            Records records = company.get(Records.class);
            long version = records.card(person).row().version();
            records.update(person, version, Map.of("locale", language));
        });
    }

    /** By address and language, once {@link #problems} has been asked. */
    Map<String, String> rendered() {
        return rendered;
    }

    private Set<String> addresses(List<RecordType<?>> types) {
        Set<String> all = new LinkedHashSet<>();
        all.add("/");
        for (RecordType<?> type : types) {
            RecordId record = samples.record(type.id(), company.idOf(reader), NUMBER);
            String list = "/" + type.id().replace('.', '/');
            all.addAll(List.of(
                    list, list + "/new", record.path(), record.path() + "/edit", record.path() + "?tab=history"));
        }
        for (ServiceReference<?> page :
                TextCheck.references(company.kernel().context(), PageHandler.class, module.id())) {
            all.add(String.valueOf(page.getProperty("page.path")));
        }
        return all;
    }

    private void render(String address, String language) {
        PageTester.Visitor visitor = company.pages().as(reader);
        PageTester.Answer answer = visitor.get(address);
        boolean leadsOn = answer.status() == 302 || answer.status() == 303;
        if (leadsOn) return;
        String place = address + " in " + language;
        if (answer.status() != 200) {
            problems.add(place + " answers " + answer.status());
            return;
        }
        Document page = answer.html();
        if (!page.select("html").attr("lang").equals(language)) problems.add(place + " is in another language");
        rendered.put(place, answer.text());
        texts(place, page);
        for (Element later : page.select("main [hx-get][hx-trigger*=load], main [hx-get][hx-trigger*=revealed]")) {
            PageTester.Answer block = visitor.htmx().get(later.attr("hx-get"));
            if (block.status() != 200) problems.add(place + ": " + later.attr("hx-get") + " answers " + block.status());
            else texts(place + " " + later.attr("hx-get"), block.html());
        }
    }

    private void texts(String place, Document page) {
        StringBuilder shown = new StringBuilder(page.text());
        for (Element said : page.select("[aria-label], [title], [placeholder], [alt]")) {
            for (String name : List.of("aria-label", "title", "placeholder", "alt"))
                shown.append(' ').append(said.attr(name));
        }
        Matcher raw = key.matcher(shown);
        while (raw.find()) problems.add(place + " shows the key " + raw.group());
        for (Element failed : page.select(".panel-failed, [data-incident]")) {
            if (INCIDENT.matcher(failed.text()).find()) problems.add(place + ": a panel fails: " + failed.text());
        }
        PageRules.problems(page).forEach(problem -> problems.add(place + ": " + problem));
    }
}
