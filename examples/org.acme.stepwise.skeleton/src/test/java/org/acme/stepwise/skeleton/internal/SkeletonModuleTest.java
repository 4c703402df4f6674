package org.acme.stepwise.skeleton.internal;

import org.stepwise.moduletest.ModuleContract;

/** What every module has to stand. */
public class SkeletonModuleTest extends ModuleContract {}
