package org.stepwise.itests.vehicles;

import org.stepwise.moduletest.ModuleContract;

public class VehiclesModuleTest extends ModuleContract {}
