package org.stepwise.kernel.internal.rollout;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a phase opens: {@code crm} the whole module, {@code crm/opportunities} its base and one function, {@code crm/} the base
 * alone.
 */
record Address(String module, String function) {
    private static final String WHOLE = "*";
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{0,39}(/([a-z][a-z0-9-]{0,38})?)?");

    static boolean wellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    static Address of(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new Address(text, WHOLE) : new Address(text.substring(0, slash), text.substring(slash + 1));
    }

    /** Names as an {@code Opening} has them. */
    Set<String> functions() {
        return function.isEmpty() || function.equals(WHOLE) ? Set.of(function) : Set.of("", function);
    }

    boolean named() {
        return !function.isEmpty() && !function.equals(WHOLE);
    }

    static Set<String> modules(Collection<String> addresses) {
        return addresses.stream().map(text -> of(text).module()).collect(Collectors.toCollection(TreeSet::new));
    }
}
