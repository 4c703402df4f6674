package org.stepwise.kernel.api.module;

import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.link.LinkKind;
import org.stepwise.kernel.api.record.Records;

/**
 * Identity of a module; a bundle is a module when it registers exactly one. Texts {@code <id>.module.name}, {@code
 * <id>.module.description}. The kernel publishes the module's contributions when its schema is migrated.
 */
@ConsumerType
public interface Module {
    /** Last segment of the bundle's name: lower-case letters and digits, {@code crm}. */
    String id();

    /** Group in the navigation: {@code business}, {@code management}, {@code collaboration}. */
    default String area() {
        return "business";
    }

    /** Name of a Tabler outline icon. */
    default String icon() {
        return "apps";
    }

    /** Position in lists of modules. */
    default int order() {
        return 500;
    }

    /** Functions that a phase may open on their own; the base is not named. Named by texts {@code <module>.function.<function>}. */
    default List<String> functions() {
        return List.of();
    }

    /** Actions beyond the standard ones, per record type: {@code crm.opportunity:confirm}. */
    default List<String> permissions() {
        return List.of();
    }

    /** What the shipped roles may do with the module's records; written once when the module is first installed. */
    default List<Grant> grants() {
        return List.of();
    }

    /** Roles that the module adds to the shipped pack; labels {@code role.<code>}. */
    default List<String> roles() {
        return List.of();
    }

    default List<LinkKind> linkKinds() {
        return List.of();
    }

    /** Rules records read through {@code Settings}; only those named here can be changed by an administrator. */
    default List<Class<? extends Record>> settings() {
        return List.of();
    }

    /**
     * Called on a background thread, outside a transaction, when the module is ready in a home that was made with demo data, until
     * all its steps are done.
     */
    default void demo(Demo demo) {}

    /** What a demo company offers to modules. Deterministic: an interrupted and continued demo makes what an uninterrupted one makes. */
    @ProviderType
    interface Demo {
        /** Begins anew at each step. */
        Random random();

        /** Accounts of salespeople, with at least one position in a sales unit. */
        List<Long> salespeople();

        Records records();

        /** A believable Chinese company name; the same for the same number, another for another. */
        String companyName(int number);

        String personName();

        /**
         * Runs each step once: a few in one short transaction, with pauses, so that nobody waits for it. Ends early when the module
         * goes, and goes on from there when it comes again.
         *
         * @param step told its number, from 0
         */
        void steps(int count, IntConsumer step);
    }
}
