package org.stepwise.web.internal.page;

import java.util.List;
import java.util.Optional;
import org.stepwise.web.internal.help.FirstSteps;

/**
 * What stands around a page: navigation, top bar, tab bar.
 *
 * @param company name of the organisation, "" while there is none
 * @param lang language tag of the page
 * @param styled module whose stylesheet the page needs, "" for none
 * @param toast message after a redirect, "" for none
 * @param undo address that takes the last step back, "" for none
 * @param feedback module that feedback can be given on from here, "" for none
 * @param rules module whose rules of use are to be confirmed, without coming first; "" for none
 * @param help address of the guide's page on what is shown
 * @param steps first steps in the module, until they were done or put away
 * @param viewAs name of the person whose eyes an administrator looks through, "" for nobody
 */
public record Shell(
        String company,
        String lang,
        String styled,
        String theme,
        String density,
        boolean keys,
        String title,
        String path,
        List<Reply.Crumb> crumbs,
        List<Area> areas,
        List<Item> tabs,
        List<Item> create,
        String person,
        long personId,
        int unread,
        String toast,
        String tone,
        String undo,
        String viewAs,
        String feedback,
        String rules,
        String help,
        Optional<FirstSteps.Panel> steps) {
    /** A group in the navigation. @param label "" for the group without heading */
    public record Area(String label, List<Item> items) {}

    /** An entry. @param key single keys that lead there, "" for none */
    public record Item(String label, String path, String icon, boolean current, String key) {}
}
