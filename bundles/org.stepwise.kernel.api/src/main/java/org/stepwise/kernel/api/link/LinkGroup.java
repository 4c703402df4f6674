package org.stepwise.kernel.api.link;

import java.util.List;

/** Links to records of one type. @param count what the reader may see; stops at 1,000 @param links newest first */
public record LinkGroup(String type, long count, boolean exact, List<Link> links) {}
