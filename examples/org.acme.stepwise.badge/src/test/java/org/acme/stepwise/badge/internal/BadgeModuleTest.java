package org.acme.stepwise.badge.internal;

import org.stepwise.moduletest.ModuleContract;

public class BadgeModuleTest extends ModuleContract {}
