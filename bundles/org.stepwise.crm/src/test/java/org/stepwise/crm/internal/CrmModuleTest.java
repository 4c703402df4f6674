package org.stepwise.crm.internal;

import org.stepwise.moduletest.ModuleContract;

public class CrmModuleTest extends ModuleContract {}
